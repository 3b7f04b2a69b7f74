"""Whether a gentler way draws in more people than before: stops for eligible offenses around a change of rules.

Needs: stops with date and offense, the list of eligible offenses, and the day of the change; two years in all.
Reads as: "after July 1 stops for these offenses were 1.3 times as many as before led one to expect".
Take care: an alarm, not a proof: traffic, staffing and what is written down change too. The same is computed for all
other stops; where both rise alike, the new rules are hardly the cause.
Source: the word is J. Austin and B. Krisberg's, Wider, stronger, and different nets, Journal of Research in Crime and
Delinquency 18 (1981); J. Lopez Bernal, S. Cummins and A. Gasparrini, Interrupted time series regression, International
Journal of Epidemiology 46 (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

from commonbeat.measures.regression import Effect, harmonics, rate
from commonbeat.measures.result import Result, Said, Verdict, left_out, say, unless_small, word
from commonbeat.measures.rows import Cells, total
from commonbeat.measures.settings import Settings, Unsettled
from commonbeat.measures.smallest import detectable
from commonbeat.measures.stops.counting import listed, records
from commonbeat.measures.table import Table, counts

NAME = "net-widening"
#: days of a block; fewer blocks before, after or in all than this say nothing, as a season could not be told from a
#: change
DAYS, BEFORE, AFTER, SEASONS = 28, 13, 6, 26


class Blocks(NamedTuple):
    """Counts in blocks of four weeks, numbered from the day of the change: … −2, −1 before it, 0, 1 … after."""

    number: list[int]
    listed: list[int]
    other: list[int]


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it."""
    return counts(listed(records(table, settings), settings), ["date", "listed"])


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The step at the change, from counts by date and whether the offense is ``listed``."""
    if settings.change is None:
        raise Unsettled("net-widening needs the day of the change of rules: [change] in the settings")
    cells = list(cells)
    dated = [cell for cell in cells if cell["date"] is not None]
    blocks = blocks_of(dated, settings.change)
    before = sum(number < 0 for number in blocks.number)
    long = before >= BEFORE and len(blocks.number) - before >= AFTER and len(blocks.number) >= SEASONS
    enough = long and min(_halves(blocks)) > 0
    listed, spread = step(blocks.number, blocks.listed, settings.change) if enough else (None, None)
    inside = sum(blocks.listed) + sum(blocks.other)
    excluded = {
        word("date unknown"): total(cells) - total(dated),
        word("in a block that is not whole"): total(dated) - inside,
    }
    return Result(
        measure=NAME,
        sentence=_sentence(listed, settings.change),
        verdict=_verdict(listed),
        unit="ratio",
        value=listed.ratio if listed else None,
        interval=listed.interval if listed else (None, None),
        n=unless_small(sum(blocks.listed)),
        excluded=left_out(excluded),
        rows=_rows(blocks, listed, spread, settings.change) if enough else [],
        smallest=float(np.exp(detectable(listed.error))) if listed else None,
        known=[say("The list that holds at the change is counted on both sides of it.")],
        unknown=[say("What else changed on that day: traffic, staffing, or what is written down.")],
        would_help=[
            say("Two years of records, at least one before the change and half a year after it; longer is better.")
        ],
        sources=sources,
    )


def blocks_of(cells: Cells, change: date) -> Blocks:
    """Whole blocks of four weeks on both sides of the change, between the first and the last day of the records."""
    cells = list(cells)
    if not cells:
        return Blocks([], [], [])
    days = [cell["date"] for cell in cells]
    first, last = -((change - min(days)).days // DAYS), ((max(days) - change).days + 1) // DAYS
    counts = np.zeros((max(last - first, 0), 2), int)
    for cell in cells:
        at = (cell["date"] - change).days // DAYS - first
        if 0 <= at < len(counts):
            counts[at, int(not cell["listed"])] += cell["n"]
    return Blocks(list(range(first, first + len(counts))), counts[:, 0].tolist(), counts[:, 1].tolist())


def step(number: Sequence[int], counts: Sequence[int], change: date) -> tuple[Effect, float]:
    """How many times as many after the change as the trend before it and the season lead to expect."""
    after = np.array([one >= 0 for one in number], float)
    middle = [change + timedelta(days=DAYS * one + DAYS // 2) for one in number]
    seasons = harmonics([day.timetuple().tm_yday * 12 / 365.25 for day in middle], 1)
    columns = np.column_stack([after, np.array(number, float), seasons])
    return rate(counts, np.full(len(number), float(DAYS)), columns)


def _halves(blocks: Blocks) -> tuple[int, int]:
    """How many listed stops before and after."""
    after = sum(count for number, count in zip(blocks.number, blocks.listed, strict=True) if number >= 0)
    return sum(blocks.listed) - after, after


def _verdict(listed: Effect | None) -> Verdict:
    if not listed:
        return Verdict.TOO_FEW
    low, high = listed.interval
    return Verdict.DIFFERENT if low > 1 or high < 1 else Verdict.NOT_SEEN


def _sentence(listed: Effect | None, change: date) -> Said:
    if not listed:
        return say(
            "Too short a time to tell a change on {change} from the seasons: this needs two years, at least one of "
            "them before it and half a year after.",
            change=change,
        )
    low, high = listed.interval
    numbers: dict[str, Any] = {"change": change, "ratio": listed.ratio, "low": low, "high": high}
    if low > 1:
        return say(
            "After {change} stops for these offenses were {ratio:.2f} times as many as before led one to expect "
            "(between {low:.2f} and {high:.2f}): the net may have widened.",
            **numbers,
        )
    if high < 1:
        return say(
            "After {change} stops for these offenses were fewer than before led one to expect: {ratio:.2f} times as "
            "many (between {low:.2f} and {high:.2f}).",
            **numbers,
        )
    return say(
        "No change was seen on {change} in how many are stopped for these offenses; {smallest:.2f} times as many would "
        "most likely have shown.",
        smallest=float(np.exp(detectable(listed.error))),
        change=change,
    )


def _rows(blocks: Blocks, listed: Effect | None, spread: float | None, change: date) -> list[dict[str, Any]]:
    """The step for offenses on the list and, to hold against it, for all others."""
    rows = []
    other, varied = step(blocks.number, blocks.other, change) if min(blocks.other) > 0 else (None, None)
    for what, effect, dispersion in ((word("on the list"), listed, spread), (word("all other stops"), other, varied)):
        if effect:
            low, high = effect.interval
            rows.append({"what": what, "ratio": effect.ratio, "low": low, "high": high, "dispersion": dispersion})
    return rows
