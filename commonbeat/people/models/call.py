"""A call: seats that are to be filled, who may apply, until when, who decides; private applications; appointments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.people.charter import SeatKind
from commonbeat.people.models.charter import Charter
from commonbeat.people.models.organization import Organization
from commonbeat.people.models.person import Person
from commonbeat.people.models.seat import Seat

#: days after a decision in which applications of those who were not appointed are kept
KEPT = timedelta(days=365)


class Calls(models.QuerySet):
    """Words for reading calls."""

    def visible_to(self, actor: Any) -> Calls:
        """Calls are public."""
        return self.all()

    def running(self) -> Calls:
        """People can apply today."""
        today = clock.today()
        return self.filter(opens_on__lte=today, closes_on__gte=today)

    def past_keeping(self) -> Calls:
        """Applications of people who were not appointed are still here, and the time to keep them is over."""
        last = clock.today() - KEPT
        over = models.Q(ended_on__lt=last) | models.Q(ended_on=None, decide_by__lt=last)
        return self.filter(over, models.Exists(Application.objects.to_erase().filter(call=models.OuterRef("pk"))))

    def undecided(self) -> Calls:
        """Nobody has said yet that the call is done with."""
        return self.filter(ended_on=None)


class Call(Sealed):
    """An open call for seats of one kind."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of seat"), max_length=40, blank=True)
    seats = models.PositiveSmallIntegerField(_("how many seats"), default=1)
    words = WordsField(_("who is looked for, and what the work is"))
    appointed_by = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("who decides"))
    quotas = models.JSONField(_("quotas"), default=dict, blank=True)
    by_lot = models.BooleanField(_("drawn by lot"), default=False)
    opens_on = models.DateField(default=clock.today)
    closes_on = models.DateField(_("applications until"))
    decide_by = models.DateField(_("decided by"))
    ended_on = models.DateField(null=True, blank=True)

    objects = Calls.as_manager()
    rules_read = ("organization", "appointed_by", "organization__appointed_by")

    class Meta:
        ordering = ["-opens_on", "-pk"]
        verbose_name = "call"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on"), decide_by__gte=models.F("closes_on")),
                name="call_closes_before_it_is_decided",
            ),
        ]

    def __str__(self) -> str:
        kind = self.kind_of_seat
        return f"{kind.name if kind else Seat.Role.MEMBER.label}, {self.organization}"

    def get_absolute_url(self) -> str:
        return reverse("people.call", args=[self.pk])

    def clean(self) -> None:
        if self.decide_by and self.closes_on and self.decide_by < self.closes_on:
            raise ValidationError({"decide_by": _("It cannot be decided before applications close.")})

    def content_to_seal(self) -> dict[str, Any]:
        names = ("organization_id", "kind", "seats", "words", "appointed_by_id", "quotas", "by_lot")
        return {name: getattr(self, name) for name in (*names, "opens_on", "closes_on", "decide_by")}

    @property
    def kind_of_seat(self) -> SeatKind | None:
        """What the charter says of these seats; None where it knows no kinds."""
        charter = Charter.objects.of(self.organization)
        return charter.read.kind(self.kind) if charter else None

    @property
    def kept_until(self) -> date:
        """The last day on which applications of people who were not appointed are kept."""
        return (self.ended_on or self.decide_by) + KEPT

    @property
    def is_open(self) -> bool:
        return self.opens_on <= clock.today() <= self.closes_on

    @property
    def is_over(self) -> bool:
        """Nobody can apply any more."""
        return clock.today() > self.closes_on


class Applications(models.QuerySet):
    """Words for reading applications."""

    def visible_to(self, actor: Any) -> Applications:
        """To who wrote it, and to the seats of the body that decides; to nobody else, the agency included."""
        deciding = [seat.organization_id for seat in actor.seats if decides(seat)]
        return self.filter(models.Q(person=actor.person_id) | models.Q(call__appointed_by__in=deciding))

    def waiting(self) -> Applications:
        return self.filter(state=Application.State.WAITING)

    def to_erase(self) -> Applications:
        """Those that a time is set for: all but of people who were appointed."""
        return self.exclude(state=Application.State.APPOINTED)


def decides(seat: Seat) -> bool:
    """Whether whoever holds this seat decides for its body on who is appointed."""
    roles = (Seat.Role.CHIEF, Seat.Role.COORDINATOR) if seat.organization.is_agency else Seat.CHECKING
    return seat.role in roles


class Application(models.Model):
    """One person's wish to sit, with what they say of themselves and of their conflicts. Private for good.

    Where nobody appointed them it is erased a year after the decision.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a decision")
        APPOINTED = "appointed", _("appointed")
        DECLINED = "declined", _("not appointed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = models.TextField(_("why you, and what you bring"), max_length=5000)
    conflicts = models.TextField(_("conflicts of interest"), max_length=2000, blank=True)
    traits = models.JSONField(default=dict, blank=True)
    drawn = models.BooleanField(default=False)
    applied_on = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    told = models.TextField(max_length=1000, blank=True, help_text="what the applicant was told")

    objects = Applications.as_manager()
    rules_read = ("call__organization", "call__appointed_by", "call__organization__appointed_by")
    root = "call"

    class Meta:
        ordering = ["pk"]
        verbose_name = "application"
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"], condition=~models.Q(state="withdrawn"), name="one_application_per_person"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Application %(number)s") % {"number": self.pk}


class Appointments(models.QuerySet):
    """Words for reading appointments."""

    def visible_to(self, actor: Any) -> Appointments:
        """Appointments are public."""
        return self.all()


class Appointment(Sealed):
    """The public decision by which somebody who applied sits, with its reasons."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.SET_NULL, null=True, blank=True, related_name="+")
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    reasons = WordsField(_("reasons"))
    conflict_declared = models.BooleanField(default=False)
    by_lot = models.BooleanField(default=False)
    decided_on = models.DateField(default=clock.today)

    objects = Appointments.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "appointment"

    def content_to_seal(self) -> dict[str, Any]:
        names = ("call_id", "seat_id", "by_seat_id", "reasons", "conflict_declared", "by_lot", "decided_on")
        return {name: getattr(self, name) for name in names}
