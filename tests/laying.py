"""What many tests begin with: made through its acts once in each process, laid down from the rows it left after that.

Each test writes these rows itself, inside its own transaction, which is rolled back at its end: no test sees what
another wrote, and all that is shared are the rows as they were left. They are made anew through the acts where
something stands in the database already, with each hour, and where the clock stands before them: they hold dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.apps import apps
from django.db import connection, transaction

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.people.models import Person

#: rooms whose tables migrations fill, the same in every database
FILLED = {"auth", "contenttypes"}
#: table → its rows, oldest first
Rows = dict[str, list[tuple[object, ...]]]
_left: dict[str, tuple[datetime, Rows]] = {}


def lay(what: str, make: Callable[[], object]) -> None:
    """Lay down what ``make`` leaves in an empty database, known as ``what``; elsewhere make it."""
    record.forget_demo()  # what the process has settled about the house before it
    clock.forget_zone()
    now = clock.now()
    since, found = _left.get(what, (now, {}))
    if found and since <= now < next_hour(since) and not (Entry.objects.exists() or Person.objects.exists()):
        with connection.cursor() as cursor:
            for table, some in found.items():
                cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(some[0]))})", some)
        return
    is_empty = not rows()
    make()
    if is_empty:
        _left[what] = now, rows()


def next_hour(moment: datetime) -> datetime:
    """When the next hour begins, and with it, somewhere, the next day."""
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def rows() -> Rows:
    """All that stands in the database beside what migrations fill in."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label not in FILLED]
    found = {}
    with connection.cursor() as cursor:
        for table in (one._meta.db_table for one in models):
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found[table] = [tuple(map(bindable, row)) for row in cursor.fetchall()]
    return {table: some for table, some in found.items() if some}


def bindable(value: object) -> object:
    """A value as every database takes it back; SQLite's driver knows no time of day."""
    return value.isoformat() if isinstance(value, time) else value


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is taken back at the end: so each example of a property has the house to itself."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
