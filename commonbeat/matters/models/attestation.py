"""The chief's yearly word that nobody is held to a number, and what seats outside the agency say to it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models import Agency, Organization, Seat


class Attestations(models.QuerySet):
    """Words for reading attestations."""

    def visible_to(self, actor: Any) -> Attestations:
        return self.all()


class Attestation(Sealed):
    """What the chief states about the year before a day. It lapses by its date, whatever anybody does."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    words = models.TextField(_("what you state"), max_length=4000)
    language = models.CharField(max_length=10, default="en")
    on = models.DateField(default=clock.today)
    lapses_on = models.DateField()
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    objects = Attestations.as_manager()
    rules_read = ("agency", "by_seat__organization")
    root = "agency"

    class Meta:
        ordering = ["-pk"]
        verbose_name = "attestation"

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("matters.attestations") + f"#attestation-{self.pk}"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("words", "language", "on", "lapses_on", "by_seat_id")}

    @property
    def has_lapsed(self) -> bool:
        return self.agency.today() >= self.lapses_on


class Countersignature(Sealed):
    """A seat outside the agency signs beside the chief, or says why it does not. Each body outside once."""

    attestation = models.ForeignKey(Attestation, models.PROTECT, related_name="+")
    signs = models.BooleanField(_("countersigned"))
    because = models.CharField(max_length=2000, blank=True)
    on = models.DateField(default=clock.today)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    body = models.ForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = "countersignature"
        constraints = [
            models.UniqueConstraint(fields=["attestation", "body"], name="one_countersignature_per_body"),
            models.CheckConstraint(condition=models.Q(signs=True) | ~models.Q(because=""), name="not_signed_has_why"),
        ]

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("attestation_id", "signs", "because", "on", "by_seat_id")}
