"""Whole houses in folders and databases of their own, for tests that run the program as its owner does."""

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).parents[1]
#: the address of a PostgreSQL on which databases can be made
SERVER = os.environ.get("COMMONBEAT_TEST_POSTGRES")
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0, skip_checks=True)
connection.close()
"""
BUILD = """
import django; django.setup()
from django.conf import settings
from commonbeat.people import actions
from commonbeat.people.actor import CLOCK, actor_for
agency = actions.found(None, by=CLOCK, name="Test \\\\ Police\\tand 'ñ'", email="coordinator@example.org", demo=False)
by = actor_for(actions.person_with("coordinator@example.org"))
actions.settle(
    agency, by=by, values={"witnesses": ["a@b.example", "c@d.example"]}, named=["witnesses"], witnesses=2
)
for n in range(20):
    actions.add_organization(agency, by=by, name=f"Board {n}", kind="board", about="tab\\tline\\nback\\\\slash")
(settings.FILES / "ab").mkdir(parents=True)
(settings.FILES / "ab" / "proof").write_bytes(bytes(range(256)) * 500)
"""


def environment(data, database=""):
    own = {"COMMONBEAT_DATA": str(data), "COMMONBEAT_DATABASE": database}
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "commonbeat.settings", "PYTHONWARNINGS": "ignore"}


def python(data, code, database=""):
    subprocess.run([sys.executable, "-c", code], env=environment(data, database), cwd=ROOT, check=True)


def postgresql(like=""):
    """The address of a fresh database on the test server; with all that stands in another one."""
    if not SERVER:
        pytest.skip("no PostgreSQL: COMMONBEAT_TEST_POSTGRES names no server")
    name, template = f"house_{uuid.uuid4().hex[:12]}", like.rpartition("/")[2] or "template1"
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    atexit.register(on_server, f'DROP DATABASE "{name}" WITH (FORCE)')
    return SERVER.rsplit("/", 1)[0] + f"/{name}"


def on_server(statement):
    with psycopg.connect(SERVER, autocommit=True) as admin:
        admin.execute(statement)


@functools.cache
def migrated(engine):
    """An empty house's database, made once in each process: its file, or its address."""
    data = Path(tempfile.mkdtemp(dir=os.environ["COMMONBEAT_DATA"]))
    address = postgresql() if engine == "postgresql" else ""
    python(data, MIGRATE, address)
    return address or data / "commonbeat.sqlite3"


def empty(data, engine="sqlite"):
    """Put an empty house into a folder; the address of its database, "" where it lies in the folder too."""
    data.mkdir(parents=True, exist_ok=True)
    if engine == "postgresql":
        return postgresql(like=migrated(engine))
    shutil.copy(migrated(engine), data)
    return ""


def built(data, engine="sqlite"):
    """The house of BUILD in this folder; the address of its database."""
    address = empty(data, engine)
    python(data, BUILD, address)
    return address
