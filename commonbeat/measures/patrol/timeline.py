"""Each shift as a line of time without gaps: on duty, away, at which work, or free. The engine draws it, nobody is
named.

Two calls at once count once, as the class that stands first in WORK. Time before a shift and after it does not count.
All is in whole seconds of the agency's own clock: on the two nights a year when it is changed, an hour is there twice
or is missing.
Source: the union of intervals by sorting their ends; D. Wilson and A. Weiss, A performance-based approach to police
staffing and allocation, COPS Office and Michigan State University (2012), for what is taken off rostered time.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir
from ibis import _

#: classes of work; where two overlap, the time counts as the first of them
WORK: tuple[str, ...] = ("call", "enforcement", "officer-initiated", "problem solving", "engagement")
WORK += ("administration", "out of service", "unknown")
#: stretches of the roster in which a unit is away
AWAY = ("leave", "training", "court", "meal")
PROTECTED, FREE, BROKEN = "protected", "free", "broken"
HOUR, WEEK_HOURS = 3600, 168
#: January 1, 1970 was a Thursday: hours from the Monday before it
MONDAY = 72
#: a stretch of duty longer than this is a slip in the roster; hours
LONGEST = 24
#: calls of a type from which its usual length is taken
ENOUGH = 5


def column(name: str) -> str:
    """A class of work as the name of a column."""
    return name.replace(" ", "_").replace("-", "_")


def seconds(moment: ir.Value) -> ir.Value:
    """Whole seconds since the beginning of 1970, by the agency's clock."""
    return moment.truncate("s").epoch_seconds().cast("int64")


STATES = ("duty", "away", "protected", *(column(name) for name in WORK))


def duty(roster: ir.Table) -> ir.Table:
    """Stretches on duty that do not overlap, each a shift: ``shift``, ``unit_id``, ``who``, ``district``, ``start``,
    ``end``."""
    rows = roster.filter(ibis.coalesce(_.kind, "on duty") == "on duty")
    rows = rows.mutate(start=seconds(_.start), end=seconds(_.end))
    clock = (_.start % (24 * HOUR)).cast("string")
    rows = rows.mutate(who=ibis.coalesce(_.officer_id, _.unit_id + " " + clock))
    rows = rows.filter((_.end - _.start).between(1, LONGEST * HOUR))
    before = ibis.window(group_by="unit_id", order_by=["start", "end", "who"], rows=(None, -1))
    rows = rows.mutate(start=ibis.greatest(_.start, ibis.coalesce(_.end.max().over(before), _.start)))
    rows = rows.filter(_.end > _.start).select("unit_id", "who", "district", "start", "end")
    return rows.mutate(shift=ibis.row_number().over(order_by=["unit_id", "start", "end", "who"]))


def started(calls: ir.Table) -> ir.Value:
    """When a unit's work at a call began, in seconds: at dispatch, or else at the first later stamp there is."""
    return seconds(ibis.coalesce(calls.t_dispatch, calls.t_enroute, calls.t_onscene))


def work(calls: ir.Table, filled: bool) -> ir.Table:
    """Stretches of work: ``unit_id``, ``start``, ``end``, ``state``. Where the end was not stamped, the usual length of
    that type of call where ``filled``, else none at all."""
    rows = calls.select(
        "unit_id",
        "call_type",
        state=ibis.coalesce(
            _.work,
            ibis.cases((_.source == "community", "call"), (_.source == "officer", "officer-initiated")),
            "unknown",
        ),
        start=started(calls),
        end=seconds(_.t_clear),
    ).filter(_.start.notnull())
    if filled:
        by_type = ibis.window(group_by="call_type")
        length = _.end - _.start
        usual = ibis.cases(
            (length.count().over(by_type) >= ENOUGH, length.median().over(by_type)), else_=length.median().over()
        )
        rows = rows.mutate(end=ibis.coalesce(_.end, _.start + usual.cast("int64")))
    return rows.filter(_.end > _.start).select("unit_id", "start", "end", "state")


def away(roster: ir.Table) -> ir.Table:
    """Stretches of the roster that are not plain duty, as ``work`` tells them."""
    rows = roster.filter(_.kind.isin((*AWAY, "administration", PROTECTED)))
    rows = rows.mutate(state=ibis.cases((_.kind.isin(AWAY), "away"), else_=_.kind))
    return rows.select("unit_id", start=seconds(_.start), end=seconds(_.end), state=_.state).filter(_.end > _.start)


