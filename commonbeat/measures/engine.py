"""The engine: DuckDB in this process, closed in, spoken to through Ibis; or Spark, where records outgrow one machine.

Nothing that stands in a file or mapping can reach another file: after opening, the engine may read the files it was
opened for and write into its private folder, and cannot be told otherwise.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
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
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")  # counted, not drawn
    connection.execute("SET progress_bar_time = 0")
    connection.execute("SET lock_configuration = true")
    return backend


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def sql(backend: Backend, words: str) -> list[tuple[Any, ...]]:
    """The rows that a sentence of SQL gives; for what Ibis has no words for."""
    return backend.con.execute(words).fetchall()


def store(backend: Backend, rows: ir.Table, to: Path, lists: Mapping[str, Iterable[str]]) -> None:
    """Write rows as Parquet, in their order; ``lists`` say of columns all that can stand in them.

    Not compressed, and as members of their lists, because on the way from a file to its table writing is the dearest
    step: a fifth less for a third more on the disk.
    """
    spelled = {name: ", ".join(map(quoted, members)) for name, members in lists.items()}
    members = ", ".join(f'CAST("{name}" AS ENUM({one})) AS "{name}"' for name, one in spelled.items())
    chosen = f"* REPLACE ({members})" if members else "*"
    backend.con.execute(
        f"COPY (SELECT {chosen} FROM ({backend.compile(rows)})) TO {quoted(str(to))}"
        " (FORMAT parquet, COMPRESSION uncompressed)"
    )


def chosen(private: Path, files: Iterable[Path]) -> BaseBackend:
    """The engine that COMMONBEAT_RECORDS_ENGINE names, for accepted tables: "duckdb" (as without it), or "pyspark"."""
    named = os.environ.get("COMMONBEAT_RECORDS_ENGINE") or "duckdb"
    if named == "duckdb":
        return closed_in(private, files)
    if named == "pyspark":
        return cluster()
    raise Wrong(f'COMMONBEAT_RECORDS_ENGINE is "{named}"; it can be duckdb or pyspark')


def cluster() -> BaseBackend:
    """Spark, on the cluster that its own settings name; this machine's processors where they name none.

    Its workers must find accepted files under the same paths. Raises Wrong where Spark is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Wrong("COMMONBEAT_RECORDS_ENGINE is pyspark, and pyspark is not installed") from None
    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    builder = SparkSession.builder.appName("commonbeat").config(map=settings)
    return ibis.pyspark.connect(builder.getOrCreate())


def put_away(backend: BaseBackend, private: Path) -> None:
    """Close the engine in this process, and remove what was written for it; a cluster stays for the next table."""
    if isinstance(backend, Backend):
        backend.disconnect()
    shutil.rmtree(private, ignore_errors=True)
