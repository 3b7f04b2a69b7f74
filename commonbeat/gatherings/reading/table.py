"""A file of rows: its letters, its separator, its lines. Raises Unreadable with what is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

#: why a file or a mapping cannot be used
NO_TABLE = "This is not a table of comma-separated values."
EMPTY = "This file is empty."
TOO_LONG = "This file has more than %(most)s rows. Split it."
NO_TEXT = "This is not a text file. Save it as CSV and choose that file."
NO_LETTERS = "The letters of this file cannot be read. Save it as UTF-8."

MOST_ROWS = 100_000
#: how archives, PDF and old office files begin
OFFICE_FILES = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")


class Unreadable(ValueError):
    """A file or a mapping that cannot be used. ``what`` is a fixed sentence, ``values`` what is told with it."""

    def __init__(self, what: str, **values: object) -> None:
        super().__init__(what % values)
        self.what, self.values = what, values


class Row(NamedTuple):
    """A row with the line on which it begins, its cells by the name of their column in small letters."""

    line: int
    cells: dict[str, str]


def rows(data: bytes) -> list[Row]:
    """The rows of a table that are not empty. The first line names the columns."""
    text = decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        lines = list(_lines(reader))
    except csv.Error as trouble:
        raise Unreadable(NO_TABLE) from trouble
    if not lines:
        raise Unreadable(EMPTY)
    if len(lines) - 1 > MOST_ROWS:
        raise Unreadable(TOO_LONG, most=MOST_ROWS)
    names = [cell.strip().lower() for cell in lines[0][1]]
    return [Row(line, dict(zip(names, cells, strict=False))) for line, cells in lines[1:]]


def decoded(data: bytes) -> str:
    """The letters of a text file in the encodings that offices use, without the one that no database keeps."""
    if data.startswith(OFFICE_FILES):
        raise Unreadable(NO_TEXT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:4096]:
        raise Unreadable(NO_TEXT)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise Unreadable(NO_LETTERS)


def _lines(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1  # type: ignore[attr-defined]  # a csv.reader counts its lines


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
