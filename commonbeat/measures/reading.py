"""The one pass over a file: its cells become ours and are written into the private folder.

Beside the columns of the schema stand two numbers for each row: a bit for every column whose cell could not be read,
and one for every column that contradicts another. Rows keep their order and none is left out yet, so that the n-th row
written is the n-th row read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import add, or_
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis.backends.duckdb import Backend

from commonbeat.measures import cells, engine, problems as said, safeguards
from commonbeat.measures.given import Given
from commonbeat.measures.mapping import Mapping
from commonbeat.measures.schema import KEPT, Column, Wrong
from commonbeat.measures.unlisted import Unlisted, counted_in

#: for each column of ours, the engine's columns in which it stands
Places = dict[str, list[str]]
#: rows in which numbers are looked for that come again, and how many of them are remembered
FIRST, KNOWN = 50_000, 10_000
#: the two numbers, and the table as the engine sees the file: columns c0, c1, …
UNREAD, CONTRARY, FILE = "unread_", "contrary_", "file_"


@dataclass(frozen=True)
class Work:
    """One check under way: the engine, the file, how it is read, the private folder, and whom it tells its steps."""

    backend: Backend
    given: Given
    mapping: Mapping
    places: Places
    private: Path
    at: Callable[[str], None] = lambda step: None

    @property
    def columns(self) -> dict[str, Column]:
        """The columns of the schema that the file has."""
        return {name: column for name, column in self.mapping.schema.columns.items() if name in self.places}


def look_at(work: Work) -> None:
    """Lay the file before the engine as a table of texts; lines with more or fewer cells are rejected."""
    given, quoted = work.given, engine.quoted
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(given.header)))
    end = {"\n": r"\n", "\r\n": r"\r\n"}[given.line_end]
    how = (
        f"header = false, skip = 1, delim = {quoted(given.delimiter)}, quote = '\"', escape = '\"', new_line = '{end}'"
    )
    work.backend.con.execute(
        f"CREATE VIEW {FILE} AS FROM read_csv({quoted(str(given.path))}, columns = {{{columns}}}, {how},"
        " auto_detect = false, compression = 'none', ignore_errors = true, store_rejects = true, rejects_limit = 0,"
        " rejects_table = 'rejected_', rejects_scan = 'scans_')"
    )


def resolved(given: Given, mapping: Mapping) -> Places:
    """For each column of ours the engine's columns; raises Wrong with every column that the file does not have."""
    found: Places = {}
    problems = []
    for ours, cells_of in mapping.columns.items():
        found[ours] = [f"c{place}" for name in cells_of.theirs for place in given.places(name)]
        for name in cells_of.theirs:
            if len(given.places(name)) != 1:
                sentence = said.THERE_TWICE if given.places(name) else said.NOT_THERE
                problems.append(f"{given.name}: {sentence % {'ours': ours, 'theirs': name}}")
    if problems:
        raise Wrong("\n".join([*problems, f"{given.name}: {said.HAS % {'columns': ', '.join(given.header)}}"]))
    return found


def write(work: Work, key: bytes, to: Path) -> dict[str, Unlisted]:
    """Read every cell of every row and write what it says; in steps, so that nothing is computed twice.

    Returns by column what stands in cells of choices that no list names.
    """
    backend, mapping, places, columns = work.backend, work.mapping, work.places, work.mapping.schema.columns
    file = backend.table(FILE)
    texts = {name: cells.told(columns[name], [file[place] for place in at], mapping) for name, at in places.items()}
    said = backend.create_view("said_", file.select(**texts))
    for name in places:
        if columns[name].type == "pseudonym":
            hide(backend, name, safeguards.secret(key, name))
    values = {
        f"v_{name}": cells.read(
            columns[name], said[name], mapping.translation(columns[name]), at.written, work.given.gaps
        )
        for name, at in mapping.columns.items()
    }
    read = backend.create_view("read_", said.mutate(**values))
    unread = {name: cells.unread(read[name], read[f"v_{name}"]) for name in places if columns[name].type != "text"}
    perhaps = reduce(or_, (read[name].notnull() & read[f"v_{name}"].isnull() for name in unread), ibis.literal(False))
    contrary = {name: which for name in places if (which := contradicts(read, columns[name], places)) is not None}
    unlisted = {name: Unlisted(bit(name, mapping)) for name in unread if columns[name].type in ("choice", "yes_no")}
    shown = {name: counted_in(backend, one, name, read[name]) for name, one in unlisted.items()}
    rows = read.select(
        **{name: kept(read, column, mapping, contrary.get(name)) for name, column in columns.items()},
        **{UNREAD: ibis.cases((perhaps, bits(unread, mapping, shown)), else_=0), CONTRARY: bits(contrary, mapping)},
    )
    engine.store(backend, rows, to, mapping.schema.lists)
    return unlisted


