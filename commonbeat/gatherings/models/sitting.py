"""A sitting: the meeting as it is held, until its minutes are approved; who is there, and what the chair states."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.people.models import Seat


class Sitting(Sealed):
    """When a meeting was opened and adjourned, who presides, how long residents and officials spoke, its minutes."""

    class Side(models.TextChoices):
        """Who has the floor, for the tally of time; no name is kept."""

        NOBODY = "", _("Nobody")
        RESIDENT = "resident", _("A resident")
        OFFICIAL = "official", _("An official")

    presiding = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    adjourned_at = models.DateTimeField(null=True, blank=True)
    on_floor = models.ForeignKey("gatherings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+")
    speaking = models.CharField(max_length=10, choices=Side.choices, blank=True)
    speaking_since = models.DateTimeField(null=True, blank=True)
    residents_seconds = models.PositiveIntegerField(default=0)
    officials_seconds = models.PositiveIntegerField(default=0)
    minutes_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey("gatherings.Motion", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "sitting"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(adjourned_at=None) | models.Q(adjourned_at__gte=models.F("opened_at")),
                name="sitting_adjourned_after_opened",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_on=None) | models.Q(minutes_on__isnull=False), name="approved_once_public"
            ),
        ]

    @property
    def is_open_to_change(self) -> bool:
        """Until its minutes are public."""
        return self.minutes_on is None

    @property
    def is_running(self) -> bool:
        return self.adjourned_at is None

    @property
    def residents_minutes(self) -> int:
        """Rounded minutes in which residents had the floor."""
        return round(self.residents_seconds / 60)

    @property
    def officials_minutes(self) -> int:
        """Rounded minutes in which officials had it."""
        return round(self.officials_seconds / 60)

    def content_to_seal(self) -> dict[str, Any]:
        times = ("opened_at", "adjourned_at", "residents_seconds", "officials_seconds")
        return {
            name: getattr(self, name)
            for name in ("presiding_id", *times, "minutes_on", "approved_on", "approved_by_id")
        }


class InMeeting(models.QuerySet):
    """Words for reading what belongs to a meeting."""

    def visible_to(self, actor: Any) -> InMeeting:
        """Whoever sees the meeting sees it."""
        from commonbeat.gatherings.models.gathering import Gathering

        return self.filter(models.Exists(Gathering.objects.visible_to(actor).filter(pk=models.OuterRef("gathering"))))


class Attendance(Sealed):
    """One line about one seat: it came, left, is excused or absent. The last line that counts says who is there.

    Nothing is overwritten: a line that was wrong is named by the one that corrects it, and does not count any more.
    """

    class State(models.TextChoices):
        PRESENT = "present", _("Here")
        LEFT = "left", _("Left")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    gathering = models.ForeignKey("gatherings.Gathering", models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField(default=clock.now)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = InMeeting.as_manager()
    root = "gathering"

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "attendance"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("gathering_id", "seat_id", "state", "at", "corrects_id")}


class Ruling(Sealed):
    """What the chair states, for this meeting and in public, where the charter does not say it."""

    class Question(models.TextChoices):
        QUORUM = "quorum", _("How many members are a quorum?")
        MAJORITY = "majority", _("What majority carries a motion?")
        RECUSED = "recused", _("Does a recused member count as present?")

    gathering = models.ForeignKey("gatherings.Gathering", models.PROTECT, related_name="+")
    question = models.CharField(max_length=10, choices=Question.choices)
    answer = models.CharField(max_length=20)
    because = models.CharField(_("why"), max_length=300, blank=True)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    objects = InMeeting.as_manager()
    root = "gathering"

    class Meta:
        ordering = ["pk"]
        verbose_name = "ruling"

    def content_to_seal(self) -> dict[str, Any]:
        names = ("gathering_id", "question", "answer", "because", "by_seat_id", "on")
        return {name: getattr(self, name) for name in names}
