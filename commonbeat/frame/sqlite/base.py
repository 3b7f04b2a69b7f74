"""Django's SQLite, but for where a transaction waits: for its turn in a line, and for the disk when it has left it.

SQLite lets one write at a time and, set to lose nothing, waits for the disk before it lets in the next one. Whoever
finds it taken asks again after ever longer pauses. So a slow disk decides how many can act in a second, and chance
whose turn is next. Here a transaction takes its turn among the threads of its process, commits, makes way, and only
then waits for the disk, together with all others that wait. Nothing is acknowledged before it is on the disk.
"""

from __future__ import annotations

import os
import threading
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

#: whose transaction it is, of the threads of this process
_turn = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. What is written outside a transaction waits for the disk within SQLite, as ever."""

    has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            return super()._start_transaction_under_autocommit()
        if not _turn.acquire(timeout=self.settings_dict["OPTIONS"]["timeout"]):
            raise OperationalError("database is locked")
        self.has_turn = True
        self.connection.execute("PRAGMA synchronous=NORMAL")
        try:
            return super()._start_transaction_under_autocommit()
        except OperationalError:
            self._make_way()
            raise

    def _commit(self) -> None:
        super()._commit()
        if self.has_turn:
            self._make_way()
            self._reach_disk()

    def _rollback(self) -> None:
        super()._rollback()
        if self.has_turn:
            self._make_way()

    def _close(self) -> None:
        super()._close()
        if self.has_turn:
            self._pass_on()

    def _make_way(self) -> None:
        self._pass_on()
        self.connection.execute("PRAGMA synchronous=FULL")

    def _pass_on(self) -> None:
        self.has_turn = False
        _turn.release()

    def _reach_disk(self) -> None:
        """Wait until all that stands in the write-ahead log is on the disk. Many who wait at once wait together.

        Where SQLite has meanwhile moved the log's contents into the database, it has put both on the disk itself.
        """
        try:
            log = os.open(f"{self.settings_dict['NAME']}-wal", os.O_RDONLY)
        except FileNotFoundError:
            return
        try:
            _sync(log)
        finally:
            os.close(log)


#: macOS has the slower one alone
_sync: Any = getattr(os, "fdatasync", os.fsync)