def hide(backend: Backend, name: str, secret: str) -> None:
    """A macro that makes a column's pseudonyms: looked up for numbers seen in the first rows, which is quicker."""
    run, nobody = backend.con.execute, f"regexp_matches(number, {engine.quoted(cells.PLACEHOLDER)})"
    made = f"CASE WHEN NOT {nobody} THEN left(sha256(getvariable('secret_{name}') || trim(number)), 16) END"
    run(f"SET VARIABLE secret_{name} = {engine.quoted(secret)}")
    run(
        f"CREATE TABLE known_{name} AS SELECT DISTINCT {name} AS number FROM (FROM said_ LIMIT {FIRST})"
        f" WHERE {name} IS NOT NULL ORDER BY number LIMIT {KNOWN}"
    )
    if not backend.table(f"known_{name}").count().to_pyarrow().as_py():
        run(f"CREATE MACRO hidden_{name}(number) AS {made}")
        return
    run(f"CREATE TYPE known_{name}_ AS ENUM (SELECT number FROM known_{name} ORDER BY number)")
    run(f"SET VARIABLE hidden_{name} = (SELECT list({made} ORDER BY number) FROM known_{name})")
    place = f"try_cast(number AS known_{name}_)"
    run(
        f"CREATE MACRO hidden_{name}(number) AS CASE WHEN {place} IS NOT NULL"
        f" THEN list_extract(getvariable('hidden_{name}'), enum_code({place}) + 1) ELSE {made} END"
    )


def contradicts(read: ir.Table, column: Column, places: Places) -> ir.BooleanValue | None:
    """Whether a cell contradicts another of its row; None where it cannot."""
    value = read[f"v_{column.name}"]
    if column.not_before in places:
        return (value < read[f"v_{column.not_before}"]).fill_null(False)
    if column.only_if in places:
        something = value if column.type == "yes_no" else value.notnull()
        return (something & ~read[f"v_{column.only_if}"]).fill_null(False)
    return None


def kept(read: ir.Table, column: Column, mapping: Mapping, contrary: ir.BooleanValue | None) -> ir.Value:
    """What the table keeps of a column: nothing where it contradicts another."""
    nothing = ibis.null(KEPT[column.type])
    if column.name in mapping.always:
        return cells.always(column, mapping.always[column.name], mapping)
    if column.name not in mapping.columns:
        return nothing
    value = read[f"v_{column.name}"]
    return value if contrary is None else ibis.cases((contrary, nothing), else_=value)


def bits(
    flags: dict[str, ir.BooleanValue], mapping: Mapping, shown: dict[str, ir.IntegerValue] | None = None
) -> ir.IntegerValue:
    """One number for each row, with the bit of every column for which something holds; ``shown`` are bits to use."""
    none = ibis.literal(0, "int64")
    own = {name: ibis.literal(bit(name, mapping), "int64") for name in flags} | (shown or {})
    return reduce(add, (ibis.cases((which, own[name]), else_=none) for name, which in flags.items()), none)


def bit(name: str, mapping: Mapping) -> int:
    """The bit of a column: that of its place in the schema."""
    return 1 << list(mapping.schema.columns).index(name)
