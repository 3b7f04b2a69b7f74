"""What patrol time went into: calls, work that officers began, problem solving, and time without work.

Needs: the times of each unit at each call (dispatch, clear), and the roster with what is taken off it.
Reads as: "of 100 minutes on patrol 52 went to calls, 31 were free, 18 of these in stretches of 20 minutes or more".
Take care: two calls at once are counted once. It judges staffing, not people: nothing here is of one unit. Where dispatch
or clear were not stamped, time is missing or guessed; both ways are told. Writing reports and breaks are work and rest,
not idleness.
Source: International City/County Management Association, Center for Public Safety Management, the "rule of 60"; D. Wilson
and A. Weiss, A performance-based approach to police staffing and allocation (2012); California's Commission on Peace
Officer Standards and Training for the thirds. Targets are settings, not findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from commonbeat.measures import blocks
from commonbeat.measures.patrol.timeline import BROKEN, FREE, PROTECTED, WORK
from commonbeat.measures.result import Result, Said, Verdict, left_out, say
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable
from commonbeat.measures.tables import Cells

NAME = "time-budget"
#: lengths of stretches without work that are told, in minutes
GAPS = (10, 20, 30, 45)
#: share of calls without an end from which the numbers are doubtful
MANY_MISSING = 0.10


@dataclass(frozen=True)
class Stamps:
    """How the records are: ``calls`` in all, those without a beginning, without an end, and of units not on the roster;
    ``units`` in all and those of which more than a tenth of the calls have no end; and how many ``shifts``."""

    calls: int
    no_start: int
    no_end: int
    no_shift: int
    units: int
    units_missing: int
    shifts: int


def answer(filled: Cells, without: Cells, stamps: Stamps, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The budget from seconds by week, state and gap: with missing ends filled, and without these calls."""
    kinds = _kinds(settings)
    part, whole = _weeks(filled, kinds)
    found = blocks.shares(part, whole[:, None]) if whole.any() else None
    place = {name: at for at, (name, _states) in enumerate(kinds)}
    if found is None:
        return _nothing(stamps, sources)
    committed, error = float(found.value[place["at work"]]), float(found.error[place["at work"]])
    enough = len(whole) >= blocks.FEWEST_WEEKS
    other, all_other = _weeks(without, kinds)
    lower = float(other[:, place["at work"]].sum() / all_other.sum()) if all_other.sum() else None
    return Result(
        measure=NAME,
        sentence=_sentence(found, place, settings),
        verdict=Verdict.TOLD if enough else Verdict.TOO_FEW,
        unit="share",
        value=committed,
        interval=_interval(found, place["at work"]),
        n=stamps.shifts,
        excluded=left_out({"calls without a beginning": stamps.no_start, "calls outside any shift": stamps.no_shift}),
        rows=[
            {"time": name, "hours_a_week": float(part[:, at].mean() / 3600), "share": float(found.value[at])}
            | dict(zip(("low", "high"), _interval(found, at), strict=True))
            for name, at in place.items()
        ],
        smallest=detectable(sqrt(2) * error) if enough else None,
        known=[*_targets(found, place, settings), *_stamps_said(stamps, committed, lower)],
        unknown=_unknown(stamps, enough),
        would_help=[say("A time stamp for the beginning and the end of each unit's work.")],
        sources=sources,
    )


def _kinds(settings: Settings) -> list[tuple[str, Any]]:
    """What is told, each with which states and gaps it takes together."""
    one = [
        (name, lambda state, _gap, name=name: state in ({name, BROKEN} if name == "call" else {name})) for name in WORK
    ]
    gaps = sorted({*GAPS, round(settings.time.usable_minutes)})
    long = [
        (f"free, {gap} minutes or more", lambda state, length, gap=gap: state in (FREE, PROTECTED) and length >= gap)
        for gap in gaps
    ]
    return [
        *one,
        ("at work", lambda state, _gap: state in (*WORK, BROKEN)),
        ("protected, kept", lambda state, _gap: state == PROTECTED),
        ("protected, broken by calls", lambda state, _gap: state == BROKEN),
        ("free", lambda state, _gap: state in (FREE, PROTECTED)),
        *long,
    ]


def _weeks(cells: Cells, kinds: Sequence[tuple[str, Any]]) -> tuple[Any, Any]:
    """Seconds of each kind, (weeks, kinds), and all that were available, (weeks,): on duty and not away."""
    cells = [cell for cell in cells if cell["state"] != "away"]
    first = min((cell["week"] for cell in cells), default=0)
    many = max((cell["week"] for cell in cells), default=first - 1) - first + 1
    part, whole = np.zeros((many, len(kinds))), np.zeros(many)
    for cell in cells:
        whole[cell["week"] - first] += cell["seconds"]
        for at, (_name, holds) in enumerate(kinds):
            if holds(cell["state"], cell["gap"]):
                part[cell["week"] - first, at] += cell["seconds"]
    return part, whole


def _interval(found: blocks.Shares, at: int) -> tuple[float | None, float | None]:
    low, high = float(found.low[at]), float(found.high[at])
    return (None, None) if np.isnan(low) else (low, high)


def _sentence(found: blocks.Shares, place: Mapping[str, int], settings: Settings) -> Said:
    gap = round(settings.time.usable_minutes)
    return say(
        "Of 100 minutes on patrol {call:.0f} went to calls, {other:.0f} to other work, and {free:.0f} were free: {long:.0f} of "
        "these in stretches of {gap} minutes or more.",
        call=100 * found.value[place["call"]],
        other=100 * (found.value[place["at work"]] - found.value[place["call"]]),
        free=100 * found.value[place["free"]],
        long=100 * found.value[place[f"free, {gap} minutes or more"]],
        gap=gap,
    )


def _targets(found: blocks.Shares, place: Mapping[str, int], settings: Settings) -> list[Said]:
    """Whether the targets are kept, missed, or too near to tell."""
    aims = settings.time
    call, free = _interval(found, place["call"]), _interval(found, place["free"])
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


def _stamps_said(stamps: Stamps, committed: float, lower: float | None) -> list[Said]:
    if not stamps.no_end or lower is None:
        return []
    return [
        say(
            "{missing:,} of {calls:,} stretches of work have no end: they are given the usual length of their type. Without "
            "them {lower:.0f} instead of {committed:.0f} of 100 minutes would be at work.",
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


def _nothing(stamps: Stamps, sources: Sequence[str]) -> Result:
    return Result(
        measure=NAME,
        sentence=say("There is no time on duty in these records."),
        verdict=Verdict.TOO_FEW,
        unit="share",
        n=stamps.shifts,
        would_help=[say("A roster: which unit was on duty from when to when.")],
        sources=sources,
    )
