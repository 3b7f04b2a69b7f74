"""A mapping: how one agency's calendar names its columns, its kinds of meetings and its places. A small TOML file.

What a mapping leaves out is as in calendar.toml beside this file, which is the built-in one and explains each line.
Raises Unreadable, with the line of the mapping's own words, where something in it cannot be understood.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping as Dict
from dataclasses import dataclass
from datetime import time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from commonbeat.gatherings.reading.table import Unreadable
from commonbeat.gatherings.reading.words import is_pattern

#: why a file or a mapping cannot be used
NO_TOML = "The mapping is not written as TOML: %(trouble)s."
NOT_UNDERSTOOD = "The mapping cannot be understood: %(trouble)s."
UNKNOWN_PART = "The mapping has a part that is not known here: %(name)s."
NO_WORDS = "These words of the mapping cannot be understood: %(words)s."
NO_NUMBERS = "These numbers of the mapping cannot be understood: %(numbers)s."
NO_CHOICE = "The mapping says %(told)s; it can say: %(known)s."

BUILT_IN = Path(__file__).with_name("calendar.toml")
#: our columns; a mapping names theirs
COLUMNS = ("title", "start", "end", "about", "location", "area", "changed")
KINDS = ("board", "forum", "activity", "training", "other")
MOST_NUMBERS = 10_000
PLACES = ("beat", "district", "ward", "neighborhood")
TABLES = {
    "language": set(),
    "columns": set(COLUMNS),
    "times": {"formats", "early", "early_is_evening"},
    "area": {"kind", "name", "numbers"},
    "beats": {"kind", "name", "numbers", "dash", "after"},
    "titles": {"canceled"},
    "kinds": {"kind", "words", "names_a_beat", "body"},
    "places": {"words", "area", "kind", "names"},
}


class Named(NamedTuple):
    """A place by its kind and its name."""

    kind: str
    name: str


class KindRule(NamedTuple):
    """Titles with these words are of a kind; ``body`` holds them, else the agency."""

    kind: str
    words: tuple[str, ...]
    names_a_beat: bool = False
    body: str = ""


class PlaceRule(NamedTuple):
    """Titles with these words, in an area where one is given, mean these places."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    kind: str
    area: str = ""


@dataclass(frozen=True)
class Mapping:
    """A mapping that was understood; ``text`` is the TOML that it was read from."""

    text: str
    language: str
    columns: Dict[str, tuple[str, ...]]
    formats: tuple[str, ...]
    early: time
    early_is_evening: bool
    area_kind: str
    area_name: str
    areas: tuple[str, ...]
    beat_kind: str
    beat_name: str
    numbers: tuple[str, ...]
    dash_means_to: bool
    after: tuple[str, ...]
    canceled: tuple[str, ...]
    kinds: tuple[KindRule, ...]
    places: tuple[PlaceRule, ...]

    def __hash__(self) -> int:
        return hash(self.text)

    def area(self, cell: str) -> Named | None:
        """The area that a cell names, its number without zeros in front."""
        number = area_number(cell)
        return Named(self.area_kind, self.area_name.replace("{}", number)) if number else None

    @lru_cache(maxsize=200)  # noqa: B019  # mappings are few and live as long as the reading of one file
    def beats_of(self, area: str) -> frozenset[str]:
        """The numbers of the beats in an area; of all areas where none is told."""
        areas = [area] if area else list(expanded(self.areas)) or [""]
        return frozenset(number for one in areas for number in expanded(self.numbers, one))


def area_number(cell: str) -> str:
    """ "006" and "District 6" as "6"; a name without a number as it is."""
    found = re.search(r"\d+", cell)
    return (found[0].lstrip("0") or "0") if found else " ".join(cell.split())


