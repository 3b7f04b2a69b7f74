"""Files of records for tests: invented ones, and the real ones beside the project."""

import os
import tempfile
from pathlib import Path

import duckdb
import pytest

from commonbeat.measures import mapping as mappings
from commonbeat.measures.check import check
from commonbeat.measures.given import receive
from commonbeat.measures.table import own_names

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
MAPPINGS = Path(__file__).parent / "mappings"
on_real_files = pytest.mark.skipif(
    not REAL.is_dir() and not os.environ.get("CI"), reason="the real records: ../shared is not here"
)
KEY = b"a key for tests"


def laid(folder, data, name="file.csv"):
    """A file with these bytes, or with this text."""
    path = Path(folder) / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def look(folder, data, how="stops", **more):
    """What the check of a file finds; ``how`` is a schema's name, or what a mapping says."""
    path = data if isinstance(data, Path) else laid(folder, data)
    private = Path(tempfile.mkdtemp(dir=folder))
    given = receive(path, private)
    told = mappings.mapping(how | more) if isinstance(how, dict) else own_names(given, how)
    return check(given, told, private, KEY)


def rows(checked, *columns):
    """The accepted rows: the values of these columns, as tuples; of one column, as they are."""
    told = duckdb.execute(f"SELECT {', '.join(columns)} FROM '{checked.records}'").fetchall()
    return [one for (one,) in told] if len(columns) == 1 else told


def said(checked):
    """Each problem: column, kind, how many rows, lines."""
    return [(one.column, one.kind, one.count, [line for line, _cell in one.lines]) for one in checked.problems]


def real(name, mapping, folder):
    """The check of a real file with its own mapping."""
    private = Path(tempfile.mkdtemp(dir=folder))
    return check(receive(REAL / name, private), mappings.read(MAPPINGS / f"{mapping}.toml"), private, KEY)
