"""Calendars as .ics files (RFC 5545): each entry is a meeting, a repeating one as many as it has days.

Days are expanded in the zone in which the entry is written, so that a meeting at seven stays at seven over a clock
change. What is called off, moved or left out of a repetition is as the file says.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commonbeat.gatherings.reading import meetings, repeating
from commonbeat.gatherings.reading.mapping import Mapping
from commonbeat.gatherings.reading.meetings import Left, Meeting, Sheet
from commonbeat.gatherings.reading.moments import LONGEST, NO_HOUR, YEARS
from commonbeat.gatherings.reading.table import Unreadable, decoded

#: why a file or a mapping cannot be used
NO_ENTRIES = "This calendar has no entries."

UNKNOWN_ZONE = "names a time zone that is not known here: read by the agency's clocks"
UNKNOWN_RULE = "repeats in a way that is not understood here: only its first day is taken in"
LONGEST_UID = 200
#: zones as one widespread office program calls them
OFFICE_ZONES = {
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "US Mountain Standard Time": "America/Phoenix",
    "Pacific Standard Time": "America/Los_Angeles",
    "Alaskan Standard Time": "America/Anchorage",
    "Hawaiian Standard Time": "Pacific/Honolulu",
}


@dataclass
class Entry:
    """One entry of a calendar: the line on which it begins, and its properties with their parameters."""

    line: int
    told: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The words of a property, its escapes undone; "" where it is not told."""
        words = self.told.get(name, [({}, "")])[0][1]
        return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], words)


def is_calendar(data: bytes) -> bool:
    """Whether a file is a calendar and no table."""
    return b"BEGIN:VCALENDAR" in data[:2000].upper()


def read(data: bytes, mapping: Mapping, zone: ZoneInfo, last: date) -> Sheet:
    """The entries of a calendar as meetings, repeating ones up to the day ``last``."""
    entries = list(_entries(decoded(data)))
    if not entries:
        raise Unreadable(NO_ENTRIES)
    moved = {(one.text("UID"), _moment(one, "RECURRENCE-ID", zone)) for one in entries if "RECURRENCE-ID" in one.told}
    found: list[Meeting] = []
    left: list[Left] = []
    for entry in entries:
        title = meetings.line_of(entry.text("SUMMARY"))
        starts = _moment(entry, "DTSTART", zone)
        if not title or starts is None:
            left.append(Left(entry.line, meetings.NO_START if title else meetings.NO_TITLE, title))
            continue
        found += _meetings(
            entry, starts, meetings.told(entry.line, title, "", entry.text("DESCRIPTION"), mapping), zone, last, moved
        )
    return meetings.once(found, left)


def _meetings(
    entry: Entry, starts: datetime, one: Meeting, zone: ZoneInfo, last: date, moved: set[tuple[str, datetime | None]]
) -> Iterator[Meeting]:
    """The meetings of one entry: itself, or each of its days that is neither left out nor moved."""
    uid, lasts = entry.text("UID"), _lasts(entry, starts, zone)
    doubts = [*one.doubts, *_doubts(entry, lasts)]
    one = replace(
        one,
        location=meetings.line_of(entry.text("LOCATION"))[: meetings.LONGEST_LOCATION],
        is_canceled=one.is_canceled or entry.text("STATUS").upper() == "CANCELLED",
        sequence=int(entry.text("SEQUENCE")[:9]) if entry.text("SEQUENCE").isdecimal() else 0,
        changed=entry.text("LAST-MODIFIED"),
    )
    every, is_known = _days(entry, starts, last)
    doubts += [] if is_known else [UNKNOWN_RULE]
    own_place = _moment(entry, "RECURRENCE-ID", zone)
    repeats = len(every) > 1 or "RRULE" in entry.told or own_place is not None
    without = {_read(params, value, zone)[0] for params, value in _values(entry, "EXDATE")}
    for at in every:
        if at in without or (own_place is None and (uid, at) in moved):
            continue
        ends = at + lasts if lasts and lasts > timedelta() else None
        name = _uid(uid, own_place or at, repeats) or meetings.uid_of("", at.isoformat(), one.title)
        utc = at.astimezone(UTC)
        yield replace(one, uid=name, starts_at=utc, ends_at=ends and ends.astimezone(UTC), doubts=tuple(doubts))


