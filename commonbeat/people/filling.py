"""What the page of a call tells everybody: how many applied, how the lot was drawn, who was appointed and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from commonbeat.measures.composition import shown
from commonbeat.measures.lots import pool_counts
from commonbeat.people.charter import SeatKind, drawn_by_lot
from commonbeat.people.charter.words import conditions, years
from commonbeat.people.models import Application, Appointment, Call, Charter, Lot, Organization, Seat, TermLot


@dataclass(frozen=True)
class Decided:
    """Appointments made on one day with the same reasons, as after a draw by lot; ``first`` stands for all."""

    first: Appointment
    count: int


@dataclass(frozen=True)
class Told:
    """A call as everybody reads it. How many applied stands in the public log, application by application.

    ``pool`` holds, for each trait of the draw, its groups with their quotas and how many of the pool are in each, None
    where that is withheld.
    """

    kind: SeatKind | None
    conditions: list[str]
    applied: int
    lot: Lot | None
    pool: list[tuple[str, list[tuple[str, list[int], int | None]]]]
    decisions: list[Decided]
    own: Application | None
    own_place: int | None


def told(call: Call, actor: Any) -> Told:
    """Read one call."""
    kind, lot = call.kind_of_seat, lot_of(call, actor)
    applied = Application.objects.filter(call=call).exclude(state=Application.State.WITHDRAWN).count()
    appointed = Appointment.objects.visible_to(actor).filter(call=call)
    own = Application.objects.filter(call=call, person=actor.person_id).last() if actor.person_id else None
    return Told(
        kind=kind,
        conditions=conditions(kind) if kind else [],
        applied=applied,
        lot=lot,
        pool=_pool(call, lot) if lot else [],
        decisions=_decided(list(appointed.select_related("seat", "by_seat__organization"))),
        own=own,
        own_place=lot.place_of(own) if lot and own else None,
    )


def _decided(made: list[Appointment]) -> list[Decided]:
    """The appointments, those alike as one."""
    alike: dict[Any, list[Appointment]] = {}
    for one in made:
        key = (one.seat.name, one.seat.term_ends, one.reasons.text, one.decided_on, one.conflict_declared)
        alike.setdefault(key, []).append(one)
    return [Decided(rows[0], len(rows)) for rows in alike.values()]


@dataclass(frozen=True)
class FirstTerms:
    """First terms by lot: every length that the charter writes, and who drew which; ``rows`` are seats in their order.

    ``left`` are lengths that nobody drew, because fewer members sat than the charter writes terms for.
    """

    terms: list[str]
    lot: TermLot | None
    rows: list[tuple[Seat, str]]
    left: list[str]


def first_terms(body: Organization, actor: Any) -> FirstTerms:
    """Read them."""
    charter = Charter.objects.visible_to(actor).of(body)
    terms = drawn_by_lot(charter.read) if charter else []
    lot = TermLot.objects.visible_to(actor).filter(organization=body).first()
    if lot is None:
        return FirstTerms(_counted(terms), None, [], [])
    seats = Seat.objects.visible_to(actor).select_related("organization").in_bulk(lot.members)
    drawn = dict(lot.drawn)
    rows = [(seats[one], years(Fraction(drawn[one])) if one in drawn else "") for one in lot.members]
    left = Counter(lot.terms) - Counter(drawn.values()) if drawn else Counter()
    return FirstTerms(_counted(lot.terms), lot, rows, _counted(list(left.elements())))


def _counted(terms: list[str]) -> list[str]:
    """Lengths in their order as people say them, those alike as one."""
    return [f"{n} × {years(Fraction(one))}" for one, n in Counter(terms).items()]


def conditions_of(call: Call) -> dict[str, Any]:
    """The kind of seat and its conditions, as whoever applies reads them first."""
    kind = call.kind_of_seat
    return {"kind": kind, "conditions": conditions(kind) if kind else []}


def lot_of(call: Call, actor: Any) -> Lot | None:
    """The draw of a call, once its pool is sealed."""
    return Lot.objects.visible_to(actor).filter(call=call).first()


def _pool(call: Call, lot: Lot) -> list[tuple[str, list[tuple[str, list[int], int | None]]]]:
    counts = pool_counts([traits for _number, traits in lot.pool])
    found = []
    for trait, groups in call.quotas.items():
        told = shown({group: counts.get(trait, {}).get(group, 0) for group in groups})
        found.append((trait, [(group, quota, told[group]) for group, quota in groups.items()]))
    return found
