"""A file of meetings, read whole before anything enters: what would, what would not and why, what is in doubt."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from commonbeat.gatherings.reading import moments, titles
from commonbeat.gatherings.reading.mapping import Mapping, Named, area_number
from commonbeat.gatherings.reading.table import Row, Unreadable

LONGEST_TITLE, LONGEST_LOCATION = 200, 500

NO_COLUMN = "This file has no column “%(name)s”, which is to be the %(ours)s."

#: why a row does not become a meeting
NO_TITLE = "rows without a title"
NO_START = "rows without a day that can be read"
DOUBLE = "rows about a meeting that the file has once more"

#: what is in doubt about a meeting that is taken in
EARLY = "begins early in the morning: perhaps an evening typed without PM"
MADE_EVENING = "began early in the morning in the file and is read as evening, as the mapping says"
ENDS_EARLY = "ends before or when it begins: taken in without its end"
NO_END = "has an end that cannot be read: taken in without its end"
LONG = "lasts longer than twelve hours"
NO_BODY = "is held by a body that has no page here: taken in as the agency's"
NO_KIND = "has a title that does not tell its kind"
NO_BEAT = "is a meeting of a beat, and the title does not tell which"
CANCELED_BELOW = "may have been called off: not its title, but the words below it speak of that"
CUT = "has a title or a place too long to keep whole"


@dataclass(frozen=True)
class Meeting:
    """One row that becomes a meeting; moments are in UTC. ``uid`` is the same for the same row of any file."""

    line: int
    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    about: str
    location: str
    kind: str
    body: str
    area: Named | None
    places: tuple[Named, ...]
    is_canceled: bool
    doubts: tuple[str, ...]
    changed: str = ""
    sequence: int = 0


class Left(NamedTuple):
    """A row that does not become a meeting; ``other`` is the line that stands for it, where one does."""

    line: int
    why: str
    title: str
    other: int = 0


@dataclass(frozen=True)
class Sheet:
    """A file that was read: its meetings in their order, and the rows that are none."""

    meetings: tuple[Meeting, ...]
    left: tuple[Left, ...]

    @property
    def doubts(self) -> Counter[str]:
        """How many meetings are in doubt, by what."""
        return Counter(doubt for one in self.meetings for doubt in one.doubts)

    @property
    def places(self) -> dict[Named, int]:
        """How many meetings each place has, most first."""
        named = Counter(place for one in self.meetings for place in (*one.places, one.area) if place)
        return dict(named.most_common())

    def digest(self) -> str:
        """SHA-256 of which meetings they are, whatever their order."""
        return hashlib.sha256("\n".join(sorted(one.uid for one in self.meetings)).encode()).hexdigest()


def read(rows: Iterable[Row], mapping: Mapping, zone: ZoneInfo) -> Sheet:
    """The rows of a table as meetings. Raises Unreadable where the columns that must be there are not."""
    rows = list(rows)
    there = {name for row in rows for name in row.cells}
    for ours in ("title", "start"):
        for theirs in mapping.columns.get(ours, ("",)):
            if theirs.lower() not in there:
                raise Unreadable(NO_COLUMN, name=theirs, ours=ours)
    found = [_meeting(row, mapping, zone) for row in rows]
    return once([one for one in found if isinstance(one, Meeting)], [one for one in found if isinstance(one, Left)])


def once(meetings: list[Meeting], left: list[Left]) -> Sheet:
    """Each meeting once: of two about the same the one changed last counts, and of equals the later in the file."""
    last: dict[str, Meeting] = {}
    for one in sorted(meetings, key=lambda one: (one.sequence, one.changed, one.line)):
        last[one.uid] = one
    doubles = [Left(one.line, DOUBLE, one.title, last[one.uid].line) for one in meetings if last[one.uid] is not one]
    kept = sorted(last.values(), key=lambda one: (one.starts_at, one.line))
    return Sheet(tuple(kept), tuple(sorted([*left, *doubles])))


def uid_of(area: str, start: str, title: str) -> str:
    """The lasting name of a meeting that came without one: the same area, the same start, the same title."""
    spelled = "\0".join([area.casefold(), start, " ".join(title.casefold().split())])
    return f"{hashlib.sha256(spelled.encode()).hexdigest()[:40]}@intake"


def _meeting(row: Row, mapping: Mapping, zone: ZoneInfo) -> Meeting | Left:
    cell = {ours: cell_of(row, theirs) for ours, theirs in mapping.columns.items()}
    title = line_of(cell["title"])
    if not title:
        return Left(row.line, NO_TITLE, "")
    begins = moments.moment(cell["start"], mapping.formats, zone)
    if begins is None:
        return Left(row.line, NO_START, title)
    area = area_number(cell.get("area", ""))
    one = told(row.line, title, area, cell.get("about", ""), mapping)
    starts_at, doubts = evening(begins[0], mapping, zone)
    ends_at = None
    if cell.get("end"):
        ends_at, more = ending(moments.end(cell["end"], starts_at, mapping.formats, zone), begins[0], starts_at)
        doubts += more
    return replace(
        one,
        uid=uid_of(area, begins[0].isoformat(), title),
        starts_at=starts_at,
        ends_at=ends_at,
        location=line_of(cell.get("location", ""))[:LONGEST_LOCATION],
        area=mapping.area(cell.get("area", "")),
        doubts=(*begins[1], *doubts, *one.doubts, *cut(title, cell.get("location", ""))),
        changed=cell.get("changed", ""),
    )


def told(line: int, title: str, area: str, about: str, mapping: Mapping) -> Meeting:
    """A meeting of which only its words are known yet."""
    says = titles.read(title, area, mapping)
    below = not says.is_canceled and re.search(r"\bcancel|\bno meeting\b", about, re.IGNORECASE)
    doubts = ((NO_KIND, says.rule is None), (NO_BEAT, says.lacks_beat), (CANCELED_BELOW, below))
    return Meeting(
        line=line,
        uid="",
        title=title[:LONGEST_TITLE],
        starts_at=datetime(1, 1, 1, tzinfo=UTC),
        ends_at=None,
        about=about.strip(),
        location="",
        kind=says.kind,
        body=says.rule.body if says.rule else "",
        area=None,
        places=says.places,
        is_canceled=says.is_canceled,
        doubts=tuple(doubt for doubt, holds in doubts if holds),
    )


def evening(start: datetime, mapping: Mapping, zone: ZoneInfo) -> tuple[datetime, list[str]]:
    """A start in the early morning is in doubt; it stays, or is read as evening where the mapping says so."""
    local = start.astimezone(zone)
    if local.time() >= mapping.early or local.time() == time():  # midnight: a day without an hour
        return start, []
    return (start + timedelta(hours=12), [MADE_EVENING]) if mapping.early_is_evening else (start, [EARLY])


def ending(end: datetime | None, typed: datetime, start: datetime) -> tuple[datetime | None, list[str]]:
    """An end that can be, moved with a start that was; else None, with what is in doubt."""
    if end is None:
        return None, [NO_END]
    if end - typed < timedelta(hours=12):  # an end of the same typing as the start
        end += start - typed
    if end <= start:
        return None, [ENDS_EARLY]
    return end, [LONG] if end - start > moments.LONGEST else []


def cut(title: str, location: str) -> list[str]:
    """What is in doubt about words that are too long for their place."""
    too_long = len(title) > LONGEST_TITLE or len(line_of(location)) > LONGEST_LOCATION
    return [CUT] if too_long else []


def cell_of(row: Row, theirs: tuple[str, ...]) -> str:
    """What a row's columns say, one after the other, in one spelling of each letter."""
    said = " ".join(filter(None, (row.cells.get(name.lower(), "").strip() for name in theirs)))
    return unicodedata.normalize("NFC", said)


def line_of(text: str) -> str:
    """Words on one line, without what nobody sees."""
    seen = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return " ".join(seen.split())
