"""First terms by lot: a board begins with terms of several lengths, so that not all end together."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models.organization import Organization


class TermLots(models.QuerySet):
    """Words for reading draws of first terms."""

    def visible_to(self, actor: Any) -> TermLots:
        """Seats and their terms are public, and so is the draw."""
        return self.all()


class TermLot(Sealed):
    """A draw of first terms: members and lengths are sealed first, the seed comes later, and anybody can draw again.

    ``terms`` are lengths in years as the charter writes them; where there are more than members, the last of the
    drawn order are left for seats that nobody holds yet.
    """

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="+")
    members = models.JSONField(help_text="numbers of seats, in order")
    terms = models.JSONField(help_text='lengths in years, such as ["2", "2", "1/2"]')
    seed = models.CharField(_("seed"), max_length=200, blank=True)
    seed_from = models.CharField(_("where the seed comes from"), max_length=300, blank=True)
    drawn = models.JSONField(default=list, blank=True, help_text="[number of a seat, its length in years], in order")
    sealed_on = models.DateField(default=clock.today)
    drawn_on = models.DateField(null=True, blank=True)

    objects = TermLots.as_manager()
    rules_read = ("organization", "organization__appointed_by")

    class Meta:
        verbose_name = "draw of first terms"

    @property
    def in_pool(self) -> int:
        """How many members draw."""
        return len(self.members)

    def content_to_seal(self) -> dict[str, Any]:
        """All that is needed to draw again."""
        names = ("organization_id", "members", "terms", "seed", "seed_from", "drawn", "sealed_on", "drawn_on")
        return {name: getattr(self, name) for name in names}
