"""What patrol time went into: calls, work that officers began, problem solving, and time without work.

Needs: the times of each unit at each call (dispatch, clear), and the roster with what is taken off it.
Reads as: "of 100 minutes on patrol 52 went to calls, 31 were free, 18 of these in stretches of 20 minutes or more".
Take care: two calls at once are counted once. It judges staffing, not people: nothing here is of one unit. Where
dispatch or clear were not stamped, time is missing or guessed; both ways are told. Protected time that was kept counts
as free. Writing reports and breaks are work and rest, not idleness.
Source: International City/County Management Association, Center for Public Safety Management, the "rule of 60"; D.
Wilson and A. Weiss, A performance-based approach to police staffing and allocation (2012); California's Commission on
Peace Officer Standards and Training for the thirds. Targets are settings, not findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from commonbeat.measures import blocks
from commonbeat.measures.patrol import timeline
from commonbeat.measures.patrol.counting import Stamps, lines, nothing, stamps_of
from commonbeat.measures.patrol.timeline import BROKEN, FREE, PROTECTED, WORK
from commonbeat.measures.result import LEAST, Result, Said, Verdict, say, word
from commonbeat.measures.rows import Cells
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable
from commonbeat.measures.table import Table, counts

NAME = "time-budget"
#: lengths of stretches without work that are told, in minutes
GAPS = (10, 20, 30, 45)
AT_WORK = word("at work")


class Kind(NamedTuple):
    """One line of the budget: the states that it takes together, where they last at least ``gap`` minutes."""

    name: str
    states: tuple[str, ...]
    gap: int = 0


@dataclass(frozen=True)
class Counted:
    """Seconds by week, state and gap: with missing ends ``filled`` and ``without`` that work; how the stamps are."""

    filled: Cells
    without: Cells
    stamps: Stamps


def count(calls: Table, roster: Table, settings: Settings) -> Counted:
    """What the engine counts for it."""
    gaps = [0, *sorted({*GAPS, round(settings.time.usable_minutes)})]
    cut = [timeline.by_week(lines(calls, roster, filled), gaps) for filled in (True, False)]
    filled, without = (counts(rows, ["week", "state", "gap"], seconds=rows.seconds.sum()) for rows in cut)
    return Counted(filled, without, stamps_of(calls, roster))


def answer(counted: Counted, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The budget, from what the engine counted."""
    stamps = counted.stamps
    kinds = _kinds(settings)
    part, whole = _weeks(counted.filled, kinds)
    found = blocks.shares(part, whole[:, None]) if whole.any() else None
    place = {kind.name: at for at, kind in enumerate(kinds)}
    if found is None or stamps.people < LEAST:
        return nothing(NAME, stamps.shifts, sources)
    committed, error = float(found.value[place[AT_WORK]]), float(found.error[place[AT_WORK]])
    enough = len(whole) >= blocks.FEWEST_WEEKS
    other, all_other = _weeks(counted.without, kinds)
    lower = float(other[:, place[AT_WORK]].sum() / all_other.sum()) if all_other.sum() else None
    return Result(
        measure=NAME,
        sentence=_sentence(found, place, settings),
        verdict=Verdict.TOLD if enough else Verdict.TOO_FEW,
        unit="share",
        value=committed,
        interval=_interval(found, place[AT_WORK]),
        n=stamps.shifts,
        excluded=_excluded(stamps),
        rows=[
            {"time": name, "hours_a_week": float(part[:, at].mean() / 3600), "share": float(found.value[at])}
            | dict(zip(("low", "high"), _interval(found, at), strict=True))
            for name, at in place.items()
        ],
        smallest=detectable(sqrt(2) * error) if enough else None,
        known=[
            *_targets(found, place, settings),
            *_protected_said(part, place),
            *_stamps_said(stamps, committed, lower),
        ],
        unknown=_unknown(stamps, enough),
        would_help=[say("A time stamp for the beginning and the end of each unit's work.")],
        sources=sources,
    )


def _excluded(stamps: Stamps) -> dict[str, int | None]:
    """What was left out; these are no people, so small numbers stand."""
    reasons = {
        word("calls without a beginning"): stamps.no_start,
        word("calls begun outside any shift"): stamps.no_shift,
        word("shifts on days without calls"): stamps.uncovered,
    }
    return {reason: count for reason, count in reasons.items() if count}


def _kinds(settings: Settings) -> list[Kind]:
    """What is told: each class of work, all work, protected time, and free time by the length of its stretches."""
    gaps = sorted({*GAPS, round(settings.time.usable_minutes)})
    return [
        *(Kind(name, (name, BROKEN) if name == "call" else (name,)) for name in WORK),
        Kind(AT_WORK, (*WORK, BROKEN)),
        Kind(word("protected, kept"), (PROTECTED,)),
        Kind(word("protected, broken by calls"), (BROKEN,)),
        Kind(FREE, (FREE, PROTECTED)),
        *(Kind(_long(gap), (FREE, PROTECTED), gap) for gap in gaps),
    ]


