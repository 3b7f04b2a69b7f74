"""The one clock. Everything asks it for the time; only a demo's database can move it."""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from commonbeat.ledger import record

_moved: contextvars.ContextVar[datetime | None] = contextvars.ContextVar("moved", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    return _moved.get() or datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """The date of the present moment in a time zone such as "America/New_York"."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextlib.contextmanager
def moved(moment: datetime) -> Iterator[None]:
    """Within the block it is ``moment``. Refused outside a demo: an agency's clock cannot be moved."""
    if record.is_demo() is False:
        raise RuntimeError("Only the clock of a demo can be moved.")
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
