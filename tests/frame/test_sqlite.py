"""A transaction on SQLite: its turn is passed on whatever happens, and it is on the disk before it is acknowledged."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from commonbeat.frame.sqlite.base import DatabaseWrapper, _turn

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
opened: list[str] = []
sys.addaudithook(lambda what, given: opened.append(str(given[0])) if what == "open" else None)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[DatabaseWrapper]:
    database = another(tmp_path)
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE things (name TEXT UNIQUE)")
    yield database
    database.close()


def another(folder: Path, **options: Any) -> DatabaseWrapper:
    """One more connection to the database in a folder, as another thread has it."""
    settings = connection.settings_dict
    own = {"NAME": folder / "trial.sqlite3", "OPTIONS": settings["OPTIONS"] | options}
    return DatabaseWrapper(settings | own, "trial")


@contextmanager
def begun(database: DatabaseWrapper) -> Iterator[None]:
    """A transaction, as Django's atomic() begins and ends it."""
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        yield
        database.commit()
    except BaseException:
        database.rollback()
        raise
    finally:
        database.set_autocommit(True)


def ask(database: DatabaseWrapper, sql: str) -> Any:
    with database.cursor() as cursor:
        return cursor.execute(sql).fetchone()


def test_what_is_committed_makes_way_and_is_then_put_on_the_disk(one: DatabaseWrapper) -> None:
    log = f"{one.settings_dict['NAME']}-wal"
    with begun(one):
        ask(one, "INSERT INTO things VALUES ('kept')")
        assert (ask(one, "PRAGMA synchronous"), _turn.locked()) == ((1,), True)
        opened.clear()
    assert opened == [log]
    assert (ask(one, "PRAGMA synchronous"), _turn.locked()) == ((2,), False)


def test_what_fails_passes_its_turn_on_and_nothing_of_it_is_kept(one: DatabaseWrapper) -> None:
    with pytest.raises(ZeroDivisionError), begun(one):
        ask(one, "INSERT INTO things VALUES ('gone')")
        1 / 0  # noqa: B018
    assert (ask(one, "SELECT COUNT(*) FROM things"), ask(one, "PRAGMA synchronous")) == ((0,), (2,))
    assert not _turn.locked()


def test_a_connection_that_breaks_passes_its_turn_on(one: DatabaseWrapper, tmp_path: Path) -> None:
    other = another(tmp_path)
    other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert _turn.locked()
    other.close()
    assert not _turn.locked()


def test_who_waits_for_long_is_told_and_waits_no_more(one: DatabaseWrapper, tmp_path: Path) -> None:
    other = another(tmp_path, timeout=0.05)
    with begun(one), pytest.raises(OperationalError, match="database is locked"), begun(other):
        pass  # of this process
    elsewhere = one.Database.connect(tmp_path / "trial.sqlite3", isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked"), begun(other):
        pass  # of another process
    elsewhere.close()
    assert not _turn.locked()
    with begun(other):
        ask(other, "INSERT INTO things VALUES ('after all')")
    assert ask(one, "SELECT name FROM things") == ("after all",)
    other.close()


def test_of_many_threads_each_gets_its_turn(one: DatabaseWrapper, tmp_path: Path) -> None:
    def write(number: int) -> None:
        own = another(tmp_path)
        for turn in range(10):
            with begun(own):
                (count,) = ask(own, "SELECT COUNT(*) FROM things")
                ask(own, f"INSERT INTO things VALUES ('{count} of {number} {turn}')")
        own.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask(one, "SELECT COUNT(DISTINCT substr(name, 1, instr(name, ' '))), COUNT(*) FROM things") == (40, 40)


def test_a_database_in_memory_waits_for_no_disk() -> None:
    with begun(DatabaseWrapper(connection.settings_dict | {"NAME": ":memory:"}, "trial")):
        assert not _turn.locked()
