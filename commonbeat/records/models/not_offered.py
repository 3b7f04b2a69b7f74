"""Somebody could have had the least harmful outcome and was not offered it: what, where, when and why. Never who."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Sealed
from commonbeat.people.models import Agency, Organization, Place
from commonbeat.records.models.eligible_list import LONGEST, WhyNot


class NotOffereds(models.QuerySet):
    """Words for reading them."""

    def visible_to(self, actor: Any) -> NotOffereds:
        """Nobody reads a single one: what is shown are counts of five and more."""
        return self.none()


class NotOffered(Sealed):
    """One reason, from a fixed list: no words, no name, neither of the person nor of the officer."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    offense = models.CharField(_("offense"), max_length=LONGEST)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=10, choices=WhyNot.choices)

    objects = NotOffereds.as_manager()
    rules_read = ("agency__organization",)

    class Meta:
        ordering = ["pk"]
        verbose_name = "reason noted"

    @property
    def in_the_name_of(self) -> Organization:
        """The agency's, so that the log counts none for a single officer."""
        return self.agency.organization

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("offense", "place_id", "on", "reason")}
