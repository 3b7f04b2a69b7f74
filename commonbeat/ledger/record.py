"""How an entry is made: sealed over the exact stored bytes, chained to the one before, in the act's own transaction.

Only dates are sealed, never times: between two timed neighbors a giver's entry would be timed as well.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from commonbeat.ledger.models import Entry

#: the ``previous`` of the first entry
NOTHING_BEFORE = "0" * 64
#: key of PostgreSQL's advisory lock that puts writers in a row ("beat" in ASCII)
LOCK = 0x62656174
#: so many newest entries are read first where one is looked for that was sealed a moment ago
JUST_SEALED = 200
TRIGGERS = ("ledger_entry_no_update", "ledger_entry_no_delete", "ledger_entry_in_order")
#: what never changes again once it is so, asked once per process: whether it is a demo, whether its door is open
SETTLED: dict[str, bool] = {}


def seal(
    verb: str,
    *,
    subject: str,
    by: str,
    on: date,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    made: str | None = None,
    commitment: str | None = None,
    person_id: int | None = None,
    giver_id: int | None = None,
) -> Entry:
    """Append an entry. Must run inside the transaction of the act that it records, as its last step.

    Raises TypeError where ``on`` carries a time, ValueError where a fact cannot be spelled in JSON and UTF-8.
    """
    if isinstance(on, datetime):
        raise TypeError("An entry is sealed with its date, never with a time.")
    _stand_in_line()
    last = head()
    number = last.number + 1 if last else 1
    content: dict[str, Any] = {
        "number": number,
        "previous": last.digest if last else NOTHING_BEFORE,
        "verb": verb,
        "subject": subject,
        "facts": dict(facts or {}),
        "by": by,
        "on": on.isoformat(),
    }
    content |= {name: value for name, value in (("made", made), ("commitment", commitment)) if value is not None}
    sealed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    digest = hashlib.sha256(sealed.encode()).hexdigest()
    return Entry.objects.create(
        number=number, sealed=sealed, digest=digest, at=at, person_id=person_id, giver_id=giver_id
    )


def _stand_in_line() -> None:
    """Wait until no other writer is between reading the newest entry and its commit.

    On SQLite the transaction itself, begun IMMEDIATE, is the only writer.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An entry is sealed inside the transaction of its act.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def new_nonce() -> bytes:
    """Thirty-two random bytes that lie beside words and open their commitment."""
    return secrets.token_bytes(32)


def commitment(nonce: bytes, text: str) -> str:
    """HMAC-SHA-256 of the words under their nonce, in hex: proves the words to whoever has both."""
    return hmac.new(nonce, text.encode(), hashlib.sha256).hexdigest()


class Head(NamedTuple):
    """Where the log ends: the newest entry's number, its sealed text and the digest on which the next one builds."""

    number: int
    sealed: str
    digest: str


def head() -> Head | None:
    """The newest entry. Nearly every request asks for it, so it is asked for in SQL's own words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, sealed, digest FROM ledger_entry ORDER BY number DESC LIMIT 1")
        row = cursor.fetchone()
    return Head(*row) if row else None


def lines(after: int = 0) -> Iterator[str]:
    """The exact sealed texts after an entry's number, in order."""
    rows = Entry.objects.filter(number__gt=after).order_by("number")
    return rows.values_list("sealed", flat=True).iterator(chunk_size=2000)


def first_entry() -> dict[str, Any] | None:
    """The founding entry, in which "demo" is sealed."""
    first = Entry.objects.filter(number=1).first()
    return first.said if first else None


def is_demo() -> bool | None:
    """Whether this is a demo's database; None before it is founded. Read once per process."""
    if "demo" not in SETTLED:
        founding = first_entry()
        if founding is None:
            return None
        SETTLED["demo"] = bool(founding["facts"].get("demo"))
    return SETTLED["demo"]


def forget_demo() -> None:
    """Ask everything that is settled again, as a restored house and tests with many databases need."""
    SETTLED.clear()


def protection_missing() -> list[str]:
    """The names of the triggers that should refuse changes and do not: gone, asleep, or not as they were made."""
    postgresql = connection.vendor == "postgresql"
    made = importlib.import_module("commonbeat.ledger.migrations.0002_append_only")
    wanted = _wanted(made.POSTGRESQL if postgresql else made.SQLITE)
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS_OF_POSTGRESQL if postgresql else _TRIGGERS_OF_SQLITE)
        found = {name: tuple(_plain(part) for part in parts if part) for name, *parts in cursor.fetchall()}
    return sorted(name for name, parts in wanted.items() if found.get(name) != parts)


_TRIGGERS_OF_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'"
_TRIGGERS_OF_POSTGRESQL = """
    SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true), prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = to_regclass('ledger_entry') AND tgenabled IN ('O', 'A')"""


def _wanted(statements: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Trigger → how it is spelled and, on PostgreSQL, the body of its function."""
    bodies = {
        found[1]: found[2] for one in statements if (found := re.search(r"FUNCTION (\w+).*\$\$(.*)\$\$", one, re.S))
    }
    wanted: dict[str, tuple[str, ...]] = {}
    for one in statements:
        if named := re.match(r"CREATE TRIGGER (\w+)", one):
            calls = re.search(r"EXECUTE FUNCTION (\w+)", one)
            wanted[named[1]] = (_plain(one), _plain(bodies[calls[1]])) if calls else (_plain(one),)
    return wanted


def _plain(code: str) -> str:
    return " ".join(code.split())


def sealing(commitment: str) -> int | None:
    """The number of the newest entry with this commitment; a fresh one is found without reading the whole log."""
    newest, named = head(), f'%"commitment":"{commitment}"%'
    last = newest.number if newest else 0
    with connection.cursor() as cursor:
        for after in (last - JUST_SEALED, 0):
            cursor.execute("SELECT MAX(number) FROM ledger_entry WHERE number > %s AND sealed LIKE %s", [after, named])
            (found,) = cursor.fetchone()
            if found is not None:
                return int(found)
    return None


def entry(number: int) -> Entry | None:
    """The entry of this number."""
    return Entry.objects.filter(number=number).first()


def entries(subject: str = "") -> QuerySet[Entry]:
    """Entries, newest first; those that name a subject such as "topic 3" where one is given."""
    rows = Entry.objects.order_by("-number")
    if not subject:
        return rows
    name = json.dumps(subject, ensure_ascii=False)
    return rows.filter(Q(sealed__contains=f'"subject":{name}') | Q(sealed__contains=f'"made":{name}'))
