"""Find a body by its name in an address, and read its charter and seats as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404

from commonbeat.people.charter import Difference, Rules, SeatKind, Standing, Term, differences, notices, term_on
from commonbeat.people.charter.words import NAMES, STATES, Line, conditions, lines
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
    """One seat as it stands today; ``seat`` is None where the charter sets one up that nobody has ever been granted."""

    seat: Seat | None
    standing: Standing

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


def composition(body: Organization, charter: Charter | None, today: date, actor: Any) -> list[KindOfSeat]:
    """A body's deciding seats by kind, vacant ones too, as its charter sets them up; others at the end."""
    rules = charter.read if charter else Rules()
    rows = list(Seat.objects.visible_to(actor).deciding().current().filter(organization=body).order_by("since", "pk"))
    found = [KindOfSeat(kind, _places(rules, kind, rows, today)) for kind in rules.seats]
    known = {one.key for one in rules.seats}
    others = [_place(rules, seat, today) for seat in rows if seat.kind not in known]
    return [*found, *([KindOfSeat(None, others)] if others else [])]


def _places(rules: Rules, kind: SeatKind, rows: list[Seat], today: date) -> list[Place]:
    held = [_place(rules, seat, today) for seat in rows if seat.kind == kind.key]
    vacant = 0 if kind.at_most else max(0, kind.number - len(held))
    return held + [Place(None, Standing(Term.VACANT))] * vacant


def _place(rules: Rules, seat: Seat, today: date) -> Place:
    return Place(seat, term_on(rules, today, filled=seat.person_id is not None, ends=seat.term_ends))


def counts(kinds: list[KindOfSeat]) -> dict[Term, int]:
    """How many seats stand how, over all kinds."""
    places = [place for kind in kinds for place in kind.places]
    return {term: sum(one.standing.term is term for one in places) for term in Term}
