"""What the clock on the wall says, made a moment: clocks that go forward skip an hour, those that go back repeat one.

No Django here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NoSuchTime(ValueError):
    """A time that no clock shows on that day, because clocks go forward."""


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment in UTC at which clocks in a zone show this time; of a repeated hour the first.

    Raises NoSuchTime for a time that clocks skip on that day.
    """
    local = datetime.combine(day, at, zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(f"{day} {at}")
    return found


def span(day: date, starts: time, ends: time | None, zone: ZoneInfo) -> tuple[datetime, datetime | None]:
    """From when to when, in UTC; what ends before it starts ends on the next day.

    Raises NoSuchTime as ``moment`` does.
    """
    first = moment(day, starts, zone)
    if ends is None:
        return first, None
    last = moment(day, ends, zone)
    return first, last if last > first else moment(day + timedelta(days=1), ends, zone)
