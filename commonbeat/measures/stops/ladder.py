"""How stops ended, from the gentlest outcome to the harshest: by offense, district, time of day and group.

Needs: stops or citations with their outcome, and offense, district, time and perceived group where they are recorded.
Reads as: "of 15,762 stops, 47 of 100 ended with a warning, 41 with a citation".
Take care: this is the raw count, the first of three looks. Groups differ in what they are stopped for, where and when;
see "adjusted" and "explained". Where a rung is not recorded (verbal warnings, arrests kept in another system), shares
of the others are too high.
Source: Stanford Open Policing Project, standardized outcomes; E. Pierson et al., A large-scale analysis of racial
disparities in police stops across the United States, Nature Human Behaviour 4 (2020).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commonbeat.measures.result import ALL, Result, Said, Verdict, left_out, say, unless_small, word
from commonbeat.measures.rows import Cells, count_rows, sums, total
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable_shares
from commonbeat.measures.stops.counting import records
from commonbeat.measures.stops.least_harm import UNKNOWN
from commonbeat.measures.table import Table, counts

NAME = "ladder"
ENOUGH = 20


def count(table: Table, settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """What the engine counts for it."""
    rows = records(table, settings)
    return {column: counts(rows, [column, "outcome"]) for column in ("violation", "district", "part", settings.compare)}


def answer(tables: Mapping[str, Cells], settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The ladder from counts by outcome and one more column, one list of counts for each column."""
    known, excluded = {}, {}
    for column, cells in tables.items():
        cells = list(cells)
        known[column] = [cell for cell in cells if cell["outcome"] in settings.ladder]
        missing = total(cell for cell in cells if cell["outcome"] is None)
        excluded = {
            word("outcome unknown"): missing,
            word("outcome not on the ladder"): total(cells) - total(known[column]) - missing,
        }
    whole = total(next(iter(known.values()), []))
    used = {cell["outcome"] for cells in known.values() for cell in cells}
    rungs = [rung for rung in settings.ladder if rung in used]
    rows = [row for column, cells in known.items() for row in _rows(column, cells, rungs)]
    if whole < ENOUGH:
        sentence = say("Too few to say: this needs at least {least} stops with an outcome.", least=ENOUGH)
    else:
        sentence = say(
            "Of every 100 stops ({whole:,} in all), so many ended with: {ladder}.",
            whole=whole,
            ladder=_told(rows, rungs),
        )
    return Result(
        measure=NAME,
        sentence=sentence,
        verdict=Verdict.TOO_FEW if whole < ENOUGH else Verdict.TOLD,
        unit="count",
        n=unless_small(whole),
        excluded=left_out(excluded),
        rows=rows,
        smallest=detectable_shares(whole, whole, 0.5),
        unknown=[
            say("Whether groups would differ if they were stopped for the same things in the same places."),
            say("How many ended with an outcome that is not recorded here."),
        ],
        would_help=[say("Verbal warnings and arrests in the same records as citations.")],
        sources=sources,
    )


def _rows(column: str, cells: Cells, rungs: Sequence[str]) -> list[dict[str, Any]]:
    """The counts of one column; what is unknown in it stands as a row of its own."""
    named = [{**cell, column: UNKNOWN if cell[column] is None else str(cell[column])} for cell in cells]
    counts = sums(named, column, rungs, "outcome")
    return [{"by": column, "of": row.pop(column)} | row for row in count_rows(column, rungs, counts)]


def _told(rows: Sequence[Mapping[str, Any]], rungs: Sequence[str]) -> list[Said]:
    """Each rung with its share of all, in words; of a withheld one only that it is withheld."""
    last = next(row for row in rows if row["of"] == ALL)
    if not last[ALL]:
        return [say("unknown")]
    return [
        say("{rung} withheld", rung=rung)
        if last[rung] is None
        else say("{rung} {of_100:.0f}", rung=rung, of_100=100 * last[rung] / last[ALL])
        for rung in rungs
    ]
