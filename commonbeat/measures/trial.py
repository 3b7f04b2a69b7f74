"""A mapping tried on the first rows of a file, before all of it is read: what stands there, and what it becomes."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from commonbeat.measures import engine, reading
from commonbeat.measures.check import check
from commonbeat.measures.checked import Checked
from commonbeat.measures.given import Given
from commonbeat.measures.mapping import Mapping
from commonbeat.measures.reading import Work

#: rows that are read, and those of which each cell is shown
FIRST, SHOWN = 200, 3


@dataclass(frozen=True)
class Trial:
    """What was found in the first rows, and for each column of ours what stood in some of them and what it becomes."""

    found: Checked
    pairs: dict[str, list[tuple[str | None, Any]]]


def try_on(given: Given, mapping: Mapping, private: Path) -> Trial:
    """Try a mapping. Raises Wrong where it does not fit the file."""
    places, key = reading.resolved(given, mapping), given.digest.encode()
    head = first_rows(given, private)
    found = check(head, mapping, private, key)
    backend = engine.closed_in(private, [head.path])
    try:
        work = Work(backend, head, mapping, places, private)
        reading.look_at(work)
        reading.write(work, key, private / "tried.parquet")
        rows = backend.table("read_").limit(SHOWN).to_pyarrow().to_pylist()
    finally:
        backend.disconnect()
    return Trial(found, {name: [(row[name], row[f"v_{name}"]) for row in rows] for name in places})


def first_rows(given: Given, private: Path) -> Given:
    """The first rows of a file, as a file of its own in the private folder."""
    path, lines = private / "first.csv", 1
    with given.path.open(encoding="utf-8-sig", newline="") as file, path.open("w", encoding="utf-8", newline="") as to:
        rows = csv.reader(file, delimiter=given.delimiter)
        writer = csv.writer(to, delimiter=given.delimiter, lineterminator="\n")
        for number, cells in enumerate(rows):
            if number > FIRST:
                break
            cells = [" ".join(cell.split("\n")) for cell in cells] if number == 0 else cells
            writer.writerow(cells)
            lines += 1 + sum(cell.count("\n") for cell in cells)
    return replace(given, digest="first", path=path, header_lines=1, line_end="\n", lines=lines, repaired=())
