"""What the page of a call tells everybody: how many applied, how the lot was drawn, who was appointed and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonbeat.measures.composition import shown
from commonbeat.measures.lots import pool_counts
from commonbeat.people.charter import SeatKind
from commonbeat.people.charter.words import conditions
from commonbeat.people.models import Application, Appointment, Call, Lot


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
    appointments: list[Appointment]
    own: Application | None


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
        appointments=list(appointed.select_related("seat", "by_seat__organization")),
        own=own,
    )


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
