"""Records that were accepted, as one table on which measures compute.

A table has every column of its schema: what the file did not have is unknown on every row (``Table.absent`` names it).
Values are ours, and what is not known is NULL. Measures write expressions of Ibis on ``Table.rows``; the engine reduces
them to counts, and only counts come into Python.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping as Pairs
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend

from commonbeat.measures import engine
from commonbeat.measures.check import check
from commonbeat.measures.checked import Checked, from_json, sentences, to_keep
from commonbeat.measures.given import Given, receive
from commonbeat.measures.mapping import Mapping, of_our_own_names
from commonbeat.measures.reading import CONTRARY, UNREAD
from commonbeat.measures.schema import Schema, Wrong, schema as schema_of

#: what an aggregate of ``Table.counts`` may be: an expression, or what makes one of the rows
Aggregate: TypeAlias = ir.Value | Callable[[ir.Table], ir.Value]


@dataclass(frozen=True)
class Source:
    """A file from which records came: the digest of its bytes, its rows, and what became of them."""

    name: str
    sha256: str
    lines: int
    accepted: int
    left_out: Pairs[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Shared:
    """What tables of one engine have in common: the private folder, which goes with the last of them."""

    private: Path


@dataclass(frozen=True)
class Table:
    """Accepted records of one schema, from one or several files. Close it after use, or open it in a ``with``."""

    schema: Schema
    rows: ir.Table
    sources: tuple[Source, ...]
    absent: frozenset[str]
    backend: BaseBackend = field(repr=False)
    close: Callable[[], object] = field(repr=False)
    shared: Shared = field(repr=False)

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def present(self) -> frozenset[str]:
        """The columns that at least one of the files has."""
        return frozenset(self.schema.columns) - self.absent

    def counts(self, by: Iterable[str] = (), **aggregates: Aggregate) -> list[dict[str, Any]]:
        """Counts by the values of some columns, in their order, unknown last; ``n`` where nothing else is asked."""
        return counts(self.rows, by, **aggregates)


def counts(rows: ir.Table, by: Iterable[str] = (), **aggregates: Aggregate) -> list[dict[str, Any]]:
    """The same of any expression: what a measure filtered or derived from a table's rows."""
    by = list(by)
    asked = aggregates or {"n": lambda some: some.count()}
    reduced = rows.aggregate(by=by, **{name: how(rows) if callable(how) else how for name, how in asked.items()})
    ordered = reduced.order_by([ibis.asc(name, nulls_first=False) for name in by]) if by else reduced
    return list(ordered.to_pyarrow().to_pylist())


def open_table(
    paths: Path | Iterable[Path], mapping: Mapping | None = None, schema: str | None = None, *, key: bytes | None = None
) -> Table:
    """A table of accepted files, or of an agency's files, which are checked on the way.

    An agency's file needs its ``mapping``, or the name of its ``schema`` where its columns are named as ours. Without a
    ``key`` its pseudonyms are made from the files' own digests: the same files give the same names, no others do.
    Raises Wrong where a file cannot be used; a refused one says why.
    """
    return open_tables([(paths, mapping, schema)], key=key)[0]


def open_tables(
    asked: Iterable[tuple[Path | Iterable[Path], Mapping | None, str | None]], *, key: bytes | None = None
) -> list[Table]:
    """Several tables in one engine, so that their rows can be joined: files, mapping and schema of each.

    They share their pseudonyms, and closing one closes all.
    """
    private = Path(tempfile.mkdtemp(prefix="commonbeat-"))
    try:
        given = [([Path(p)] if isinstance(p, str | Path) else [Path(one) for one in p], m, s) for p, m, s in asked]
        files = [path for paths, _mapping, _schema in given for path in paths if not is_accepted(path)]
        received = {path: receive(path, private) for path in files}
        digests = sorted(one.digest for one in received.values())
        key = key or hashlib.sha256("".join(digests).encode()).digest()
        checked = [
            [
                usable(check(received[path], mapping or own_names(received[path], schema), private, key))
                if path in received
                else taken_in(path)
                for path in paths
            ]
            for paths, mapping, schema in given
        ]
        for some, (_paths, _mapping, schema) in zip(checked, given, strict=True):
            of_one_kind(some, schema)
        return tables_of(checked, private)
    except BaseException:
        shutil.rmtree(private)
        raise


def own_names(given: Given, schema: str | None) -> Mapping:
    """The mapping of a file whose columns are named as ours. Raises Wrong where nobody says what it is."""
    if schema is None:
        raise Wrong(f"{given.name}: say by a mapping what its columns are, or by a schema that they are named as ours")
    return of_our_own_names(schema_of(schema), given.header)


def usable(checked: Checked) -> Checked:
    """The same, unless the file was refused."""
    if checked.refused:
        raise Wrong("\n".join(sentences(checked)))
    return checked


def of_one_kind(checked: list[Checked], schema: str | None) -> None:
    """Raises Wrong where files are of different kinds, or of another than was asked for."""
    kinds = sorted({one.schema for one in checked})
    if len(kinds) != 1:
        raise Wrong(f"these are records of different kinds: {', '.join(kinds)}")
    if schema not in (None, *kinds):
        raise Wrong(f"these are {kinds[0]}, not {schema}")


def tables_of(checked: list[list[Checked]], private: Path) -> list[Table]:
    """A table of each list of files; ``private`` goes when the last one is closed or forgotten."""
    backend = engine.chosen(private, [one.records for some in checked for one in some if one.records])
    shared = Shared(private)
    close = weakref.finalize(shared, engine.put_away, backend, private)
    return [table_of(some, backend, shared, close) for some in checked]


def table_of(checked: list[Checked], backend: BaseBackend, shared: Shared, close: Callable[[], object]) -> Table:
    """One table of all these files."""
    files = [str(one.records) for one in checked if one.records]
    first, *others = (backend.read_parquet(file).drop(UNREAD, CONTRARY) for file in files)
    rows = ibis.union(first, *others) if others else first
    sources = tuple(Source(one.source, one.digest, one.rows, one.accepted, one.left_out) for one in checked)
    absent = frozenset.intersection(*(frozenset(one.absent) for one in checked))
    return Table(schema_of(checked[0].schema), rows, sources, absent, backend, close, shared)


def accept(checked: Checked, folder: Path) -> Path:
    """Keep the records of a checked file: SHA-256.parquet, and beside it SHA-256.json, which says where they come from.

    Both are complete before either has its name, and the records come last: a crash leaves nothing half accepted.
    """
    if checked.records is None:
        raise Wrong(f"{checked.source}: there is nothing to accept")
    with checked.records.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for name, write in (
        (f"{digest}.json", lambda to: to.write_text(json.dumps(to_keep(checked)), encoding="utf-8")),
        (f"{digest}.parquet", lambda to: shutil.copyfile(checked.records, to)),
    ):
        part = folder / f".{name}.part"
        write(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())  # on the disk before it has its name
        os.replace(part, folder / name)
    return folder / f"{digest}.parquet"


def is_accepted(path: Path) -> bool:
    """Whether a file is one that ``accept`` kept."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def taken_in(path: Path) -> Checked:
    """What the check of an accepted file found. Raises Wrong where its bytes are not those that were accepted."""
    with path.open("rb") as file:
        if path.stem != hashlib.file_digest(file, "sha256").hexdigest():
            raise Wrong(f"{path.name}: these are not the records that were accepted under this name")
    return from_json(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")), path)
