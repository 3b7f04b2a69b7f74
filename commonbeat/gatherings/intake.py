"""Meetings that were kept elsewhere, looked at whole before anything enters: what is new, what is here already.

Raises Unreadable (a ValueError) where a file or a mapping cannot be used.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.reading import ics, mapping as mappings, meetings, table
from commonbeat.gatherings.reading.mapping import Mapping, Named
from commonbeat.gatherings.reading.meetings import Meeting, Sheet
from commonbeat.people.models import Agency, Organization, Place

#: why a meeting of the file does not enter
HERE = "meetings that are here already"
OTHERWISE = "meetings that are here already, of which the file now tells otherwise"
#: how many names are asked for at once, below what SQLite takes in one question
AT_ONCE = 500
#: how far ahead what repeats without an end is taken in
AHEAD = timedelta(days=366)


#: what an area is known by, however its name is spelled
Key = tuple[str, str]


@dataclass(frozen=True)
class Held:
    """A file that can be taken in: what it holds, and what of it is new here."""

    name: str
    digest: str
    mapping: Mapping
    sheet: Sheet
    fresh: tuple[Meeting, ...]
    here: Counter[str]
    places: dict[Key, Place]
    bodies: dict[str, Organization]
    zone: ZoneInfo

    @property
    def count(self) -> int:
        """How many meetings enter."""
        return len(self.fresh)

    @property
    def left_out(self) -> dict[str, int]:
        """How many rows do not become a meeting, by reason."""
        return dict(sorted((Counter(one.why for one in self.sheet.left) + self.here).items()))

    @property
    def doubts(self) -> Counter[str]:
        """How many of the meetings that enter are in doubt, by what."""
        return Counter(doubt for one in self.fresh for doubt in doubts_of(one, self.bodies))

    @property
    def new_places(self) -> dict[Named, date]:
        """Areas that the file names and that are not here yet, with the first day on which it does."""
        found: dict[Key, tuple[Named, date]] = {}
        for one in self.fresh:
            for place in places_of(one):
                if key_of(place) not in self.places:
                    found.setdefault(key_of(place), (place, one.starts_at.astimezone(self.zone).date()))
        return dict(found.values())


def look(data: bytes, name: str, agency: Agency, mapping: Mapping) -> Held:
    """A file read by a mapping and held against what is here. Nothing is changed."""
    if ics.is_calendar(data):
        sheet = ics.read(data, mapping, agency.zone, agency.today() + AHEAD)
    else:
        sheet = meetings.read(table.rows(data), mapping, agency.zone)
    here = Counter[str]()
    known = {one.uid: one for one in those_here(one.uid for one in sheet.meetings)}
    for one in sheet.meetings:
        if one.uid in known:
            here[HERE if says_the_same(known[one.uid], one) else OTHERWISE] += 1
    return Held(
        name=name[:200],
        digest=hashlib.sha256(data).hexdigest(),
        mapping=mapping,
        sheet=sheet,
        fresh=tuple(one for one in sheet.meetings if one.uid not in known),
        here=here,
        places=known_places({place for one in sheet.meetings for place in places_of(one)}),
        bodies={one.name: one for one in Organization.objects.all()},
        zone=agency.zone,
    )


def those_here(uids: Iterable[str]) -> list[Gathering]:
    """The gatherings with these names."""
    every = list(uids)
    parts = [every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE)]
    return [one for some in parts for one in Gathering.objects.filter(uid__in=some)]


def digest_of(uids: Iterable[str]) -> str:
    """The seal of some meetings' names, in whatever order they come."""
    return hashlib.sha256("\n".join(sorted(uids)).encode()).hexdigest()


def says_the_same(gathering: Gathering, one: Meeting) -> bool:
    """Whether what stands here is what the file tells."""
    told: tuple[Any, ...] = (one.title, one.about, one.location, one.starts_at, one.ends_at, one.is_canceled)
    here = (gathering.title.text, gathering.about.text, gathering.location, gathering.starts_at, gathering.ends_at)
    return (*here, gathering.is_canceled) == told


def places_of(one: Meeting) -> tuple[Named, ...]:
    """The areas for which a meeting was held: those that its title names, else the one of its row."""
    return one.places or tuple(filter(None, [one.area]))


def doubts_of(one: Meeting, bodies: dict[str, Organization]) -> list[str]:
    """What is in doubt about a meeting, here."""
    unknown = [meetings.NO_BODY] if one.body and one.body not in bodies else []
    return [*one.doubts, *unknown]


def known_places(names: Iterable[Named]) -> dict[Key, Place]:
    """The areas here that bear these names: the one that stands now, else the one that stood last."""
    here: dict[Key, Place] = {}
    for place in Place.objects.order_by("since", "pk"):
        key = key_of(Named(place.kind, place.name))
        if key not in here or here[key].until is not None:
            here[key] = place
    return {key: here[key] for key in map(key_of, names) if key in here}


def key_of(one: Named) -> Key:
    """What an area is known by."""
    return one.kind, bare(one.kind, one.name)


def bare(kind: str, name: str) -> str:
    """A name without the word for its kind and without zeros in front: "Beat 0611" is 611."""
    return name.casefold().removeprefix(kind).strip().lstrip("0")


def mapping_of(text: str) -> Mapping:
    """A mapping from TOML; the built-in one where nothing is said."""
    return mappings.read(text) if text.strip() else mappings.built_in()
