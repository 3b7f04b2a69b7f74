"""Whole houses in folders and databases of their own, for tests that run the program as its owner does."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = """
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
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


def postgresql():
    """The address of a fresh database on the test server."""
    server = os.environ.get("COMMONBEAT_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: COMMONBEAT_TEST_POSTGRES names no server")
    import psycopg

    name = f"house_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return server.rsplit("/", 1)[0] + f"/{name}"
