"""Find a body by its name in an address, and read its charter and seats as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404

from commonbeat.people.charter import (
    Difference,
    Rules,
    SeatKind,
    Standing,
    Term,
    differences,
    notices,
    term_on,
    training_due,
)
from commonbeat.people.charter.names import NAMES, STATES
from commonbeat.people.charter.words import Line, conditions, lines
from commonbeat.people.models import Charter, Organization, Seat


def by_slug(model: type[Organization], slug: str, actor: Any) -> Organization:
    """The body whose name stands in an address so, among those that the actor may see, else a 404."""
    for body in model.objects.visible_to(actor).exclude(kind=Organization.Kind.AGENCY).select_related("appointed_by"):
        if body.slug == slug:
            return body
    raise Http404


@dataclass(frozen=True)
class Told:
    """One version of a charter with its lines, what strikes the eye in it, and what it changed."""

    charter: Charter
    lines: list[Line]
    notices: list[str]
    changed: list[tuple[Any, Any, Any]]


def versions(body: Organization, actor: Any) -> list[Told]:
    """Every version of a body's charter, the newest first, each held against the one before."""
    rows = list(Charter.objects.visible_to(actor).filter(organization=body).order_by("version"))
    before: list[Charter | None] = [None, *rows]
    told = [
        Told(one, lines(one.read), notices(one.read), _changed(differences(last.read, one.read)) if last else [])
        for one, last in zip(rows, before, strict=False)
    ]
    return told[::-1]


def _changed(found: list[Difference]) -> list[tuple[Any, Any, Any]]:
    """Names of rules that differ, with whether each was said before and is now."""
    return [(NAMES[one.rule], STATES[one.was], STATES[one.is_now]) for one in found]


@dataclass(frozen=True)
class Place:
    """One seat as it stands today; ``seat`` is None where the charter sets one up in which nobody sits.

    ``vacant_since`` is then the day on which the last holder left, and ``fill_by`` the day by which the charter wants
    it filled; None where that is not known or not said. ``training_due`` is the day, still to come, by which the
    charter wants its holder trained.
    """

    seat: Seat | None
    standing: Standing
    vacant_since: date | None = None
    fill_by: date | None = None
    training_due: date | None = None

    @property
    def is_filled(self) -> bool:
        return self.standing.term is not Term.VACANT


@dataclass(frozen=True)
class KindOfSeat:
    """Seats of one kind, held against their number in the charter; ``kind`` is None for those that it does not know."""

    kind: SeatKind | None
    places: list[Place]

    @property
    def number(self) -> int | None:
        """How many the charter sets up; None where it says none, or only how many there may be at most."""
        return None if self.kind is None or self.kind.at_most else self.kind.number

    @property
    def told(self) -> list[str]:
        """What whoever sits in one must be or must not be."""
        return conditions(self.kind) if self.kind else []

    @property
    def filled(self) -> int:
        return sum(one.is_filled for one in self.places)


def composition(charter: Charter | None, rows: list[Seat], today: date) -> list[KindOfSeat]:
    """The deciding seats of one body by kind, vacant ones too, as its charter sets them up; others at the end.

    ``rows`` are all that it ever had: those that ended tell since when a seat is vacant.
    """
    rules = charter.read if charter else Rules()
    found = [KindOfSeat(kind, _places(rules, kind, rows, today)) for kind in rules.seats]
    known = {one.key for one in rules.seats}
    others = [_place(rules, seat, rows, today) for seat in rows if seat.kind not in known and seat.is_current]
    return [*found, *([KindOfSeat(None, others)] if others else [])]


def _places(rules: Rules, kind: SeatKind, rows: list[Seat], today: date) -> list[Place]:
    own = [seat for seat in rows if seat.kind == kind.key]
    held = [_place(rules, seat, rows, today) for seat in own if seat.is_current]
    vacant = 0 if kind.at_most else max(0, kind.number - len(held))
    days = rules.terms.fill_within_days if rules.terms else None
    left = [_last_held(own, kind.number - number) for number in range(vacant)]
    due = [day + timedelta(days=days) if day and days else None for day in left]
    return held + [Place(None, Standing(Term.VACANT), *pair) for pair in zip(left, due, strict=True)]


def _last_held(seats: list[Seat], count: int) -> date | None:
    """The last day on which so many seats were held at once, before one of them ended; None where it never was."""
    ended = sorted((seat.until for seat in seats if not seat.is_current), reverse=True)
    for day in ended:
        if sum(seat.since < day and (seat.until is None or seat.until >= day) for seat in seats) >= count:
            return day
    return None


def _place(rules: Rules, seat: Seat, rows: list[Seat], today: date) -> Place:
    standing = term_on(rules, today, filled=seat.person_id is not None, ends=seat.term_ends)
    if seat.person_id is None:
        return Place(seat, standing)
    began = min(one.since for one in rows if one.person_id == seat.person_id)
    due = training_due(rules, began)
    return Place(seat, standing, training_due=due if due and due >= today else None)


def counts(kinds: list[KindOfSeat]) -> dict[Term, int]:
    """How many seats stand how, over all kinds."""
    places = [place for kind in kinds for place in kind.places]
    return {term: sum(one.standing.term is term for one in places) for term in Term}
