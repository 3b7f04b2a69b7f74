"""The database itself refuses to change the ledger; eight writers at once lose nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.ledger.verify import verify

ROOT = Path(__file__).parents[2]
WRITERS, EACH = 8, 100
WRITE = """
import django; django.setup()
from django.db import transaction
from commonbeat.frame import clock
from commonbeat.ledger import record
for n in range({each}):
    with transaction.atomic():
        record.seal("test", subject="writer {writer}", by="clock", on=clock.today(), at=clock.now(), facts={{"n": n}})
"""
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "ledger", verbosity=0, skip_checks=True)
"""
READ = """
import django; django.setup()
from commonbeat.ledger import record, verify
report = verify.verify(record.lines())
print(report.holds, report.entries)
"""


def seal(**facts: int) -> Entry:
    return record.seal("test", subject="house", by="clock", on=clock.today(), at=clock.now(), facts=facts)


@pytest.mark.django_db
def test_the_chain_holds_and_counts():
    for n in range(20):
        seal(n=n)
    report = verify(record.lines())
    assert (report.holds, report.entries, report.head) == (True, 20, record.head().digest)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET sealed = 'x' WHERE number = 1",
        "UPDATE ledger_entry SET person_id = 5",
        "DELETE FROM ledger_entry",
        "INSERT INTO ledger_entry (number, sealed, digest, at) VALUES (1, 'x', 'x', '2026-01-01')",
        "INSERT INTO ledger_entry (number, sealed, digest, at) VALUES (7, 'x', 'x', '2026-01-01')",
        "REPLACE INTO ledger_entry (number, sealed, digest, at) VALUES (1, 'x', 'x', '2026-01-01')",
        "TRUNCATE ledger_entry",
    ],
)
def test_the_database_refuses(statement):
    seal(n=1)
    before = list(record.lines())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(record.lines()) == before


@pytest.mark.django_db
def test_lost_protection_is_noticed():
    assert record.protection_missing() == []
    drop = "DROP TRIGGER ledger_entry_no_delete" + (" ON ledger_entry" if connection.vendor == "postgresql" else "")
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert record.protection_missing() == ["ledger_entry_no_delete"]


def start(code: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, env=environment)


def read(code: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_eight_writers_at_once_lose_nothing(engine, tmp_path, record_property):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "commonbeat.settings", "COMMONBEAT_DATA": str(tmp_path)}
    environment["COMMONBEAT_DATABASE"] = postgresql() if engine == "postgresql" else ""
    read(MIGRATE, environment)
    began = time.monotonic()
    writers = [start(WRITE.format(each=EACH, writer=n), environment) for n in range(WRITERS)]
    assert [one.wait(120) for one in writers] == [0] * WRITERS
    record_property("entries a second", round(WRITERS * EACH / (time.monotonic() - began)))
    assert read(READ, environment) == f"True {WRITERS * EACH}\n"


def test_nothing_is_sealed_outside_a_transaction(tmp_path):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "commonbeat.settings", "COMMONBEAT_DATA": str(tmp_path)}
    environment["COMMONBEAT_DATABASE"] = ""
    read(MIGRATE, environment)
    outside = WRITE.format(each=1, writer=1).replace("with transaction.atomic():", "if True:")
    with pytest.raises(subprocess.CalledProcessError):
        read(outside, environment)
    assert read(READ, environment) == "False 0\n"


def postgresql() -> str:
    """The address of a fresh database on the test server."""
    server = os.environ.get("COMMONBEAT_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL: COMMONBEAT_TEST_POSTGRES names no server")
    import psycopg

    name = f"ledger_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return server.rsplit("/", 1)[0] + f"/{name}"