def segments(shifts: ir.Table, stretches: ir.Table) -> ir.Table:
    """Each shift cut wherever anything begins or ends: ``shift``, ``who``, ``district``, ``start``, ``end``, ``state``.

    ``state`` is away, protected, free, or the class of work.
    """
    clipped = shifts.join(
        stretches,
        [shifts.unit_id == stretches.unit_id, stretches.start < shifts.end, stretches.end > shifts.start],
        rname="of_{name}",
    )
    clipped = clipped.select(
        "shift", "state", start=ibis.greatest(_.start, _.of_start), end=ibis.least(_.end, _.of_end)
    )
    ends = [
        rows.select("shift", at=rows[side], state=state, step=ibis.literal(step, "int64"))
        for rows, state in ((clipped, _.state), (shifts, ibis.literal("duty")))
        for side, step in (("start", 1), ("end", -1))
    ]
    steps = ibis.union(*ends)
    cuts = steps.group_by("shift", "at").aggregate(
        **{name: ibis.coalesce(_.step.sum(where=_.state == spoken), 0) for name, spoken in _spoken()}
    )
    until_now = ibis.window(group_by="shift", order_by="at", rows=(None, 0))
    cuts = cuts.select(
        "shift",
        start=_.at,
        end=_.at.lead().over(group_by="shift", order_by="at"),
        **{name: cuts[name].sum().over(until_now) for name in STATES},
    ).filter((_.duty > 0) & _.end.notnull())
    broken = (cuts.protected > 0) & (cuts.call > 0)
    at_work = [(cuts[column(name)] > 0, name) for name in WORK]
    state = ibis.cases((cuts.away > 0, "away"), (broken, BROKEN), *at_work, (cuts.protected > 0, PROTECTED), else_=FREE)
    cuts = cuts.select("shift", "start", "end", state=state)
    return cuts.join(shifts.select("shift", "who", "district"), "shift")


def _spoken() -> Sequence[tuple[str, str]]:
    return [("duty", "duty"), ("away", "away"), ("protected", PROTECTED), *((column(name), name) for name in WORK)]


def by_week(cut: ir.Table, gaps: Sequence[int]) -> ir.Table:
    """Seconds of all shifts: ``week``, ``state``, ``gap``, ``seconds``. A stretch belongs to the week in which it
    begins; ``gap`` is the largest of ``gaps`` (minutes) that a stretch without work lasts, 0 where none."""
    at_least = [(_.end - _.start >= 60 * gap, gap) for gap in sorted(gaps, reverse=True)]
    cut = cut.mutate(gap=ibis.cases((~_.state.isin((FREE, PROTECTED)), 0), *at_least, else_=0))
    return cut.mutate(week=(_.start // HOUR + MONDAY) // WEEK_HOURS, seconds=_.end - _.start)


def hours(cut: ir.Table, usable: float) -> ir.Table:
    """The stretches on duty cut at full hours: ``inside`` (seconds), ``week``, ``hour`` of the week (0: Monday from
    midnight), ``busy``, and ``long``: whether the whole stretch lasts so many minutes."""
    cut = cut.filter(_.state != "away").mutate(
        busy=~_.state.isin((FREE, PROTECTED)), long=_.end - _.start >= round(60 * usable)
    )
    cut = cut.mutate(clock=ibis.range(cut.start // HOUR, (cut.end - 1) // HOUR + 1, 1).unnest())
    inside = ibis.least(_.end, (_.clock + 1) * HOUR) - ibis.greatest(_.start, _.clock * HOUR)
    return cut.mutate(inside=inside, week=(_.clock + MONDAY) // WEEK_HOURS, hour=(_.clock + MONDAY) % WEEK_HOURS)


def seconds_of(cut: ir.Table) -> dict[str, ir.Value]:
    """What is counted of ``hours``: seconds on duty, with any work, and without work in a long stretch."""
    return {
        "available": cut.inside.sum(),
        "busy": ibis.coalesce(cut.inside.sum(where=cut.busy), 0),
        "usable": ibis.coalesce(cut.inside.sum(where=~cut.busy & cut.long), 0),
    }
