"""Whether offenses on the list turn into others after a change of rules: the same stop under another name.

Needs: stops with date and offense, the list of eligible offenses, and the day of the change.
Reads as: "after July 1 offenses on the list fell by 7 in 100 stops, while among all others ‘unsafe equipment’ rose".
Take care: an alarm, not a proof: fewer stops for small things may be what was wanted. Equal spans before and after are
compared, up to a year, so that seasons weigh alike; with less than a year they may not.
Source: a plain comparison of shares, each week left out in turn for its errors (see "leave_one_out") and false
discoveries among many offenses held down (see "many").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import ibis
import numpy as np

from commonbeat.measures.leave_one_out import Estimate, estimates
from commonbeat.measures.many import false_discovery_rate
from commonbeat.measures.result import ALL, OTHERS, Result, Said, Verdict, is_small, left_out, say, unless_small, word
from commonbeat.measures.rows import MOST, Cells, total
from commonbeat.measures.settings import Settings, Unsettled
from commonbeat.measures.smallest import detectable
from commonbeat.measures.stops.counting import listed, records
from commonbeat.measures.table import Table, counts

NAME = "charge-shift"
#: weeks on either side that are compared at most, and at least
YEAR, LEAST_WEEKS = 52, 8
#: stops for an offense that is told by itself
ENOUGH = 20
FALSE_DISCOVERIES = 0.05
LISTED = word("on the list")


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it: by the number of whole weeks from the change on, −1 the last before it."""
    if settings.change is None:
        raise Unsettled("charge-shift needs the day of the change of rules: [change] in the settings")
    rows = listed(records(table, settings), settings)
    days = rows.date.delta(ibis.date(settings.change.isoformat()), unit="day")
    return counts(rows.mutate(week=days // 7), ["week", "violation", "listed"])


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The change of shares, from counts by week (number of whole weeks from the change), offense, and ``listed``."""
    if settings.change is None:
        raise Unsettled("charge-shift needs the day of the change of rules: [change] in the settings")
    cells = list(cells)
    known = [cell for cell in cells if cell["week"] is not None and cell["violation"] is not None]
    span = _span(known)
    used = [cell for cell in known if -span <= cell["week"] < span]
    sides = [total(cell for cell in used if cell["listed"] and (cell["week"] >= 0) == after) for after in (False, True)]
    enough = span >= LEAST_WEEKS and max(sides) >= ENOUGH and not any(map(is_small, sides))
    names, changes = shares(used) if enough else ([], [])
    listed = changes[0] if changes else None
    risen = _risen(names, changes)
    return Result(
        measure=NAME,
        sentence=_sentence(listed, risen, settings.change),
        verdict=_verdict(listed, risen),
        unit="difference",
        value=listed.value if listed else None,
        interval=listed.interval if listed else (None, None),
        n=unless_small(total(used)),
        excluded=left_out(
            {
                word("date or offense unknown"): total(cells) - total(known),
                word("outside the spans"): total(known) - total(used),
            }
        ),
        rows=_rows(names, changes),
        smallest=detectable(listed.error) if listed else None,
        known=[say("{weeks} weeks before the change are compared with as many after it.", weeks=span)],
        unknown=[say("Whether officers saw other things, or wrote the same things down otherwise.")],
        would_help=[say("A sample of reports from before and after, read side by side.")],
        sources=sources,
    )


def _span(cells: Cells) -> int:
    """How many whole weeks there are on both sides, a year at most; the outermost may not be whole."""
    weeks = [cell["week"] for cell in cells]
    return max(min(-min(weeks, default=0) - 1, max(weeks, default=0), YEAR), 0)


def named(cells: Cells) -> list[str]:
    """The larger offenses that are not on the list, and of which there are not one to four on either side."""
    sides: dict[str, list[int]] = {}
    for cell in cells:
        if not cell["listed"]:
            sides.setdefault(cell["violation"], [0, 0])[cell["week"] >= 0] += cell["n"]
    told = [name for name, both in sides.items() if sum(both) >= ENOUGH and not any(map(is_small, both))]
    return sorted(told, key=lambda name: (-sum(sides[name]), name))[: MOST - 1]


def shares(cells: Cells) -> tuple[list[str], list[Estimate]]:
    """How much the share of the list rose among all stops, and that of each larger other offense among all others.

    Among all others, because fewer stops for the list alone would make every other share of all stops rise.
    """
    cells = list(cells)
    names = [LISTED, *named(cells), OTHERS]
    place = {name: at for at, name in enumerate(names)}
    weeks = sorted({cell["week"] for cell in cells})
    counts = np.zeros((len(weeks), len(names)))
    at = {week: number for number, week in enumerate(weeks)}
    for cell in cells:
        name = LISTED if cell["listed"] else cell["violation"]
        counts[at[cell["week"]], place.get(name, len(names) - 1)] += cell["n"]

    def rise(sums: Any) -> Any:
        every, other = sums.sum(axis=1, keepdims=True), sums[:, 1:].sum(axis=1, keepdims=True)
        both = np.hstack([sums[:, :1] / np.maximum(every, 1), sums[:, 1:] / np.maximum(other, 1)])
        return both[1] - both[0]

    after = np.array([week >= 0 for week in weeks], int)
    return names, estimates(np.arange(len(weeks)), after, counts, rise)


def _risen(names: Sequence[str], changes: Sequence[Estimate]) -> list[str]:
    """The offenses not on the list that rose, beyond what chance makes of so many."""
    if not changes:
        return []
    q = false_discovery_rate(np.array([one.p for one in changes[1:]]))
    pairs = zip(names[1:], changes[1:], q, strict=True)
    return [name for name, one, rate in pairs if rate < FALSE_DISCOVERIES and one.value > 0 and name != OTHERS]


def _verdict(listed: Estimate | None, risen: Sequence[str]) -> Verdict:
    if listed is None:
        return Verdict.TOO_FEW
    return Verdict.DIFFERENT if listed.interval[1] < 0 and risen else Verdict.NOT_SEEN


def _sentence(listed: Estimate | None, risen: Sequence[str], change: date) -> Said:
    if listed is None:
        return say(
            "Too little before or after the change to say: this needs {weeks} weeks on both sides.", weeks=LEAST_WEEKS
        )
    numbers: dict[str, Any] = {"change": change, "points": 100 * abs(listed.value), "names": risen}
    if listed.interval[1] < 0 and risen:
        return say(
            "After {change} offenses on the list became rarer by {points:.1f} in 100 stops, while among all others "
            "these rose: {names}.",
            **numbers,
        )
    if listed.interval[1] < 0:
        return say(
            "After {change} offenses on the list became rarer by {points:.1f} in 100 stops; no other offense took "
            "their place.",
            **numbers,
        )
    return say(
        "No shift away from offenses on the list was seen after {change}; one of {smallest:.1f} in 100 stops would "
        "most likely have shown.",
        smallest=100 * detectable(listed.error),
        change=change,
    )


def _rows(names: Sequence[str], changes: Sequence[Estimate]) -> list[dict[str, Any]]:
    """Each offense with the rise of its share."""
    if not changes:
        return []
    q = [None, *false_discovery_rate(np.array([one.p for one in changes[1:]])).tolist()]
    return [
        {
            "offense": name,
            "of": ALL if name == LISTED else OTHERS,
            "rise": one.value,
            "low": one.interval[0],
            "high": one.interval[1],
            "q": rate,
        }
        for name, one, rate in zip(names, changes, q, strict=True)
    ]
