"""Counting what a pass over a file found: lines rejected, problems, rows that repeat, what was repaired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir

from commonbeat.measures import engine, problems as said
from commonbeat.measures.checked import NAMED, SHOWN, VALUES, Problem, contrary, not_read
from commonbeat.measures.lines import line_of, rows_at
from commonbeat.measures.reading import CONTRARY, FILE, UNREAD, Work, bit
from commonbeat.measures.unlisted import Unlisted

#: times from which on a column is looked at as a whole, and the share that stands at midnight where nobody rounds
ENOUGH, MIDNIGHT = 100, 0.05
#: what the engine calls a line that it rejects → what is told
REJECTED = {
    "MISSING COLUMNS": said.FEWER,
    "TOO MANY COLUMNS": said.MORE,
    "UNQUOTED VALUE": said.QUOTES,
    "LINE SIZE OVER MAXIMUM": said.TOO_LONG,
    "INVALID ENCODING": said.NOT_TEXT,
}


def rejected(work: Work) -> dict[int, str]:
    """The lines that the engine could not part into cells, each with what is wrong with it."""
    told = engine.sql(
        work.backend,
        "SELECT line_byte_position, min_by(error_type, column_idx)::VARCHAR FROM rejected_"
        " WHERE scan_id = (SELECT max(scan_id) FROM rejected_) GROUP BY ALL ORDER BY ALL",
    )
    lines = line_of(work.given.path, (place for place, _why in told))
    return {lines[place]: REJECTED.get(why, why.lower()) for place, why in told}


@dataclass(frozen=True)
class Counts:
    """Rows written, and by column how many are unknown, could not be read, or contradict another."""

    rows: int
    unknown: dict[str, int]
    problems: dict[tuple[str, str], int]


def counted(work: Work, rows: ir.Table, file: Path) -> Counts:
    """What a pass wrote: unknown cells as the file itself counts them, problems from the two numbers of each row."""
    found: dict[tuple[str, str], int] = {}
    for kind in (UNREAD, CONTRARY):
        for one in rows.group_by(kind).aggregate(n=rows.count()).to_pyarrow().to_pylist():
            for name in work.columns:
                if one[kind] & bit(name, work.mapping):
                    found[kind, name] = found.get((kind, name), 0) + one["n"]
    total, unknown = nothing_said(work, file)
    return Counts(total, unknown, found)


def nothing_said(work: Work, file: Path) -> tuple[int, dict[str, int]]:
    """The rows of a table, and for each column of the schema those on which it is unknown: as the file counts them."""
    parts = "SELECT path_in_schema, sum(num_values), sum(stats_null_count) FROM parquet_metadata"
    told = engine.sql(work.backend, f"{parts}({engine.quoted(str(file))}) GROUP BY ALL")
    total = max((int(rows) for _name, rows, _none in told), default=0)
    return total, {name: int(none) for name, _rows, none in told if name in work.mapping.schema.columns}


def unknown(work: Work, file: Path) -> tuple[int, dict[str, int], dict[str, int]]:
    """The rows of a table; by column on how many it is unknown, and of how many, where it says something on some."""
    total, none = nothing_said(work, file)
    apply = where_they_apply(work, file)
    none |= {name: those for name, (_rows, those) in apply.items()}
    return total, {name: none.get(name, 0) for name in work.columns}, {name: rows for name, (rows, _) in apply.items()}


def where_they_apply(work: Work, file: Path) -> dict[str, tuple[int, int]]:
    """For columns that say something only where another is a yes: the rows where it is, and those that do not say."""
    columns = {name: column.only_if for name, column in work.columns.items() if column.only_if in work.columns}
    if not columns:
        return {}
    rows = work.backend.read_parquet(file)
    asked = {f"rows_{name}": rows[other].sum() for name, other in columns.items()}
    asked |= {f"none_{name}": (rows[other] & rows[name].isnull()).sum() for name, other in columns.items()}
    [found] = rows.aggregate(**asked).to_pyarrow().to_pylist()
    return {name: (found[f"rows_{name}"] or 0, found[f"none_{name}"] or 0) for name in columns}


def has(bits: ir.IntegerColumn, name: str, work: Work) -> ir.BooleanColumn:
    """Whether the bit of a column is set."""
    return (bits & bit(name, work.mapping)) != 0


def problems(
    work: Work, rows: ir.Table, counts: Counts, rejected: dict[int, str], unlisted: dict[str, Unlisted]
) -> Iterator[Problem]:
    """Every kind of problem: first lines, then cells, column by column."""
    for kind in dict.fromkeys(rejected.values()):
        lines = [line for line, why in rejected.items() if why == kind]
        yield Problem(kind, len(lines), lines=tuple((line, "") for line in lines[:NAMED]))
    found = [(kind, name) for name in work.columns for kind in (UNREAD, CONTRARY) if (kind, name) in counts.problems]
    first = {one: first_rows(has(rows[one[0]], one[1], work), rows) for one in found}
    shown = rows_at(work.given, (row for some in first.values() for row in some), set(rejected))
    values = {name: most_often(one) for name, one in unlisted.items()}
    for name in [name for name in work.columns if work.columns[name].type == "time"]:
        yield from clock(rows, name)
    for kind, name in found:
        column = work.columns[name]
        what = not_read(column) if kind == UNREAD else contrary(column)
        shows = tuple(
            (line, " ".join(cells[int(place[1:])] for place in work.places[name])[:SHOWN])
            for line, cells in (shown[row] for row in first[kind, name])
        )
        yield Problem(what, counts.problems[kind, name], name, shows, values.get(name, {}) if kind == UNREAD else {})


def clock(rows: ir.Table, name: str) -> Iterator[Problem]:
    """What a column of times tells as a whole: that AM and PM were lost, or that midnight stands for "unknown"."""
    time = rows[name]
    asked = {"known": time.count(), "last": time.max(), "midnight": (time == 0).sum()}
    [found] = rows.aggregate(**asked).to_pyarrow().to_pylist()
    if found["known"] < ENOUGH:
        return
    if found["last"] < 13 * 60:
        yield Problem(said.NO_AFTERNOON, found["known"], name)
    if found["midnight"] > MIDNIGHT * found["known"]:
        yield Problem(said.MIDNIGHT, found["midnight"], name)


def first_rows(which: ir.BooleanColumn, rows: ir.Table) -> list[int]:
    """The first rows of which something holds, counted from 0."""
    found = rows.filter(which).select("file_row_number").order_by("file_row_number").limit(NAMED)
    return [one["file_row_number"] for one in found.to_pyarrow().to_pylist()]


def most_often(unlisted: Unlisted) -> dict[str, int]:
    """What stands most often in cells that no list names."""
    ordered = sorted(unlisted.counts.items(), key=lambda one: (-one[1], one[0]))
    return {cell[:SHOWN]: n for cell, n in ordered[:VALUES]}


def repeats(work: Work, rows: ir.Table, whole: Path) -> ir.IntegerColumn | None:
    """The rows, counted from 0, that repeat an earlier one with the same number in every cell of the file."""
    number = work.mapping.schema.number
    if number not in work.places:
        return None
    numbered = rows.filter(rows[number].notnull()).group_by(number).aggregate(n=ibis._.count())
    if not numbered.filter(numbered.n > 1).count().to_pyarrow().as_py():
        return None
    own, all_cells = ", ".join(work.places[number]), ", ".join(f"c{n}" for n in range(len(work.given.header)))
    known = f"FROM read_parquet({engine.quoted(str(whole))}, file_row_number = true) WHERE {number} IS NOT NULL"
    work.backend.con.execute(
        f"CREATE TABLE repeats_ AS SELECT row"
        f" FROM (SELECT row_number() OVER () - 1 AS row, {own}, hash({all_cells}) AS cells FROM {FILE})"
        f" WHERE row IN (SELECT file_row_number {known})"
        f" QUALIFY row_number() OVER (PARTITION BY {own}, cells ORDER BY row) > 1"
    )
    found = work.backend.table("repeats_")
    return found.row if found.count().to_pyarrow().as_py() else None


def repaired(work: Work, counts: Counts) -> dict[str, int]:
    """What was changed in cells, with how many."""
    found = {}
    first = work.backend.table(FILE).limit(1000)
    for name, column in work.columns.items():
        told = counts.rows - counts.unknown.get(name, counts.rows)
        if column.type == "pseudonym" and told:
            found[said.PSEUDONYMS % {"column": name}] = told
        if column.type == "age_band" and first[work.places[name][0]].try_cast("float64").count().to_pyarrow().as_py():
            found[said.BANDS % {"column": name}] = told
    texts = [place for name, column in work.columns.items() if column.type == "text" for place in work.places[name]]
    if work.given.lines > counts.rows + work.given.header_lines and texts:
        file = work.backend.table(FILE)
        broken = sum((file[place].contains("\n").ifelse(1, 0).fill_null(0) for place in texts), ibis.literal(0))
        if count := broken.sum().to_pyarrow().as_py():
            found[said.LINE_BREAKS] = count
    return found
