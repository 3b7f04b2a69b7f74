"""Lists that a body kept in a spreadsheet: seats that were held, what it recommended. Names of persons are not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from commonbeat.gatherings.reading.meetings import NO_COLUMN, cell_of, line_of
from commonbeat.gatherings.reading.table import Row, Unreadable

#: our column → the names under which it comes, by list; a day's column is in DAYS
ROSTER = {
    "title": ("seat", "title", "position", "puesto", "cargo"),
    "role": ("role", "función"),
    "since": ("since", "appointed", "start", "from", "desde"),
    "until": ("until", "ended", "end", "left", "to", "hasta"),
    "term_ends": ("term ends", "term_ends", "term end", "term expires"),
    "email": ("email", "e-mail", "correo"),
}
RECOMMENDATIONS = {
    "title": ("title", "recommendation", "subject", "recomendación", "asunto"),
    "words": ("text", "words", "full text", "details", "texto"),
    "adopted_on": ("adopted on", "adopted_on", "adopted", "date", "fecha"),
    "asked_by": ("reply by", "reply_by", "asked_by", "response due", "due"),
}
DAYS = {"since", "until", "term_ends", "adopted_on", "asked_by"}
SPELLINGS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%B %d, %Y", "%b %d, %Y")
#: why a row is left out
NO_DAY = "rows with a day that cannot be read"
TWICE = "rows that the file has once more"


class Listed(NamedTuple):
    """One row: its words and its days by our names; "" and None where it says nothing."""

    line: int
    words: dict[str, str]
    days: dict[str, date | None]


class Out(NamedTuple):
    """A row that is left out."""

    line: int
    why: str


def read(rows: Sequence[Row], names: Mapping[str, tuple[str, ...]], needed: str) -> tuple[list[Listed], list[Out]]:
    """The rows of a list. Raises Unreadable where the column that must be there is not.

    Equal rows of a roster are several seats, as names are not read; of anything else the first one counts.
    """
    there = {name for row in rows for name in row.cells}
    columns = {ours: next((one for one in theirs if one in there), "") for ours, theirs in names.items()}
    if not columns[needed]:
        raise Unreadable(NO_COLUMN, name=names[needed][0], ours=needed)
    found: list[Listed] = []
    seen: set[tuple[object, ...]] = set()
    out: list[Out] = []
    for row in rows:
        cells = {ours: cell_of(row, (theirs,)) for ours, theirs in columns.items()}
        days = {name: day(cell) for name, cell in cells.items() if name in DAYS}
        if any(cells[name] and days[name] is None for name in days):
            out.append(Out(row.line, NO_DAY))
            continue
        words = {name: cell if name == "words" else line_of(cell) for name, cell in cells.items() if name not in DAYS}
        key = (*words.values(), *days.values())
        if key in seen and names is not ROSTER:
            out.append(Out(row.line, TWICE))
        else:
            found.append(Listed(row.line, words, days))
        seen.add(key)
    return found, out


def day(cell: str) -> date | None:
    """A day in the spellings of spreadsheets; None where it is none."""
    for spelling in SPELLINGS:
        try:
            return datetime.strptime(cell, spelling).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None
