"""Calendars as programs read them: iCalendar (RFC 5545, RFC 7986), written line by line. No Django here.

A meeting keeps its UID for good; each time it is moved or called off its SEQUENCE grows. Times stand on the wall clock
of their zone, with a VTIMEZONE that names every change of clocks around them, so that they are right on both sides of
one; a time that the clock shows twice, and that means the second, stands in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

#: octets of a line before it is folded, without its end
LONGEST = 75
_LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Meeting:
    """One meeting as a calendar shows it; ``ends`` is None where nobody said when it is over."""

    uid: str
    sequence: int
    changed: datetime
    starts: datetime
    ends: datetime | None
    title: str
    language: str
    address: str
    about: str = ""
    location: str = ""
    link: str = ""
    canceled: bool = False
    categories: Sequence[str] = field(default_factory=tuple)


def calendar(name: str, address: str, zone: ZoneInfo, meetings: Sequence[Meeting]) -> bytes:
    """A whole calendar file, in UTF-8 with lines that end as the standard asks."""
    changed = max((one.changed for one in meetings), default=None)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Commonbeat//Meetings//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}", f"SOURCE;VALUE=URI:{address}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT6H"] + ([f"LAST-MODIFIED:{utc(changed)}"] if changed else [])
    moments = [at for one in meetings for at in (one.starts, one.ends) if at]
    lines += zone_lines(zone, min(moments), max(moments)) if moments else []
    for one in meetings:
        lines += meeting_lines(one, zone)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) for line in lines).encode()


def meeting_lines(one: Meeting, zone: ZoneInfo) -> Iterator[str]:
    """The lines of one meeting, not folded yet."""
    tongue = f";LANGUAGE={one.language}" if one.language else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{utc(one.changed)}"
    yield f"LAST-MODIFIED:{utc(one.changed)}"
    yield f"SEQUENCE:{one.sequence}"
    yield from times(one, zone)
    yield f"SUMMARY{tongue}:{escaped(one.title)}"
    if one.about:
        yield f"DESCRIPTION{tongue}:{escaped(one.about)}"
    if one.location:
        yield f"LOCATION:{escaped(one.location)}"
    if one.link:
        yield f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{one.link}"
    if one.categories:
        yield f"CATEGORIES:{','.join(map(escaped, one.categories))}"
    yield f"URL:{one.address}"
    yield f"STATUS:{'CANCELLED' if one.canceled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT" if one.canceled else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def times(one: Meeting, zone: ZoneInfo) -> Iterator[str]:
    """Start and end as clocks show them in the zone; both in UTC where one stands in an hour that is shown again."""
    named = [(name, at.astimezone(zone)) for name, at in (("DTSTART", one.starts), ("DTEND", one.ends)) if at]
    again = any(local.fold for _name, local in named)
    for name, local in named:
        yield f"{name}:{utc(local)}" if again else f"{name};TZID={zone.key}:{local.strftime(_LOCAL)}"


def utc(at: datetime) -> str:
    """A moment in UTC."""
    return at.astimezone(UTC).strftime(f"{_LOCAL}Z")


def zone_lines(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[str]:
    """A VTIMEZONE with every change of clocks from a year before the first moment until a year after the last."""
    year = timedelta(days=366)
    changes = list(_changes(zone, first - year, last + year))
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    if not changes:
        start = (first - year).astimezone(zone)
        yield from _observance("STANDARD", [start.replace(tzinfo=None)], _offset(start), _offset(start), start.tzname())
    alike: dict[tuple[str, str, str | None, bool], list[datetime]] = {}
    for at in changes:
        before, after = (at - timedelta(seconds=1)).astimezone(zone), at.astimezone(zone)
        onset = (at + before.utcoffset()).replace(tzinfo=None)  # as the clock showed it that was about to be changed
        alike.setdefault((_offset(before), _offset(after), after.tzname(), bool(after.dst())), []).append(onset)
    for (was, now, name, summer), onsets in alike.items():
        yield from _observance("DAYLIGHT" if summer else "STANDARD", onsets, was, now, name)
    yield "END:VTIMEZONE"


def _observance(kind: str, onsets: list[datetime], was: str, now: str, name: str | None) -> Iterator[str]:
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onsets[0].strftime(_LOCAL)}"
    if onsets[1:]:
        yield f"RDATE:{','.join(one.strftime(_LOCAL) for one in onsets[1:])}"
    yield f"TZOFFSETFROM:{was}"
    yield f"TZOFFSETTO:{now}"
    yield f"TZNAME:{name}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments in UTC, to the second, at which clocks of the zone change."""
    day, at = timedelta(days=1), first.astimezone(UTC).replace(microsecond=0)
    while at < last:
        if _shown(at, zone) != _shown(at + day, zone):
            low, high = at, at + day
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
                low, high = (low, middle) if _shown(middle, zone) != _shown(at, zone) else (middle, high)
            yield high
        at += day


def _shown(at: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _offset(local: datetime) -> str:
    """How far the clock is from UTC: "-0500"."""
    seconds = int((local.utcoffset() or timedelta()).total_seconds())
    hours, rest = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{rest:02}"


def escaped(text: str) -> str:
    """Text as a value: commas, semicolons, backslashes and line ends do not end it; what no file may hold is out."""
    kept = "".join(one for one in text.replace("\r\n", "\n").replace("\r", "\n") if one >= " " or one in "\n\t")
    for sign in ("\\", ";", ","):
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def folded(line: str) -> str:
    """The line with its end, broken so that no part is longer than 75 octets and no letter is cut in two."""
    parts, part, room = [], "", LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", LONGEST - 1  # a part that goes on begins with a space
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part]) + "\r\n"