def _long(gap: int) -> str:
    return f"free, {gap} minutes or more"


def _weeks(cells: Cells, kinds: Sequence[Kind]) -> tuple[Any, Any]:
    """Seconds of each kind, (weeks, kinds), and all that were available, (weeks,): on duty and not away."""
    cells = [cell for cell in cells if cell["state"] != "away"]
    first = min((cell["week"] for cell in cells), default=0)
    many = max((cell["week"] for cell in cells), default=first - 1) - first + 1
    part, whole = np.zeros((many, len(kinds))), np.zeros(many)
    for cell in cells:
        whole[cell["week"] - first] += cell["seconds"]
        for at, kind in enumerate(kinds):
            if cell["state"] in kind.states and cell["gap"] >= kind.gap:
                part[cell["week"] - first, at] += cell["seconds"]
    return part, whole


def _interval(found: blocks.Shares, at: int) -> tuple[float | None, float | None]:
    low, high = float(found.low[at]), float(found.high[at])
    return (None, None) if np.isnan(low) else (low, high)


def _sentence(found: blocks.Shares, place: Mapping[str, int], settings: Settings) -> Said:
    gap = round(settings.time.usable_minutes)
    return say(
        "Of 100 minutes on patrol {call:.0f} went to calls, {other:.0f} to other work, and {free:.0f} were free: "
        "{long:.0f} of these in stretches of {gap} minutes or more.",
        call=100 * found.value[place["call"]],
        other=100 * (found.value[place[AT_WORK]] - found.value[place["call"]]),
        free=100 * found.value[place[FREE]],
        long=100 * found.value[place[_long(gap)]],
        gap=gap,
    )


def _targets(found: blocks.Shares, place: Mapping[str, int], settings: Settings) -> list[Said]:
    """Whether the targets are kept, missed, or too near to tell."""
    aims = settings.time
    call, free = _interval(found, place["call"]), _interval(found, place[FREE])
    if call[0] is None or call[1] is None or free[0] is None or free[1] is None:
        return []
    said = []
    most, least = {"aim": 100 * aims.committed}, {"aim": 100 * aims.unobligated}
    if call[1] <= aims.committed:
        said.append(say("The target of at most {aim:.0f} of 100 minutes for calls is kept.", **most))
    elif call[0] > aims.committed:
        said.append(say("The target of at most {aim:.0f} of 100 minutes for calls is missed.", **most))
    else:
        said.append(say("Whether at most {aim:.0f} of 100 minutes go to calls is too near to tell.", **most))
    if free[0] >= aims.unobligated:
        said.append(say("The target of at least {aim:.0f} of 100 minutes free is kept.", **least))
    elif free[1] < aims.unobligated:
        said.append(say("The target of at least {aim:.0f} of 100 minutes free is missed.", **least))
    else:
        said.append(say("Whether at least {aim:.0f} of 100 minutes are free is too near to tell.", **least))
    return said


def _protected_said(part: Any, place: Mapping[str, int]) -> list[Said]:
    """Where protected time is in the roster: what its hours count, so that nobody takes them for what was logged."""
    if not part[:, [place["protected, kept"], place["protected, broken by calls"]]].any():
        return []
    return [
        say(
            "Protected time stands here as the roster and the records of calls have it: broken for as long as a call "
            "cut into it. What supervisors log is counted elsewhere, in whole times, and can differ."
        )
    ]


def _stamps_said(stamps: Stamps, committed: float, lower: float | None) -> list[Said]:
    if not stamps.no_end or lower is None:
        return []
    return [
        say(
            "{missing:,} of {calls:,} stretches of work have no end: they are given the usual length of their type. "
            "Without them {lower:.0f} instead of {committed:.0f} of 100 minutes would be at work.",
            missing=stamps.no_end,
            calls=stamps.calls,
            lower=100 * lower,
            committed=100 * committed,
        )
    ]


def _unknown(stamps: Stamps, enough: bool) -> list[Said]:
    said = [say("Work that nobody entered: talks on the street, waiting, reports written elsewhere.")]
    if not enough:
        said.append(say("How much weeks differ: this needs at least {weeks}.", weeks=blocks.FEWEST_WEEKS))
    if stamps.units_missing:
        said.append(
            say(
                "{missing} of {units} units have no end for more than a tenth of their work.",
                missing=stamps.units_missing,
                units=stamps.units,
            )
        )
    return said
