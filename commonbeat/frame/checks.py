"""Checks at start: the house does not open its door on a broken lock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

from commonbeat.ledger import record

#: SQLite before this release can corrupt a write-ahead log when it is reset
SAFE_SQLITE = (3, 51, 3)


@register(Tags.database)
def ledger_is_protected(app_configs: Any, databases: Any, **kwargs: Any) -> list[CheckMessage]:
    """The triggers that refuse to change the ledger are there (SQLite loses them when a table is remade)."""
    if not databases or "ledger_entry" not in connection.introspection.table_names():
        return []
    return [
        Error(f"The public log has lost its protection: {name}. Restore from a backup.", id="commonbeat.E001")
        for name in record.protection_missing()
    ]


@register()
def sqlite_is_safe(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The SQLite in use has the fix of the WAL-reset corruption."""
    import sqlite3

    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} can lose data when its log is reset; use PostgreSQL, or {SAFE_SQLITE}.",
            id="commonbeat.W001",
        )
    ]


@register()
def mail_is_on(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Where mail is off, the house says so at start and not when the first resident waits for a link."""
    if settings.MAIL_IS_ON:
        return []
    return [Warning("Mail is off: set COMMONBEAT_MAIL. Letters wait until it is on.", id="commonbeat.W002")]
