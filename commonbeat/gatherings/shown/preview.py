"""What a file of meetings would bring, tried on its rows, before anything enters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from commonbeat.gatherings.intake import Held, doubts_of, key_of, places_of
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.reading import meetings
from commonbeat.gatherings.reading.mapping import Named
from commonbeat.gatherings.shown.intake import DOUBTS, LEFT_OUT, clocks

#: rows and titles that are shown whole; more would hide what matters
MOST = 40


class Group(NamedTuple):
    """A sentence that holds of some lines."""

    sentence: Any
    lines: list[int]
    titles: list[str]


class Tried(NamedTuple):
    """One row as it is understood."""

    line: int
    title: str
    starts: datetime
    kind: str
    places: list[str]
    is_canceled: bool


class Preview:
    """A file that was read, for the page that shows it."""

    def __init__(self, held: Held) -> None:
        self.held = held

    @property
    def kinds(self) -> list[tuple[Any, int, list[tuple[str, int]]]]:
        """Each kind with how many meetings, and its most frequent titles."""
        titles: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.held.fresh:
            titles[one.kind][one.title] += 1
        ranked = sorted(titles.items(), key=lambda pair: -pair[1].total())
        return [(Gathering.Kind(kind).label, found.total(), found.most_common(4)) for kind, found in ranked]

    @property
    def untold(self) -> list[tuple[str, int]]:
        """The titles that do not tell their kind, most frequent first."""
        return Counter(one.title for one in self.held.fresh if meetings.NO_KIND in one.doubts).most_common()

    @property
    def areas(self) -> list[tuple[str, int, bool]]:
        """Each area with how many meetings, and whether it is named here for the first time."""
        counts = Counter(place for one in self.held.fresh for place in places_of(one))
        ranked = sorted(counts.items(), key=lambda pair: _by_number(pair[0]))
        return [(self.name_of(place), count, key_of(place) not in self.held.places) for place, count in ranked]

    @property
    def doubts(self) -> list[Group]:
        """What is in doubt, by its lines, the most frequent first."""
        told = [(DOUBTS[doubt], one) for one in self.held.fresh for doubt in doubts_of(one, self.held.bodies)]
        return _grouped(told)

    @property
    def left(self) -> list[Group]:
        """Rows that become no meeting, by their lines."""
        return _grouped([(LEFT_OUT[one.why], one) for one in self.held.sheet.left])

    @property
    def clocks(self) -> str:
        """By which clocks hours are read."""
        return clocks(self.held)

    @property
    def here(self) -> list[tuple[Any, int]]:
        """Meetings of the file that are here already."""
        return [(LEFT_OUT[why], count) for why, count in self.held.here.items()]

    @property
    def rows(self) -> list[Tried]:
        """Some rows as they are understood: from all over the file, not only from its first days."""
        every = sorted(self.held.fresh, key=lambda one: one.line)
        step = max(len(every) // MOST, 1)
        return [self._tried(one) for one in every[::step][:MOST]]

    def _tried(self, one: meetings.Meeting) -> Tried:
        names = [self.name_of(place) for place in places_of(one)]
        kind = Gathering.Kind(one.kind).label
        starts = one.starts_at.astimezone(self.held.zone).replace(tzinfo=None)  # so that a page shows it as it is
        return Tried(one.line, one.title, starts, kind, names, one.is_canceled)

    def name_of(self, place: Named) -> str:
        """An area's name here, else the one that the mapping gives it."""
        return str(self.held.places.get(key_of(place)) or place.name)


def _grouped(told: Iterable[tuple[Any, Any]]) -> list[Group]:
    found: dict[str, Group] = {}
    for sentence, one in told:
        group = found.setdefault(str(sentence), Group(sentence, [], []))
        group.lines.append(one.line)
        if one.title not in group.titles:
            group.titles.append(one.title)
    for group in found.values():
        group.lines.sort()
    return sorted(found.values(), key=lambda group: -len(group.lines))


def _by_number(place: Named) -> tuple[str, int, str]:
    digits = "".join(letter for letter in place.name if letter.isdecimal())
    return place.kind, int(digits or 0), place.name
