"""What measures of patrol time ask of the engine: the lines of time of all shifts, and how the stamps are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from ibis import _

from commonbeat.measures.patrol import timeline
from commonbeat.measures.result import Result, Verdict, say
from commonbeat.measures.table import Table, counts

#: share of a unit's stretches of work without an end from which the unit is counted as one that does not stamp
MANY_MISSING = 0.10


@dataclass(frozen=True)
class Stamps:
    """How the records are.

    ``calls`` in all (one for each unit and call), those without a beginning, those without an end, and those of units
    on no shift; ``units``, and those of which more than a tenth have no end; the ``shifts`` and how many ``people``
    served them; and the shifts on days that the calls do not cover.
    """

    calls: int
    no_start: int
    no_end: int
    no_shift: int
    units: int
    units_missing: int
    shifts: int
    uncovered: int
    people: int


def shifts(calls: Table, roster: Table) -> ir.Table:
    """The shifts in the days for which there are calls: before and after these, time would look free."""
    started = timeline.started(calls.rows)
    [found] = counts(calls.rows, first=started.min(), last=started.max())
    every = timeline.duty(roster.rows)
    if found["first"] is None:
        return every.filter(ibis.literal(False))
    day = 24 * timeline.HOUR
    return every.filter((_.start >= found["first"] // day * day) & (_.end <= (found["last"] // day + 1) * day))


def lines(calls: Table, roster: Table, filled: bool) -> ir.Table:
    """The shifts cut into stretches; ``filled``: work without an end gets the usual length of its type."""
    stretches = ibis.union(timeline.work(calls.rows, filled), timeline.away(roster.rows))
    return timeline.segments(shifts(calls, roster), stretches)


def stamps_of(calls: Table, roster: Table) -> Stamps:
    """How complete the records are."""
    on_duty = shifts(calls, roster)
    rows = calls.rows.mutate(begun=timeline.started(calls.rows))
    placed = rows.semi_join(
        on_duty, [rows.unit_id == on_duty.unit_id, rows.begun >= on_duty.start, rows.begun < on_duty.end]
    )
    [found] = counts(
        rows,
        n=rows.count(),
        no_start=rows.begun.isnull().sum(),
        no_end=(rows.begun.notnull() & rows.t_clear.isnull()).sum(),
        units=rows.unit_id.nunique(),
    )
    by_unit = rows.group_by("unit_id").aggregate(share=_.t_clear.isnull().mean())
    [missing] = counts(by_unit.filter(_.share > MANY_MISSING))
    [inside] = counts(placed)
    [kept] = counts(on_duty, n=on_duty.count(), people=on_duty.who.nunique())
    [every] = counts(timeline.duty(roster.rows))
    no_start = found["no_start"] or 0
    return Stamps(
        calls=found["n"],
        no_start=no_start,
        no_end=found["no_end"] or 0,
        no_shift=found["n"] - no_start - inside["n"],
        units=found["units"],
        units_missing=missing["n"],
        shifts=kept["n"],
        uncovered=every["n"] - kept["n"],
        people=kept["people"],
    )


def nothing(measure: str, shifts: int, sources: Sequence[str]) -> Result:
    """That there is no time on duty to tell of, or that it would tell of fewer than five people."""
    few = say("Withheld: the time on duty in these records is that of fewer than five people.")
    return Result(
        measure=measure,
        sentence=few if shifts else say("There is no time on duty in these records."),
        verdict=Verdict.TOO_FEW,
        unit="share",
        n=shifts,
        would_help=[say("A roster of all patrol: which unit was on duty from when to when.")],
        sources=sources,
    )