def _days(entry: Entry, starts: datetime, last: date) -> tuple[list[datetime], bool]:
    """Each start of an entry, and whether its rule was understood; dates added by hand count as well."""
    every, is_known = {starts}, True
    zone = starts.tzinfo
    if "RRULE" in entry.told and "RECURRENCE-ID" not in entry.told:
        try:
            rule = repeating.rule(entry.told["RRULE"][0][1])
            ends = _until(rule.until, starts)
            days = repeating.days(starts.date(), rule, min(last, ends.date()) if ends else last)
            made = [datetime.combine(day, starts.time(), zone) for day in days]
            every |= {at for at in made if ends is None or at <= ends}
        except repeating.Unknown:
            is_known = False
    every |= {_read(params, value, zone)[0] for params, value in _values(entry, "RDATE")} - {None}
    return sorted(every), is_known


def _until(text: str, starts: datetime) -> datetime | None:
    """The last moment that a rule names: the end of a day where it names only that."""
    found = _read({}, text, starts.tzinfo)[0] if text else None
    return found + timedelta(days=1) if found and "T" not in text else found


def _doubts(entry: Entry, lasts: timedelta | None) -> list[str]:
    params, value = entry.told["DTSTART"][0]
    told = [
        (NO_HOUR, "T" not in value),
        (UNKNOWN_ZONE, "TZID" in params and _zone(params["TZID"]) is None),
        (meetings.ENDS_EARLY, lasts is not None and lasts <= timedelta()),
        (meetings.LONG, lasts is not None and lasts > LONGEST),
    ]
    return [doubt for doubt, holds in told if holds]


def _lasts(entry: Entry, starts: datetime, zone: ZoneInfo) -> timedelta | None:
    """How long it lasts; None where that is not told, or told in whole days."""
    if "DTEND" in entry.told:
        ends = _moment(entry, "DTEND", zone)
        whole_days = "T" not in entry.told["DTSTART"][0][1]
        return None if ends is None or whole_days else ends.astimezone(UTC) - starts.astimezone(UTC)
    found = re.fullmatch(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", entry.text("DURATION"))
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _moment(entry: Entry, name: str, zone: tzinfo | None) -> datetime | None:
    params, value = entry.told.get(name, [({}, "")])[0]
    return _read(params, value, zone)[0]


def _read(params: dict[str, str], value: str, zone: tzinfo | None) -> tuple[datetime | None, str]:
    """A moment with its zone, the agency's where none is known; (None, what was told) where it is no moment."""
    found = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z?))?", value.strip())
    if not found:
        return None, value
    own = UTC if found[3] else _zone(params.get("TZID", "")) or zone
    if int(found[1][:4]) not in YEARS:
        return None, value
    try:
        return datetime.strptime(found[1] + (found[2] or "000000"), "%Y%m%d%H%M%S").replace(tzinfo=own), value
    except ValueError:
        return None, value


def _zone(name: str) -> ZoneInfo | None:
    name = name.strip('"').strip("/")
    try:
        return ZoneInfo(OFFICE_ZONES.get(name, name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _values(entry: Entry, name: str) -> list[tuple[dict[str, str], str]]:
    """Each value of a property that may have many, on one line or on several."""
    return [(params, one) for params, told in entry.told.get(name, []) for one in told.split(",")]


def _uid(uid: str, at: datetime, repeats: bool) -> str:
    """The lasting name of a meeting; of a repeating one with the moment at which the rule had it."""
    if not uid:
        return ""
    name = uid if len(uid) <= LONGEST_UID else hashlib.sha256(uid.encode()).hexdigest()
    return f"{name}/{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if repeats else name


def _entries(text: str) -> Iterator[Entry]:
    """The entries of a calendar; what stands inside one, as an alarm does, is passed over."""
    entry, inside = None, 0
    for number, line in _lines(text):
        name, params, value = _parts(line)
        if name == "BEGIN" and value.upper() == "VEVENT" and entry is None:
            entry = Entry(number)
        elif entry is not None and name == "BEGIN":
            inside += 1
        elif entry is not None and name == "END" and inside:
            inside -= 1
        elif entry is not None and name == "END":
            yield entry
            entry = None
        elif entry is not None and not inside and name:
            entry.told.setdefault(name, []).append((params, value))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with the number on which they begin; one that begins with a space goes on with the one before."""
    kept, begins = "", 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in (" ", "\t") and begins:
            kept += line[1:]
            continue
        if begins:
            yield begins, kept
        kept, begins = line, number
    if begins:
        yield begins, kept


def _parts(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value of a line; a colon inside quotes does not end the parameters."""
    found = re.match(r'([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^;:"]*)(?:,(?:"[^"]*"|[^;:",]*))*)*):(.*)', line, re.DOTALL)
    if not found:
        return "", {}, ""
    params = dict(re.findall(r';([\w-]+)=("[^"]*"|[^;:"]*)', found[2]))
    return found[1].upper(), {name.upper(): value.strip('"') for name, value in params.items()}, found[3]
