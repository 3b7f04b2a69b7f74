"""Who is reminded of what, once each. The letters carry a number, a date and a link, no contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import notify
from commonbeat.matters.models import (
    Attestation,
    CheckerKey,
    Commitment,
    Decision,
    Input,
    Matter,
    Message,
    Report,
    Window,
)
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.shown.attestations import may_sign
from commonbeat.matters.shown.promises import checkers
from commonbeat.people.models import Agency, Person, Seat

SOON = timedelta(days=7)
TOMORROW = timedelta(days=1)
MONTH = timedelta(days=30)
Role, State = Seat.Role, Commitment.State


@dataclass(frozen=True)
class Reminder:
    """One thing to be reminded of: the occasion makes it unique for each recipient."""

    occasion: str
    to: Iterable[Person]
    sentence: Any
    values: dict[str, Any]
    address: str


def write(agency: Agency) -> None:
    """Write the letters of every reminder that is due today; those of earlier days are not written twice."""
    today = agency.today()
    of_topics = (of_promises, of_checks, of_replies, of_reviews, of_interim_orders)
    for kind in (of_written_alone, *of_topics, of_attestations, of_countersigning):
        for reminder in kind(today):
            for person in reminder.to:
                _write(reminder, person)


def _write(reminder: Reminder, person: Person) -> None:
    with translation.override(person.language):
        values = {k: formats.date_format(v) if isinstance(v, date) else v for k, v in reminder.values.items()}
        sentence = str(reminder.sentence) % values
        notify.letter(
            f"reminder: {reminder.occasion}, person {person.pk}",
            to=person.email,
            subject=sentence,
            body=f"{sentence}\n\n{notify.absolute(reminder.address)}\n",
            language=person.language,
        )


def holders(*roles: str) -> list[Person]:
    """The people who hold a seat of these roles in the agency now."""
    seats = Seat.objects.held().filter(organization__kind="agency", role__in=roles)
    return list(Person.objects.filter(pk__in=seats.values("person"), is_active=True))


def owner_of(promise: Commitment) -> list[Person]:
    """Who sits in the seat that made a promise; the coordinators where the seat is empty or has ended."""
    seat = Seat.objects.held().filter(pk=promise.owner_id).select_related("person").first()
    return [seat.person] if seat else holders(Role.COORDINATOR)


def of_written_alone(today: date) -> Iterator[Reminder]:
    """What was written to an outside checker alone and waits: the morning after, so that the hour tells of nobody."""
    for key in CheckerKey.objects.readable().select_related("seat__person"):
        waiting = Message.objects.waiting().filter(confidence__key=key, written_on__lt=today)
        newest = waiting.aggregate(newest=Max("written_on"))["newest"]
        if newest:
            occasion = f"written to key {key.pk} until {newest}"
            yield Reminder(
                occasion, [key.seat.person], _("Something waits for you."), {}, reverse("matters.alone_desk")
            )


def of_promises(today: date) -> Iterator[Reminder]:
    """Promises that are due within a week, and those that are overdue, to their owners."""
    unpublished = Q(answer__isnull=False, answer__published_on=None)
    owed = Commitment.objects.filter(state__in=[State.OPEN, State.SENT_BACK], due__lte=today + SOON)
    for promise in owed.exclude(unpublished):
        late = promise.due < today
        yield Reminder(
            f"promise {promise.pk} {'overdue' if late else 'due'} {promise.due}",
            owner_of(promise),
            _("Promise %(number)s was due on %(due)s.") if late else _("Promise %(number)s is due on %(due)s."),
            {"number": promise.pk, "due": promise.due},
            reverse("matters.promise_page", args=[promise.pk]),
        )


def of_checks(today: date) -> Iterator[Reminder]:
    """Promises that were reported done a week ago and that nobody outside has checked, to those who check."""
    newest = Report.objects.filter(commitment__state=State.REPORTED, on__lte=today - SOON).order_by("commitment", "-pk")
    told: set[int] = set()
    for report in newest.select_related("commitment__owner"):
        promise = report.commitment
        if promise.pk in told:
            continue
        told.add(promise.pk)
        yield Reminder(
            f"report {report.pk} waits",
            checkers(promise),
            _("Promise %(number)s was reported done on %(on)s and waits for your check."),
            {"number": promise.pk, "on": report.on},
            reverse("matters.promise_page", args=[promise.pk]),
        )


def of_replies(today: date) -> Iterator[Reminder]:
    """Comment periods whose replies are owed within a week, by tomorrow or are overdue, to the coordinators."""
    waiting = Input.objects.waiting().filter(window=OuterRef("pk"))
    owed = Window.objects.filter(Exists(waiting), replies_due__lte=today + SOON)
    for window in owed:
        left = window.replies_due - today
        late = left < timedelta()
        when = "overdue" if late else "tomorrow" if left <= TOMORROW else "soon"
        yield Reminder(
            f"replies of period {window.pk} {when} {window.replies_due}",
            holders(Role.COORDINATOR),
            _("Replies on topic %(number)s were due on %(due)s.")
            if late
            else _("Replies on topic %(number)s are due on %(due)s."),
            {"number": window.matter_id, "due": window.replies_due},
            reverse("matters.inbox"),
        )


def of_reviews(today: date) -> Iterator[Reminder]:
    """What is in force and is to be looked at again, to the coordinators."""
    for matter in Matter.objects.in_force().filter(stage=Stage.DECIDED, review_on__lte=today):
        yield Reminder(
            f"review of topic {matter.pk} {matter.review_on}",
            holders(Role.COORDINATOR),
            _("Topic %(number)s is due for review since %(due)s."),
            {"number": matter.pk, "due": matter.review_on},
            reverse("matters.topic", args=[matter.pk]),
        )


def of_interim_orders(today: date) -> Iterator[Reminder]:
    """Interim orders that lapse within a week because no comment period was opened, to coordinators and chiefs."""
    zone = Agency.objects.get().zone
    orders = Decision.objects.interim().with_period(zone).filter(period_held=False)
    for order in orders.filter(lapses_on__range=(today, today + SOON)):
        yield Reminder(
            f"interim order {order.pk} lapses {order.lapses_on}",
            holders(Role.COORDINATOR, Role.CHIEF),
            _("The interim order on topic %(number)s lapses on %(due)s unless a comment period is held."),
            {"number": order.matter_id, "due": order.lapses_on},
            reverse("matters.topic", args=[order.matter_id]),
        )


def of_attestations(today: date) -> Iterator[Reminder]:
    """The newest attestation, a month and a week before it lapses and once it has, to the chief."""
    newest = Attestation.objects.select_related("agency").order_by("pk").last()
    if newest is None or newest.lapses_on > today + MONTH:
        return
    when = "lapsed" if newest.has_lapsed else "week" if newest.lapses_on <= today + SOON else "month"
    yield Reminder(
        f"attestation {newest.pk} {when}",
        holders(Role.CHIEF),
        _("The attestation that nobody is held to a number lapsed on %(due)s.")
        if newest.has_lapsed
        else _("The attestation that nobody is held to a number lapses on %(due)s."),
        {"due": newest.lapses_on},
        reverse("matters.attest"),
    )


def of_countersigning(today: date) -> Iterator[Reminder]:
    """The newest attestation, at once and after a week, to those outside whose body has not said what it says to it."""
    newest = Attestation.objects.select_related("agency").order_by("pk").last()
    if newest is not None and not newest.has_lapsed:
        yield Reminder(
            f"attestation {newest.pk} {'waits' if newest.on <= today - SOON else 'made'}",
            may_sign(newest),
            _("The chief’s attestation of %(on)s waits for what your body says to it."),
            {"on": newest.on},
            reverse("matters.countersign", args=[newest.pk]),
        )
