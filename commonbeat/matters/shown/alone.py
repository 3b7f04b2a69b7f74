"""What pages show of what is written to an outside checker alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from nacl.public import PrivateKey

from commonbeat.frame import clock, proof
from commonbeat.matters import boxes
from commonbeat.matters.models import CheckerKey, Confidence, Message
from commonbeat.measures.result import LEAST
from commonbeat.people.models import Seat


@dataclass(frozen=True)
class Reader:
    """A seat outside that can be written to, and the entry of the public log in which its key is sealed."""

    key: CheckerKey
    entry: int | None


def readers() -> list[Reader]:
    """Who can read what is written now."""
    found = []
    for key in CheckerKey.objects.readable().select_related(*CheckerKey.rules_read):
        sealed = proof.of(key)
        found.append(Reader(key, sealed.number if sealed else None))
    return found


def years() -> list[tuple[int, int]]:
    """How many people began to write in each year that is over, told from five on."""
    over = Confidence.objects.filter(began_on__year__lt=clock.today().year)
    counted = over.values_list("began_on__year").annotate(n=Count("pk")).order_by("began_on__year")
    return [(year, n) for year, n in counted if n >= LEAST]


@dataclass(frozen=True)
class Line:
    """One message as a page shows it. ``words`` is empty where the reader has no key to its box."""

    by_checker: bool
    written_on: date
    opened_on: date | None
    words: str


def for_writer(confidence: Confidence, return_words: str) -> list[Line]:
    """What was written, newest last; return words open the replies. A writer's own words open for the checker alone."""
    private, found = boxes.of_return_words(return_words), []
    for one in Message.objects.filter(confidence=confidence):
        words = boxes.unboxed(private, one.for_writer) if one.by_checker else ""
        found.append(Line(one.by_checker, one.written_on, one.opened_on, words))
    return found


def for_checker(confidence: Confidence, private: PrivateKey) -> list[Line]:
    """What was written, newest last, opened by the checker's own key."""
    return [
        Line(one.by_checker, one.written_on, one.opened_on, boxes.unboxed(private, one.for_checker))
        for one in Message.objects.filter(confidence=confidence)
    ]


@dataclass(frozen=True)
class Desk:
    """What one seat outside finds: its key, if it has one, and what was written for it."""

    seat: Seat
    key: CheckerKey | None
    confidences: list[Confidence]


def desks(actor: Any) -> list[Desk]:
    """For each seat of this actor that may have a key: what waits, with days and counts and no word of it."""
    found = []
    for seat in actor.seats:
        if seat.role in Seat.CHECKING:
            key = CheckerKey.objects.live().filter(seat=seat).first()
            found.append(Desk(seat, key, _written_for(key) if key else []))
    return found


def _written_for(key: CheckerKey) -> list[Confidence]:
    """Each with the day of its newest message and how many wait to be opened, the newest first."""
    rows = Message.objects.filter(confidence__key=key).order_by("confidence").values_list("confidence")
    waiting = Count("pk", filter=Q(by_checker=False, opened_on=None))
    told = {number: counted for number, *counted in rows.annotate(newest=Max("written_on"), waiting=waiting)}
    found = list(Confidence.objects.filter(key=key))
    for one in found:
        one.newest, one.waiting = told[one.pk]
    return sorted(found, key=lambda one: (one.newest, one.pk), reverse=True)
