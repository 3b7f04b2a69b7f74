"""The engine: DuckDB in this process, closed in, spoken to through Ibis; or Spark, where records outgrow one machine.

Nothing that stands in a file or mapping can reach another file: after opening, the engine may read the files it was
opened for and write into its private folder, and cannot be told otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
from ibis.backends import BaseBackend
from ibis.backends.duckdb import Backend

from commonbeat.measures.schema import Wrong

#: memory that the engine may use; what is more goes to its private folder
MEMORY = "640MB"


def closed_in(private: Path, readable: Iterable[Path] = ()) -> Backend:
    """DuckDB that reads ``readable`` and what lies in ``private``, writes there, and reaches nothing else."""
    connection = duckdb.connect()
    for setting, value in (("memory_limit", MEMORY), ("temp_directory", str(private))):
        connection.execute(f"SET {setting} = {quoted(value)}")
    connection.execute("SET autoload_known_extensions = false; SET autoinstall_known_extensions = false")
    connection.execute(f"SET allowed_directories = [{quoted(str(private) + '/')}]")
    connection.execute(f"SET allowed_paths = [{', '.join(quoted(str(path)) for path in readable)}]")
    connection.execute("SET enable_external_access = false")
    backend = ibis.duckdb.from_connection(connection)
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return backend


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def sql(backend: Backend, words: str) -> list[tuple[Any, ...]]:
    """The rows that a sentence of SQL gives; for what Ibis has no words for."""
    return backend.con.execute(words).fetchall()


def store(backend: Backend, rows: ir.Table, to: Path) -> None:
    """Write rows as Parquet, in their order."""
    backend.con.execute(f"COPY ({backend.compile(rows)}) TO {quoted(str(to))} (FORMAT parquet)")


def chosen(private: Path, files: Iterable[Path]) -> BaseBackend:
    """The engine that COMMONBEAT_RECORDS_ENGINE names, for accepted tables: "duckdb" (as without it), or "pyspark"."""
    named = os.environ.get("COMMONBEAT_RECORDS_ENGINE") or "duckdb"
    if named == "duckdb":
        return closed_in(private, files)
    if named == "pyspark":
        return ibis.pyspark.connect()
    raise Wrong(f'COMMONBEAT_RECORDS_ENGINE is "{named}"; it can be duckdb or pyspark')