def expanded(ranges: tuple[str, ...], area: str = "") -> Iterator[str]:
    """The numbers that ranges and single numbers stand for, "{area}" being the area's number."""
    for one in ranges:
        first, _to, last = one.replace("{area}", area).partition("-")
        if first.isdigit() and (last or first).isdigit():
            yield from map(str, range(int(first), int(last or first) + 1))


@cache
def built_in() -> Mapping:
    """The mapping for calendars such as Chicago's."""
    return read("")


def read(text: str) -> Mapping:
    """A mapping from TOML, with the built-in one behind it."""
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise Unreadable(NO_TOML, trouble=trouble) from trouble
    _refuse_unknown(own)
    told: dict[str, Any] = tomllib.loads(BUILT_IN.read_text("utf-8")) | own
    try:
        return _made(text, told)
    except (TypeError, ValueError, KeyError, AttributeError) as trouble:
        if isinstance(trouble, Unreadable):
            raise
        raise Unreadable(NOT_UNDERSTOOD, trouble=trouble) from trouble


def _made(text: str, told: dict[str, Any]) -> Mapping:
    times, area, beats = told["times"], told["area"], told["beats"]
    return Mapping(
        text=text,
        language=_language(told["language"]),
        columns={ours: _texts(theirs) for ours, theirs in told["columns"].items()},
        formats=_texts(times.get("formats", [])),
        early=time.fromisoformat(times.get("early", "00:00")),
        early_is_evening=bool(times.get("early_is_evening", False)),
        area_kind=_one_of(area["kind"], PLACES),
        area_name=area["name"],
        areas=_ranges(area.get("numbers", [])),
        beat_kind=_one_of(beats["kind"], PLACES),
        beat_name=beats["name"],
        numbers=_ranges(beats["numbers"]),
        dash_means_to=_one_of(beats.get("dash", "and"), ("and", "to")) == "to",
        after=_texts(beats.get("after", [])),
        canceled=_patterns(told["titles"]["canceled"]),
        kinds=tuple(_kind(one) for one in told["kinds"]),
        places=tuple(_place(one) for one in told.get("places", [])),
    )


def _kind(one: dict[str, Any]) -> KindRule:
    kind, body = _one_of(one["kind"], KINDS), str(one.get("body", ""))
    return KindRule(kind, _patterns(one["words"]), bool(one.get("names_a_beat", False)), body)


def _place(one: dict[str, Any]) -> PlaceRule:
    area, kind = str(one.get("area", "")), _one_of(one.get("kind", "beat"), PLACES)
    return PlaceRule(_patterns(one["words"]), _texts(one["names"]), kind, area)


def _refuse_unknown(own: dict[str, Any]) -> None:
    """A name written wrong would otherwise do nothing, silently."""
    for table, told in own.items():
        if table not in TABLES:
            raise Unreadable(UNKNOWN_PART, name=table)
        for one in told if isinstance(told, list) else [told]:
            for name in one if isinstance(one, dict) else []:
                if name not in TABLES[table]:
                    raise Unreadable(UNKNOWN_PART, name=f"{table}, {name}")


def _language(told: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", told):
        raise Unreadable(NOT_UNDERSTOOD, trouble=f"language = {told}")
    return told


def _texts(told: Any) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(str(one) for one in told)


def _ranges(told: Any) -> tuple[str, ...]:
    """Numbers and ranges of numbers, few enough to be written out."""
    found = _texts(told)
    for one in found:
        first, _to, last = one.replace("{area}", "").partition("-")
        if not (first.isdecimal() and (last or first).isdecimal() and int(last or first) - int(first) < MOST_NUMBERS):
            raise Unreadable(NO_NUMBERS, numbers=one)
    return found


def _patterns(told: Any) -> tuple[str, ...]:
    found = _texts(told)
    for one in found:
        if not is_pattern(one):
            raise Unreadable(NO_WORDS, words=one)
    return found


def _one_of(told: str, known: tuple[str, ...]) -> str:
    if told not in known:
        raise Unreadable(NO_CHOICE, told=told, known=", ".join(known))
    return told
