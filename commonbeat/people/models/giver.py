"""A giver: whoever gave something in one topic. Known by return words, an account or a body; never across topics."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.people import receipts
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.person import Person


class Givers(models.QuerySet):
    """Words for reading givers."""

    def visible_to(self, actor: Any) -> Givers:
        """A giver is visible to themselves only."""
        return self.filter(pk__in=actor.giver_ids)

    def with_words(self, words: str) -> Givers:
        """The giver who was given these return words."""
        return self.filter(words_digest=Giver.digest(words))


class Giver(models.Model):
    """One who gives input in one topic."""

    class Role(models.TextChoices):
        RESIDENT = "resident", _("I live here")
        WORKER = "worker", _("I work or study here")
        OFFICER = "officer", _("I work for the police agency")
        VISITOR = "visitor", _("I visit or pass through")
        UNSAID = "", _("I would rather not say")

    topic = models.BigIntegerField(help_text="number of the one topic in which this giver is known")
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    words_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=10, default="en")
    email = models.EmailField(blank=True)
    email_confirmed = models.BooleanField(default=False)

    objects = Givers.as_manager()

    class Meta:
        verbose_name = "giver"
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="one_giver_per_person_and_topic"),
        ]

    def __str__(self) -> str:
        return str(self.organization or self.get_role_display())

    @property
    def public_label(self) -> str:
        """As the public log spells it: with the role that they chose to state, one of the fixed ones."""
        return f"giver, {self.role}" if self.role in self.Role.values and self.role else "giver"

    @property
    def masked_email(self) -> str:
        """Enough of the address for its owner to know it by, and for nobody who looks on to write to it."""
        name, _at, place = self.email.partition("@")
        return f"{name[:1]}…@{place}" if place else ""

    @staticmethod
    def digest(words: str) -> str:
        """HMAC of return words under a key outside the database; case, spaces, hyphens and accents do not matter."""
        return receipts.under_key(receipts.plain(words)).hex()
