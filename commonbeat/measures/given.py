"""A file as an agency gave it: what it is, what its first line names, and a plain UTF-8 text of it for the engine.

Compressed files (gzip), Windows-1252 and UTF-16 text and old line ends are rewritten into the private folder; a plain
file is read where it lies. Nothing is written elsewhere.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import stat
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from commonbeat.measures import problems as said
from commonbeat.measures.schema import Wrong

#: bytes read at once; of the first line at most this many are looked at
CHUNK = 1 << 22
DELIMITERS = ",;\t|"
#: what a file that is no table begins with
NO_TABLES = {
    b"PK": said.SPREADSHEET,
    b"%PDF": said.PDF,
    b"PAR1": said.PARQUET,
    b"{": said.JSON,
    b"<": said.XML,
}
PACKED = b"\x1f\x8b"
ENCODINGS = {"utf-8-sig": said.MARKED, "cp1252": said.WINDOWS, "utf-16": said.UTF_16}
#: how a text may begin that says its own encoding
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Given:
    """A file ready for the engine.

    ``digest`` is the SHA-256 of the bytes as given, ``header`` the names on the first line, which may take several
    ``header_lines``; ``lines`` counts line ends. ``repaired`` says what was done to read it. ``gaps`` (ends
    of lines, tabs) may stand within a cell; others need not be looked for.
    """

    name: str
    digest: str
    path: Path
    header: tuple[str, ...]
    header_lines: int
    delimiter: str
    line_end: str
    lines: int
    repaired: tuple[str, ...]
    gaps: frozenset[str]

    def places(self, theirs: str) -> list[int]:
        """Where a column stands, counted from 0: more than one place where a name is there twice."""
        return [place for place, name in enumerate(self.header) if name == theirs]

    @property
    def named_once(self) -> list[str]:
        """The names by which a column can be meant: those that no other column has too."""
        return [name for name in self.header if name and self.header.count(name) == 1]

    @property
    def named_twice(self) -> list[str]:
        """The names that more than one column has, so that none of these can be read."""
        return sorted(twice(self.header))


@dataclass
class Look:
    """What one reading of all the bytes finds out: line feeds, carriage returns, and how many stand together."""

    utf8: bool = True
    feeds: int = 0
    returns: int = 0
    pairs: int = 0
    nothing: int = 0
    quotes: bool = False
    tabs: bool = False
    last: bytes = b""

    @property
    def line_end(self) -> str | None:
        """What ends every line; None where it is not the same throughout, which the engine would not survive."""
        if self.returns == 0:
            return "\n"
        return "\r\n" if self.returns == self.feeds == self.pairs else None

    @property
    def gaps(self) -> frozenset[str]:
        """What may stand within a cell: ends of lines only where there are quotation marks."""
        found = {"\t": self.tabs, "\n": self.quotes, "\r": self.quotes and self.returns > 0}
        return frozenset(gap for gap, is_there in found.items() if is_there)


def receive(path: Path, private: Path) -> Given:
    """Look through a file once and make it readable. Raises Wrong where it is no table."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Wrong(f"{path.name}: {said.NO_FILE}")
    with path.open("rb") as file:
        start = file.read(4)
    for mark, why in NO_TABLES.items():
        if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(mark):
            raise Wrong(f"{path.name}: {why}")
    digest, plain = hashlib.sha256(), path.resolve()
    mark = next((one for one in MARKS if first_bytes(path).startswith(one)), b"")
    look = looked_through(path, digest)
    encoding = MARKS.get(mark) or ("utf-8" if look.utf8 else "cp1252")
    if look.nothing and encoding != "utf-16":
        raise Wrong(f"{path.name}: {said.BYTES}")
    repaired = [said.UNPACKED] if start.startswith(PACKED) else []
    repaired += [ENCODINGS[encoding]] if encoding in ENCODINGS else []
    repaired += [] if look.line_end or encoding == "utf-16" else [said.LINE_ENDS]
    if repaired not in ([], [said.MARKED]) or set("*?[") & set(str(plain)):
        plain = private / f"{digest.hexdigest()}.csv"
        look = Look(feeds=rewrite(path, plain, encoding), quotes=True, tabs=True)
    header, header_lines, delimiter = first_line(plain, path.name)
    repaired += [said.SAME_NAME % {"column": name} for name in sorted(twice(header))]
    return Given(
        path.name,
        digest.hexdigest(),
        plain,
        header,
        header_lines,
        delimiter,
        look.line_end or "\n",
        look.feeds,
        tuple(repaired),
        look.gaps,
    )


