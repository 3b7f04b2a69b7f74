"""A moment as a file spells it, at the agency: hours that a night of a clock change skips or has twice are told."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

#: spellings without a date: the end of what begins on a known day
HOURS = ("%I:%M %p", "%I %p", "%H:%M:%S", "%H:%M")
#: years of which a calendar can speak; what lies outside is a slip
YEARS = range(1900, 2200)
#: the longest that a meeting is believed to last
LONGEST = timedelta(hours=12)

SKIPPED = "begins in an hour that the clocks skip that night"
TWICE = "begins in an hour that comes twice that night: the first is taken"
NO_HOUR = "has a day and no hour"


def moment(text: str, formats: tuple[str, ...], zone: ZoneInfo) -> tuple[datetime, list[str]] | None:
    """The moment in UTC and what is in doubt about it; None where no spelling fits.

    A spelling with its own zone or offset keeps it; any other means the agency's clocks.
    """
    read = _read(_plain(text), formats)
    if read is None or read.year not in YEARS:
        return None
    doubts = [] if re.search(r":|\d\s*[ap]\.?m", text, re.IGNORECASE) else [NO_HOUR]
    if read.tzinfo is not None:
        return read.astimezone(UTC), doubts
    at = read.replace(tzinfo=zone)
    back = at.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != read:
        doubts.append(SKIPPED)
    elif at.utcoffset() != at.replace(fold=1).utcoffset():
        doubts.append(TWICE)
    return at.astimezone(UTC), doubts


def end(text: str, start: datetime, formats: tuple[str, ...], zone: ZoneInfo) -> datetime | None:
    """When it ends, in UTC: a moment, or an hour of the day on which it began, or of the next where that is past."""
    whole = moment(text, formats, zone)
    if whole is not None:
        return whole[0]
    hour = _read(_plain(text), HOURS)
    if hour is None:
        return None
    day = start.astimezone(zone).date()
    ends = _on(day, hour, zone)
    if ends <= start and (later := _on(day + timedelta(days=1), hour, zone)) - start <= LONGEST:
        return later
    return ends


def _on(day: date, hour: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour.time(), zone).astimezone(UTC)


def _plain(text: str) -> str:
    """ "6:30 p.m." and "6:30PM" as "6:30 PM"."""
    return re.sub(r"\s*([ap])\.?m\.?$", lambda found: f" {found[1]}M".upper(), text.strip(), flags=re.IGNORECASE)


def _read(text: str, formats: tuple[str, ...]) -> datetime | None:
    if re.match(r"\d{4}-?\d\d-?\d\d", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    for spelling in formats:
        try:
            return datetime.strptime(text, spelling)  # noqa: DTZ007  # a file's own clock; the zone is added above
        except ValueError:
            continue
    return None
