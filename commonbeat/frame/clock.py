"""The one clock. Everything asks it for the time; only a demo's database can move it.

Dates are the agency's: the room of people tells the clock at start where to read the agency's time zone.
"""

from __future__ import annotations

import contextlib
import contextvars
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from commonbeat.ledger import record

_moved: contextvars.ContextVar[datetime | None] = contextvars.ContextVar("moved", default=None)
#: seconds for which a process keeps the agency's time zone before it asks again
ZONE_KEPT = 10.0
_ask_zone: Callable[[], str] | None = None
_zone: tuple[float, str] | None = None


def now() -> datetime:
    """The present moment, in UTC."""
    return _moved.get() or datetime.now(UTC)


def today(zone: str = "") -> date:
    """The date of the present moment at the agency, or in a time zone such as "America/New_York"."""
    return now().astimezone(ZoneInfo(zone or _agency_zone())).date()


def days_late(due: date) -> int:
    """Whole days since something was due; 0 while it is not late."""
    return max(0, (today() - due).days)


def ask_zone(answer: Callable[[], str]) -> None:
    """Say once, at start, what tells the agency's time zone."""
    global _ask_zone
    _ask_zone = answer


def forget_zone() -> None:
    """Ask for the agency's time zone again at the next date: it was settled anew."""
    global _zone
    _zone = None


def fresh_zone() -> None:
    """Ask for the agency's time zone now, so that no date asks for a while: what counts queries begins with this."""
    forget_zone()
    _agency_zone()


def _agency_zone() -> str:
    global _zone
    if _zone is None or time.monotonic() - _zone[0] > ZONE_KEPT:
        _zone = (time.monotonic(), _ask_zone() if _ask_zone else "UTC")
    return _zone[1]


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
