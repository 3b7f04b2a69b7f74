"""Triggers that refuse to change, remove or overtake an entry.

On SQLite a REPLACE gets past a DELETE trigger, so an insert must carry the next number; and because it may name the
hidden rowid of an entry instead of its number, no insert may name a rowid that is taken. On PostgreSQL TRUNCATE is
refused as well.
"""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry
       WHEN NEW.number <> COALESCE((SELECT MAX(number) FROM ledger_entry), 0) + 1
         OR EXISTS (SELECT 1 FROM ledger_entry WHERE rowid = NEW.rowid)
       BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: not the next number'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    """CREATE FUNCTION ledger_next() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.number <> COALESCE((SELECT MAX(number) FROM ledger_entry), 0) + 1 THEN
          RAISE EXCEPTION 'the ledger is append-only: not the next number'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_entry_in_order BEFORE INSERT ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_next()""",
]
NAMES = ["no_update", "no_delete", "in_order"]


def protect(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ledger_refuse() CASCADE")
        schema_editor.execute("DROP FUNCTION ledger_next() CASCADE")
        return
    for name in NAMES:
        schema_editor.execute(f"DROP TRIGGER ledger_entry_{name}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
