"""Protected time: hours of the week that are kept free of calls, planned beforehand, and whether they were kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models import Agency, Organization, Place


class ProtectedBlocks(models.QuerySet):
    """Words for reading them."""

    def visible_to(self, actor: Any) -> ProtectedBlocks:
        """The plan is public."""
        return self.all()

    def current(self) -> ProtectedBlocks:
        return self.filter(models.Q(until=None) | models.Q(until__gt=clock.today()))


class ProtectedBlock(Sealed):
    """Some hours of one weekday, every week from ``since`` on, in a place or for a unit."""

    class Purpose(models.TextChoices):
        """What the time is for."""

        PROBLEM = "problem", _("Solving a problem")
        PEOPLE = "people", _("Being with people")
        FOLLOW_UP = "follow_up", _("Going back to people who called")
        PARTNERS = "partners", _("Working with partners")
        LEARNING = "learning", _("Learning")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=list(WEEKDAYS.items()))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose.choices)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)

    objects = ProtectedBlocks.as_manager()
    rules_read = ("agency__organization", "place")

    class Meta:
        ordering = ["weekday", "starts", "pk"]
        verbose_name = "protected block"

    def __str__(self) -> str:
        return gettext("%(weekday)s, %(starts)s–%(ends)s, %(where)s") % {
            "weekday": self.get_weekday_display(),
            "starts": f"{self.starts:%H:%M}",
            "ends": f"{self.ends:%H:%M}",
            "where": self.where,
        }

    def clean(self) -> None:
        if self.starts is not None and self.starts == self.ends:
            raise ValidationError({"ends": _("It ends at another hour than it begins.")})

    @property
    def where(self) -> str:
        """The place, the unit, or both."""
        return " · ".join(filter(None, [str(self.place or ""), self.unit])) or gettext("All over town")

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days from ``first`` to ``last`` on which it is planned."""
        first = max(first, self.since)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        while day <= last and (self.until is None or day < self.until):
            yield day
            day += timedelta(days=7)

    def begins(self, day: date) -> datetime:
        """When it begins on a day."""
        return self._at(day, self.starts)

    def is_over(self, day: date) -> bool:
        """Whether the block of a day is over; one past midnight belongs to the day on which it begins."""
        return clock.now() >= self._at(day + timedelta(days=self.ends <= self.starts), self.ends)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.agency.zone)

    def content_to_seal(self) -> dict[str, Any]:
        names = ("place_id", "unit", "weekday", "purpose", "since", "until")
        hours = {"starts": f"{self.starts:%H:%M}", "ends": f"{self.ends:%H:%M}"}
        return {name: getattr(self, name) for name in names} | hours


class BlockLogs(models.QuerySet):
    """Words for reading what was logged."""

    def visible_to(self, actor: Any) -> BlockLogs:
        """It is public."""
        return self.all()


class BlockLog(Sealed):
    """That the block of one day was kept, or broken and why."""

    class Reason(models.TextChoices):
        """Why it was broken."""

        CALLS = "calls", _("Calls came first")
        SHORT = "short", _("Too few officers that day")
        COURT = "court", _("Court or a deadline")
        TRAINING = "training", _("Training")
        CROWD = "crowd", _("A large gathering in town")
        WEATHER = "weather", _("Weather")
        OTHER = "other", _("Another reason")

    block = models.ForeignKey(ProtectedBlock, models.PROTECT, related_name="+")
    day = models.DateField()
    kept = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, blank=True)

    objects = BlockLogs.as_manager()
    rules_read = ("block__agency__organization",)

    class Meta:
        ordering = ["day", "pk"]
        verbose_name = "block log"
        constraints = [
            models.UniqueConstraint(fields=["block", "day"], name="one_log_per_block_and_day"),
            models.CheckConstraint(
                condition=models.Q(kept=True, reason="") | (models.Q(kept=False) & ~models.Q(reason="")),
                name="broken_for_a_reason",
            ),
        ]

    @property
    def in_the_name_of(self) -> Organization:
        """The agency's: time that was kept or broken judges staffing, and nobody's doings."""
        return self.block.agency.organization

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("block_id", "day", "kept", "reason")}
