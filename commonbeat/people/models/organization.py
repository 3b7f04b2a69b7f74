"""An organization: the agency, a board, a council or clerk's office, a partner. One table, one kind."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Organizations(models.QuerySet):
    """Words for reading organizations."""

    def visible_to(self, actor: Any) -> Organizations:
        """Organizations are public."""
        return self.all()

    def boards(self) -> Organizations:
        """Boards and committees."""
        return self.filter(kind=Organization.Kind.BOARD)

    def outside(self) -> Organizations:
        """All but the agency."""
        return self.exclude(kind=Organization.Kind.AGENCY)


class Organization(models.Model):
    """A body that has seats."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Police agency")
        BOARD = "board", _("Board or committee")
        GOVERNMENT = "government", _("City, county or state office")
        PARTNER = "partner", _("Partner organization")

    name = models.CharField(_("name"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    about = models.TextField(_("what it is for"), blank=True, max_length=2000)
    appointed_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = Organizations.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = "organization"
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="agency"), name="one_agency"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people.organization", args=[self.pk])

    def clean(self) -> None:
        others = Organization.objects.exclude(pk=self.pk)
        if any(one.slug == self.slug for one in others):
            raise ValidationError({"name": _("There is already an organization of this name.")})

    @property
    def slug(self) -> str:
        """Its name in an address; its number where the name has no letters that an address can hold."""
        return slugify(self.name) or str(self.pk)

    @property
    def is_agency(self) -> bool:
        return self.kind == self.Kind.AGENCY
