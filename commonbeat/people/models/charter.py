"""A charter: what one body's rules say, as data, in versions; each is adopted by an act and never changed."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.charter import Rules, Seats, Unclear, rules_from
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.seat import Seat


def readable(data: Any) -> None:
    """Refuse rules that cannot be read, with every problem."""
    try:
        rules_from(data)
    except Unclear as unclear:
        raise ValidationError(unclear.problems) from unclear


class Charters(models.QuerySet):
    """Words for reading charters."""

    def visible_to(self, actor: Any) -> Charters:
        """Charters are public."""
        return self.all()

    def of(self, organization: Organization, day: date | None = None) -> Charter | None:
        """The version that is in force in a body, today or on another day; None where it has none."""
        rows = self.filter(organization=organization, in_force_on__lte=day or clock.today())
        return rows.order_by("-version").first()


class Charter(Sealed):
    """One version of the rules by which a body sits."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    rules = models.JSONField(_("rules"), blank=True, default=dict, validators=[readable])
    note = models.CharField(_("what changed, and why"), max_length=500, blank=True)
    in_force_on = models.DateField(_("in force from"))
    adopted_on = models.DateField(default=clock.today)

    objects = Charters.as_manager()
    rules_read = ("organization", "organization__appointed_by")

    class Meta:
        ordering = ["organization", "version"]
        verbose_name = "charter"
        constraints = [
            models.UniqueConstraint(fields=["organization", "version"], name="one_charter_per_version"),
        ]

    def __str__(self) -> str:
        return self.read.law or str(self.organization)

    def content_to_seal(self) -> dict[str, Any]:
        names = ("organization_id", "version", "rules", "note", "in_force_on", "adopted_on")
        return {name: getattr(self, name) for name in names}

    @functools.cached_property
    def read(self) -> Rules:
        """The rules, read."""
        return rules_from(self.rules)

    @property
    def is_informal(self) -> bool:
        """Whether no law or ordinance stands behind it."""
        return not self.read.law

    def votes(self, seat: Seat) -> bool:
        """Whether a deciding seat counts for the quorum. One of no kind votes as its role says."""
        kind = self.read.kind(seat.kind)
        return kind is None or kind.counts

    def voting(self, first: date | None = None, last: date | None = None) -> list[Seat]:
        """The seats in which somebody sits, today or on one of some days, and votes."""
        held = Seat.objects.held(first).deciding().filter(organization=self.organization)
        return [seat for seat in held.filter(since__lte=last or first or clock.today()) if self.votes(seat)]

    def seats(self) -> Seats:
        """How many voting seats there are, and in how many somebody sits; what no charter counts is counted as held."""
        return self.seats_with(len(self.voting()))

    def seats_with(self, serving: int) -> Seats:
        """How many voting seats there are where somebody sits in so many."""
        return Seats(self.read.authorized or serving, serving)
