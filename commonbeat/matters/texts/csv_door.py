"""The CSV door: what came on paper or was said in a meeting, many at once. Every problem is told by its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.matters.texts.reading import Unreadable, decoded
from commonbeat.matters.texts.screening import clean

MOST_ROWS = 5000
#: our column → the names under which it comes
NAMES = {
    "words": ("comment-body", "comment", "comments", "text", "words", "body", "comentario", "comentarios", "texto"),
    "given_on": ("given_on", "date", "datetime", "day", "fecha"),
    "language": ("language", "lang", "idioma"),
    "passage": ("passage", "section", "pasaje"),
    "kind": ("kind", "type", "tipo"),
}
_NO_TABLE = gettext_lazy(
    "This file is not a CSV table. Open it in your spreadsheet, choose “Save as”, then “CSV UTF-8”, and send that file."
)
_DATES = ("%Y-%m-%d", "%m/%d/%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%a %b %d %H:%M:%S %Y")


@dataclass(frozen=True)
class Row:
    """One input as the file gives it, with the line on which it begins; ``unread`` is a date that nobody can read."""

    line: int
    words: str
    given_on: date | None
    language: str
    passage: str
    kind: str
    unread: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong on a line; ``grave`` ones keep the row out."""

    line: int
    sentence: str
    grave: bool = True


@dataclass(frozen=True)
class Sheet:
    """A checked file: the columns that were understood, the sound rows, the problems."""

    columns: Mapping[str, str]
    rows: Sequence[Row]
    problems: Sequence[Problem]


def check(data: bytes, *, longest: int = 5000) -> Sheet:
    """Read a file of comments and check every row. Raises Unreadable where no row can be read at all."""
    text = _table(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        lines = list(_lines(reader))
    except csv.Error as trouble:
        raise Unreadable(_NO_TABLE) from trouble
    if not lines:
        raise Unreadable(_("This file is empty."))
    columns = _columns(lines[0][1])
    if "words" not in columns:
        raise Unreadable(_("No column holds the comments. Name it “comment” in the first line."))
    if len(lines) - 1 > MOST_ROWS:
        raise Unreadable(_("This file has more than 5,000 rows. Split it."))
    return _checked(columns, lines, longest)


def _table(data: bytes) -> str:
    """The characters of a table. Raises Unreadable with what to do in a spreadsheet."""
    if data.startswith((b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(_NO_TABLE)
    try:
        return decoded(data)
    except Unreadable as trouble:
        raise Unreadable(_NO_TABLE) from trouble


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line on which it begins."""
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = {cell.strip().lower(): at for at, cell in reversed(list(enumerate(header)))}
    found = {ours: next((names[name] for name in theirs if name in names), None) for ours, theirs in NAMES.items()}
    return {ours: at for ours, at in found.items() if at is not None}


def _checked(columns: dict[str, int], lines: Sequence[tuple[int, list[str]]], longest: int) -> Sheet:
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, cells in lines[1:]:
        cell = {ours: cells[at].strip() if at < len(cells) else "" for ours, at in columns.items()}
        words, day = clean(cell["words"]).strip(), _date(cell.get("given_on", ""))
        trouble = _trouble(words, longest)
        if trouble:
            problems.append(Problem(line, trouble))
            continue
        if words in seen:
            problems.append(Problem(line, _("The same words as on line %(line)s.") % {"line": seen[words]}, False))
        seen.setdefault(words, line)
        others = [cell.get(name, "") for name in ("language", "passage", "kind")]
        rows.append(Row(line, words, day, others[0].lower(), *others[1:], "" if day else cell.get("given_on", "")))
    return Sheet({ours: lines[0][1][at] for ours, at in columns.items()}, rows, problems)


def _trouble(words: str, longest: int) -> str:
    if not words:
        return _("There are no words in this row.")
    if len(words) > longest:
        return _("These words are longer than %(limit)s characters.") % {"limit": longest}
    return ""


def _date(cell: str) -> date | None:
    """A date in the spellings of spreadsheets and exports; a zone's name before the year is passed over."""
    parts = cell.split()
    if len(parts) == 6 and parts[4].isalpha():
        cell = " ".join(parts[:4] + parts[5:])
    for spelling in _DATES:
        try:
            return datetime.strptime(cell, spelling).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def as_rows(sheet: Sheet) -> list[dict[str, Any]]:
    """The sound rows as plain data, to keep between the preview and the acceptance."""
    return [row.__dict__ | {"given_on": row.given_on.isoformat() if row.given_on else None} for row in sheet.rows]


#: kinds of input as files call them; everything else is a comment
KINDS = ("comment", "question", "idea")


def kind_of(cell: str) -> str:
    """The kind of input that a cell names."""
    return cell if cell in KINDS else KINDS[0]
