"""The database itself refuses to change the ledger, and its lost protection is noticed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry

INSERT = "INTO ledger_entry (number, sealed, digest, at) VALUES"
REFUSED = [
    "UPDATE ledger_entry SET sealed = 'x' WHERE number = 1",
    "UPDATE ledger_entry SET number = 9 WHERE number = 2",
    "UPDATE ledger_entry SET person_id = 5",
    "DELETE FROM ledger_entry",
    f"INSERT {INSERT} (1, 'x', 'x', '2026-01-01')",
    f"INSERT {INSERT} (7, 'x', 'x', '2026-01-01')",
    f"INSERT {INSERT} (0, 'x', 'x', '2026-01-01')",
    f"INSERT {INSERT} (1, 'x', 'x', '2026-01-01') ON CONFLICT (number) DO UPDATE SET sealed = 'x'",
]
#: the ways of one engine only
REFUSED += {
    "sqlite": [
        f"REPLACE {INSERT} (1, 'x', 'x', '2026-01-01')",
        "REPLACE INTO ledger_entry (rowid, number, sealed, digest, at) VALUES (1, 3, 'x', 'x', '2026-01-01')",
        "UPDATE OR REPLACE ledger_entry SET number = 1 WHERE number = 2",
    ],
    "postgresql": ["TRUNCATE ledger_entry", "TRUNCATE ledger_entry CASCADE"],
}[connection.vendor]
#: leaves the table without one of its triggers, and which that is
LOST = {
    "sqlite": [
        ("DROP TRIGGER ledger_entry_no_delete", ["ledger_entry_no_delete"]),
        (
            "DROP TRIGGER ledger_entry_no_update; CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry "
            "BEGIN SELECT 1! END",
            ["ledger_entry_no_update"],
        ),
        (
            "ALTER TABLE ledger_entry RENAME TO old; CREATE TABLE ledger_entry AS SELECT * FROM old",
            ["ledger_entry_in_order", "ledger_entry_no_delete", "ledger_entry_no_update"],
        ),
    ],
    "postgresql": [
        ("DROP TRIGGER ledger_entry_no_delete ON ledger_entry", ["ledger_entry_no_delete"]),
        ("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_truncate", ["ledger_entry_no_truncate"]),
        (
            "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NEW! END $$",
            ["ledger_entry_no_delete", "ledger_entry_no_truncate", "ledger_entry_no_update"],
        ),
        (
            "DROP TRIGGER ledger_entry_in_order ON ledger_entry; CREATE TRIGGER ledger_entry_in_order "
            "BEFORE INSERT ON ledger_entry FOR EACH ROW WHEN (NEW.number = 0) EXECUTE FUNCTION ledger_next()",
            ["ledger_entry_in_order"],
        ),
    ],
}[connection.vendor]


def seal(**facts: int) -> Entry:
    return record.seal("test", subject="house", by="clock", on=clock.today(), at=clock.now(), facts=facts)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(statement):
    seal(n=1)
    seal(n=2)
    before = list(Entry.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Entry.objects.values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize(("statements", "missing"), LOST)
def test_lost_protection_is_noticed(statements, missing):
    assert record.protection_missing() == []
    with connection.cursor() as cursor:
        for statement in statements.split("; "):
            cursor.execute(statement.replace("!", ";"))
    assert record.protection_missing() == missing


BACK_AND_FORTH = """
import django; django.setup()
from django.core.management import call_command
from commonbeat.ledger import record
for to in ("0001", "0002"):
    call_command("migrate", "ledger", to, verbosity=0, skip_checks=True)
    print(len(record.protection_missing()) >= len(record.TRIGGERS))
print(record.protection_missing())
"""


@pytest.mark.sqlite
def test_protection_can_be_taken_off_and_put_back_by_migration(ledger):
    assert ledger.run(BACK_AND_FORTH) == "True\nFalse\n[]\n"
