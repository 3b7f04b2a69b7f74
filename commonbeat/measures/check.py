"""Checking a file of records: everything that is wrong with it at once, and what of it can be used.

One pass over the file writes what was understood into the private folder; all counts are then taken from there. A row
is left out where it has more or fewer cells than the first line names, where a column that the schema cannot do
without is unknown, and where it repeats another row with the same number in every cell. A cell that cannot be read is
unknown, never "no".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir
from ibis import selectors

from commonbeat.measures import engine, reading, safeguards, tally
from commonbeat.measures.checked import Checked, Refusal
from commonbeat.measures.given import Given
from commonbeat.measures.mapping import Mapping
from commonbeat.measures.problems import NO_ROWS, REPEATS, UNKNOWN
from commonbeat.measures.reading import FILE, Work
from commonbeat.measures.schema import Wrong
from commonbeat.measures.watching import Watch, watched

#: rows of which the columns are looked at that nobody maps, and that are not kept
LOOKED_AT = 20_000


def check(given: Given, mapping: Mapping, private: Path, key: bytes, watch: Watch | None = None) -> Checked:
    """Check a file that was received; its usable rows are then in ``private``. Raises Wrong where nothing can be.

    ``watch`` is told how far it is, and asked whether to go on; raises BrokenOff where it says no.
    """
    places = reading.resolved(given, mapping)
    repaired = dict.fromkeys(given.repaired, 0)
    found = Checked(mapping.schema.name, given.name, given.digest, repaired=repaired)
    if refused := safeguards.refused_titles(given.header, mapping.schema):
        return replace(found, refused=tuple(refused))
    backend = engine.closed_in(private, [given.path])
    try:
        with watched(backend, watch) as at:
            return checked(Work(backend, given, mapping, places, private, at), key, found)
    finally:
        backend.disconnect()


def checked(work: Work, key: bytes, found: Checked) -> Checked:
    """The check itself, once the titles of the columns have let the file in."""
    whole, backend = work.private / f"{work.given.digest}.read.parquet", work.backend
    work.at("look")
    reading.look_at(work)
    if refused := refused_unmapped(work):
        return replace(found, refused=tuple(refused))
    work.at("read")
    unlisted = reading.write(work, key, whole)
    work.at("count")
    rows = backend.read_parquet(whole, file_row_number=True)
    if refused := refused_kept(work, rows):
        whole.unlink()
        return replace(found, refused=tuple(refused))
    rejected = tally.rejected(work)
    counts = tally.counted(work, rows, whole)
    if not counts.rows + len(rejected):
        raise Wrong(f"{work.given.name}: {NO_ROWS}")
    left_out, records = accepted(work, rows, whole, counts)
    for kind in rejected.values():
        left_out[kind] = left_out.get(kind, 0) + 1
    kept, unknown, applies_to = tally.unknown(work, records)
    work.at("sum up")
    done = replace(
        found,
        rows=counts.rows + len(rejected),
        accepted=kept,
        left_out=left_out,
        repaired={**found.repaired, **tally.repaired(work, counts)},
        problems=tuple(tally.problems(work, rows, counts, rejected, unlisted)),
        unknown=unknown,
        applies_to=applies_to,
        absent=tuple(name for name in work.mapping.schema.columns if name not in {*work.places, *work.mapping.always}),
        days=days(work, records),
        records=records,
    )
    if records != whole:
        whole.unlink()
    return done


def accepted(work: Work, rows: ir.Table, whole: Path, counts: tally.Counts) -> tuple[dict[str, int], Path]:
    """How many rows are left out, by reason, and the table of the others."""
    required = [name for name, column in work.mapping.schema.columns.items() if column.required]
    reasons = [(rows[name].isnull(), UNKNOWN % {"column": name}) for name in required if counts.unknown.get(name)]
    if (repeats := tally.repeats(work, rows, whole)) is not None:
        reasons.append((rows.file_row_number.isin(repeats), REPEATS))
    if not reasons:
        return {}, whole
    why = ibis.cases(*reasons)
    told = rows.aggregate(n=rows.count(), by=[why.name("why")]).to_pyarrow().to_pylist()
    records = work.private / f"{work.given.digest}.parquet"
    kept = rows.filter(why.isnull()).drop("file_row_number")
    engine.store(work.backend, kept, records, work.mapping.schema.lists)
    return {one["why"]: one["n"] for one in told if one["why"]}, records


def days(work: Work, records: Path) -> tuple[date, date] | None:
    """The first and last day of the accepted rows: by the first column that holds days; None where none does."""
    rows = work.backend.read_parquet(records)
    for name in [name for name, column in work.columns.items() if column.type in ("date", "moment")]:
        day = rows[name].cast("date")
        [found] = rows.aggregate(first=day.min(), last=day.max()).to_pyarrow().to_pylist()
        if found["first"]:
            return found["first"], found["last"]
    return None


def refused_unmapped(work: Work) -> list[Refusal]:
    """Columns of the file that nobody maps, refused by what stands in their first rows."""
    mapped = {place for places in work.places.values() for place in places}
    names = {f"c{n}": name for n, name in enumerate(work.given.header) if f"c{n}" not in mapped}
    if not names:
        return []
    first = work.backend.table(FILE).limit(LOOKED_AT).select(*names)
    cells = first.pivot_longer(selectors.all(), names_to="column", values_to="cell").distinct()
    return [Refusal(names[place], why) for place, why in safeguards.refused_cells(cells)]


def refused_kept(work: Work, rows: ir.Table) -> list[Refusal]:
    """Texts that would be kept, refused by what stands in any of their rows."""
    texts = [name for name, column in work.columns.items() if column.type == "text"]
    if not texts:
        return []
    different = [rows.select(cell=rows[name]).distinct().mutate(column=ibis.literal(name)) for name in texts]
    told = safeguards.refused_cells(ibis.union(*different))
    return [Refusal(" + ".join(work.mapping.columns[name].theirs), why) for name, why in told]