def opened(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked where it is compressed."""
    with path.open("rb") as file:
        packed = file.read(2) == PACKED
    return cast(IO[bytes], gzip.open(path)) if packed else path.open("rb")


def first_bytes(path: Path) -> bytes:
    """The first bytes of the text in a file. Raises Wrong where it does not unpack."""
    try:
        with opened(path) as file:
            return file.read(4)
    except (EOFError, OSError) as trouble:
        raise Wrong(f"{path.name}: {said.PACKED % {'why': trouble}}") from None


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def looked_through(path: Path, digest: hashlib._Hash) -> Look:
    """Read all of a file once; the digest is of its bytes as given."""
    look, decoder = Look(), codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file, ThreadPoolExecutor(1) as beside:
        packed = file.read(2) == PACKED
        file.seek(0)
        for chunk in chunks(file):
            digested = beside.submit(digest.update, chunk)
            if not packed:
                look_at(chunk, look, decoder)
            digested.result()
    if packed:
        with opened(path) as file:
            try:
                for chunk in chunks(file):
                    look_at(chunk, look, decoder)
            except (EOFError, OSError) as trouble:
                raise Wrong(f"{path.name}: {said.PACKED % {'why': trouble}}") from None
    look_at(b"", look, decoder, final=True)
    return look


def look_at(chunk: bytes, look: Look, decoder: codecs.IncrementalDecoder, final: bool = False) -> None:
    """Take one piece into account."""
    look.feeds += chunk.count(b"\n")
    if b"\r" in chunk:
        look.returns += chunk.count(b"\r")
        look.pairs += chunk.count(b"\r\n")
    look.pairs += look.last == b"\r" and chunk.startswith(b"\n")
    look.quotes = look.quotes or b'"' in chunk
    look.tabs = look.tabs or b"\t" in chunk
    look.last = chunk[-1:] or look.last
    look.nothing += b"\0" in chunk
    if look.utf8 and (final or not chunk.isascii() or decoder.getstate()[0]):
        try:
            decoder.decode(chunk, final)
        except UnicodeDecodeError:
            look.utf8 = False


def rewrite(path: Path, plain: Path, encoding: str) -> int:
    """Write the text of a file as plain UTF-8, a byte that its encoding does not know as "�"; returns the line ends."""
    feeds, text = 0, io.TextIOWrapper(opened(path), encoding=encoding, errors="replace")
    with text, plain.open("w", encoding="utf-8", newline="\n") as to:
        while piece := text.read(CHUNK):
            feeds += piece.count("\n")
            to.write(piece)
    return feeds


def first_line(plain: Path, name: str) -> tuple[tuple[str, ...], int, str]:
    """The names of the columns, how many lines they take, and what parts them. Raises Wrong where there is none."""
    with plain.open(encoding="utf-8-sig", newline="") as file:
        start = file.read(CHUNK)
    if not start.strip():
        raise Wrong(f"{name}: {said.EMPTY}")
    found = []
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        try:
            names = next(row for row in reader)
        except csv.Error as trouble:
            raise Wrong(f"{name}: {said.NO_CSV % {'why': trouble}}") from None
        found.append((len(names), names, reader.line_num, delimiter))
    _count, names, lines, delimiter = max(found, key=lambda one: one[0])
    return tuple(one.strip() for one in names), lines, delimiter


def twice(header: Iterable[str]) -> set[str]:
    """Names that more than one column has."""
    seen: set[str] = set()
    return {name for name in header if name and (name in seen or seen.add(name))}  # type: ignore[func-returns-value]
