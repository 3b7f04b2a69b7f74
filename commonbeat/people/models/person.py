"""A person with an account: an e-mail address and a name. There is no password and nobody stands above the table."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock


class Persons(BaseUserManager):
    """The manager that the accounts library asks for."""

    def get_by_natural_key(self, email: str) -> Any:
        return self.get(email__iexact=email)

    def visible_to(self, actor: Any) -> models.QuerySet:
        """Everybody sees themselves only."""
        return self.filter(pk=actor.person_id)


class Person(AbstractBaseUser):
    """Somebody who signs in with a code by e-mail or a passkey."""

    password = None
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(max_length=10, default="en")
    joined_on = models.DateField(default=clock.today)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = Persons()

    class Meta:
        verbose_name = "person"

    def __str__(self) -> str:
        return self.name or self.email

    def has_usable_password(self) -> bool:
        """Never: there are no passwords."""
        return False

    def check_password(self, raw_password: str) -> bool:
        """Never right: there are no passwords."""
        return False
