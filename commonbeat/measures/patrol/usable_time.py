"""When and where patrol has time that can be used: by district and hour of the week.

Needs: the times of each unit at each call (dispatch, clear), and the roster with what is taken off it.
Reads as: "in district 2 on Tuesdays from 14 to 15 there are 21 usable minutes of each hour on patrol".
Take care: a free minute between two calls helps nobody; only stretches of twenty minutes or more are counted as usable.
An hour served by fewer than five people over the whole period is withheld.
Source: consultants' practice (less than 40 of 100 minutes, in pieces, is hard to use); the length is a setting.
Intervals by drawing blocks of weeks, see "blocks".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from commonbeat.measures import blocks
from commonbeat.measures.patrol import timeline
from commonbeat.measures.patrol.counting import lines, nothing, shifts
from commonbeat.measures.result import LEAST, Result, Verdict, say, word
from commonbeat.measures.rows import Cells
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable
from commonbeat.measures.table import Table, counts

NAME = "usable-time"
UNKNOWN = word("unknown")


@dataclass(frozen=True)
class Counted:
    """Seconds by district, week and hour; ``people`` by district and hour; all shifts and people."""

    hours: Cells
    people: Cells
    shifts: int
    everybody: int


def count(calls: Table, roster: Table, settings: Settings) -> Counted:
    """What the engine counts for it."""
    cut = timeline.hours(lines(calls, roster, filled=True), settings.time.usable_minutes)
    on_duty = shifts(calls, roster)
    [every] = counts(on_duty, n=on_duty.count(), people=on_duty.who.nunique())
    return Counted(
        counts(cut, ["district", "week", "hour"], **timeline.seconds_of(cut)),
        counts(cut, ["district", "hour"], people=cut.who.nunique()),
        every["n"],
        every["people"],
    )


def answer(counted: Counted, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """Usable time, from what the engine counted."""
    cells, served = list(counted.hours), {(cell["district"], cell["hour"]): cell["people"] for cell in counted.people}
    keys = sorted(served, key=lambda key: (str(key[0]), key[1]))
    weeks = sorted({cell["week"] for cell in cells})
    place, row = {key: at for at, key in enumerate(keys)}, {week: at for at, week in enumerate(range(*_span(weeks)))}
    sums = np.zeros((3, len(row), len(keys)))
    for cell in cells:
        at = row[cell["week"]], place[cell["district"], cell["hour"]]
        for number, name in enumerate(("available", "busy", "usable")):
            sums[number][at] += cell[name]
    available, busy, usable = sums
    if not available.any() or counted.everybody < LEAST:
        return nothing(NAME, counted.shifts, sources)
    whole = blocks.shares(usable.sum(axis=1, keepdims=True), available.sum(axis=1, keepdims=True))
    each, share = blocks.shares(usable, available), float(whole.value[0])
    enough = len(row) >= blocks.FEWEST_WEEKS
    return Result(
        measure=NAME,
        sentence=say(
            "Of each hour on patrol {minutes:.0f} minutes can be used: they lie in stretches of {gap} minutes or more.",
            minutes=60 * share,
            gap=round(settings.time.usable_minutes),
        ),
        verdict=Verdict.TOLD if enough else Verdict.TOO_FEW,
        unit="share",
        value=share,
        interval=(float(whole.low[0]), float(whole.high[0])) if enough else (None, None),
        n=counted.shifts,
        rows=[
            _row(key, served[key], len(row), float(available[:, at].sum()), float(busy[:, at].sum()), each, at)
            for key, at in place.items()
        ],
        smallest=detectable(sqrt(2) * float(whole.error[0])) if enough else None,
        unknown=[say("What the time was used for: that is not in the dispatch records.")],
        would_help=[say("Protected time in the roster, and whether it was kept.")],
        sources=sources,
    )


def _span(weeks: Sequence[int]) -> tuple[int, int]:
    """From the first to the last week, those without any patrol among them."""
    return (weeks[0], weeks[-1] + 1) if weeks else (0, 0)


def _row(
    key: tuple[Any, int], people: int, weeks: int, available: float, busy: float, each: blocks.Shares, at: int
) -> dict[str, Any]:
    """One hour of the week in one district; None where too few people served it."""
    told = people >= LEAST
    low, high = float(each.low[at]), float(each.high[at])
    return {
        "district": UNKNOWN if key[0] is None else key[0],
        "hour": key[1],
        "hours_a_week": available / 3600 / weeks if told else None,
        "busy": busy / available if told else None,
        "usable": float(each.value[at]) if told else None,
        "low": low if told and not np.isnan(low) else None,
        "high": high if told and not np.isnan(high) else None,
    }
