"""A whole copy of the database, made by the database's own means while it is in use, and what its public log says."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commonbeat.ledger.verify import Report, verify

#: engine → name of the copy inside an archive
NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
#: how COPY writes what would break its lines
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Trouble(Exception):
    """Why a backup or restore was not made, in words for the person who runs the house."""


def copy_to(folder: Path) -> Path:
    """Copy the database into a folder; the copy is consistent although others write meanwhile."""
    target = folder / NAMES[connection.vendor]
    if connection.vendor == "postgresql":
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", name())
        return target
    if not Path(settings.DATABASES["default"]["NAME"]).exists():
        raise Trouble("There is no database yet, so there is nothing to back up.")
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA ignore_check_constraints=ON")  # they call functions that the program brings along
        [found] = copy.execute("PRAGMA quick_check").fetchone()
    if found != "ok":
        raise Trouble(f"The database is damaged: {found}. Nothing was kept; older backups are the better copy.")
    return target


def log_of(copy: Path) -> Report:
    """Verify the public log inside a copy."""
    try:
        return verify(_lines_of_dump(copy) if copy.suffix == ".dump" else _lines_of_file(copy))
    except sqlite3.DatabaseError as damage:
        raise Trouble(f"The copied database cannot be read: {damage}.") from damage


def _lines_of_file(copy: Path) -> Iterator[str]:
    with contextlib.closing(sqlite3.connect(copy)) as opened:
        for row in opened.execute("SELECT sealed FROM ledger_entry ORDER BY number"):
            yield row[0]


def _lines_of_dump(copy: Path) -> Iterator[str]:
    """The sealed texts in a dump, in the order of their numbers."""
    table = run("pg_restore", "--data-only", "--table=ledger_entry", "--file=-", str(copy))
    rows = table.partition("COPY ")[2].split("\n")
    columns = rows[0][rows[0].index("(") + 1 : rows[0].index(")")].split(", ")
    number, sealed = columns.index("number"), columns.index("sealed")
    cells = [row.split("\t") for row in rows[1 : rows.index("\\.")]]
    yield from (unescaped(row[sealed]) for row in sorted(cells, key=lambda row: int(row[number])))


def unescaped(cell: str) -> str:
    """A cell as it was before COPY wrote it."""
    pieces = iter(cell.split("\\"))
    whole = next(pieces)
    for piece in pieces:
        if piece == "":  # an escaped backslash: what follows it stands as it is
            whole += "\\" + next(pieces, "")
        else:
            whole += ESCAPES.get(piece[0], piece[0]) + piece[1:]
    return whole


def pending() -> list[str]:
    """The steps that bring the tables up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}, {step.name}" for step, _back in plan]


def is_empty() -> bool:
    """Whether no database stands in this place; an unused file that a first connection left does not count."""
    if connection.vendor == "postgresql":
        return not connection.introspection.table_names()
    path = Path(settings.DATABASES["default"]["NAME"])
    return not path.exists() or path.stat().st_size == 0


def place(copy: Path) -> None:
    """Make a copy the database of this place."""
    if connection.vendor == "postgresql":
        run("pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={name()}", str(copy))
    else:
        os.replace(copy, settings.DATABASES["default"]["NAME"])


def name() -> str:
    return settings.DATABASES["default"]["NAME"]


def run(program: str, *arguments: str) -> str:
    """What one of PostgreSQL's own programs says. The password goes through its environment, never its arguments."""
    if not shutil.which(program):
        raise Trouble(f"{program} is not on this machine. Install it: sudo apt install postgresql-client")
    at = settings.DATABASES["default"]
    known = {f"PG{part}": at[part] for part in ("HOST", "PORT", "USER", "PASSWORD") if at.get(part)}
    done = subprocess.run([program, *arguments], env=os.environ | known, capture_output=True, encoding="utf-8")
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        raise Trouble(f"{program} did not manage it: {said}")
    return done.stdout
