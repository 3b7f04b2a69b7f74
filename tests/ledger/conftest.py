"""A fresh ledger in a database of its own, on either engine, worked on by processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).parents[2]
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "ledger", verbosity=0, skip_checks=True)
"""


class Ledger:
    """A database that holds a ledger and nothing else; every piece of code runs in a fresh process."""

    def __init__(self, folder: Path, address: str) -> None:
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "commonbeat.settings",
            "COMMONBEAT_DATA": str(folder),
            "COMMONBEAT_DATABASE": address,
        }
        self.run(MIGRATE)

    def start(self, code: str) -> subprocess.Popen[str]:
        """A process that can be spoken with through its pipes."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, env=self.environment, stdin=pipe, stdout=pipe,
            text=True,
        )  # fmt: skip

    def run(self, code: str) -> str:
        """What the code prints. Raises CalledProcessError, with what it said, where it fails."""
        command = [sys.executable, "-W", "ignore", "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, "code", done.stdout, done.stderr)
        return done.stdout


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path, "")


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Ledger]:
    """On a database that is made for one test on the server of COMMONBEAT_TEST_POSTGRES, and dropped after it."""
    server = os.environ.get("COMMONBEAT_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: COMMONBEAT_TEST_POSTGRES names no server")
    name = f"ledger_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Ledger(tmp_path, f"{server.rsplit('/', 1)[0]}/{name}")
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """The same test on both engines."""
    return request.getfixturevalue(f"on_{request.param}")
