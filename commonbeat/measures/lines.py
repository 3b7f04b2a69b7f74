"""In which line of a file its n-th row stands, and what that row says: only for the few rows that are shown."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from commonbeat.measures.given import Given

#: a cell may be as long as this; the engine takes no longer line
csv.field_size_limit(1 << 24)


def rows_at(given: Given, numbers: Iterable[int], rejected: set[int]) -> dict[int, tuple[int, list[str]]]:
    """Row (counted from 0, as the engine counts) → its first line in the file (from 1) and its cells.

    Reads no further than the last row asked for. ``rejected`` are the first lines of those that the engine left out.
    """
    wanted = set(numbers)
    found: dict[int, tuple[int, list[str]]] = {}
    with given.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=given.delimiter)
        next(reader)
        row, line = 0, reader.line_num + 1
        for cells in reader:
            if len(found) == len(wanted):
                break
            if cells and line not in rejected:
                if row in wanted:
                    found[row] = (line, cells)
                row += 1
            line = reader.line_num + 1
    return found


def line_of(path: Path, places: Iterable[int]) -> dict[int, int]:
    """Byte of a file, as the engine names it → the line that begins there or after empty ones, counted from 1."""
    found, lines, read = {}, 1, 0
    with path.open("rb") as file:
        for place in sorted(set(places)):
            while read < place:
                piece = file.read(min(place - read, 1 << 22))
                lines += piece.count(b"\n")
                read += len(piece)
            while (sign := file.read(1)) in (b"\r", b"\n"):
                lines += sign == b"\n"
                read += 1
            file.seek(read)
            found[place] = lines
    return found
