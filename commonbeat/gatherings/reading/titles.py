"""What a title tells: kind, beats, whether it was called off. What it does not tell stays untold."""

from __future__ import annotations

import re
from typing import NamedTuple

from commonbeat.gatherings.reading.mapping import KindRule, Mapping, Named
from commonbeat.gatherings.reading.words import fits, parts

#: what may stand between two beats of one list: "1031 &1032", "2211 and 2212", "213-215-224", "1812,& 1813"
BETWEEN = re.compile(r"[\s,;/&+–-]*(?:(?:and|y)\s*)?")
#: what may stand between the word for a beat and its number: "Beat Meeting # 0211" has "meeting" between
BEFORE = re.compile(r"[\s#:.-]*")
OTHER = KindRule("other", ())


class Told(NamedTuple):
    """What one title tells in the area of its row; ``rule`` is None where no words of the mapping fit."""

    rule: KindRule | None
    places: tuple[Named, ...]
    is_canceled: bool

    @property
    def kind(self) -> str:
        return (self.rule or OTHER).kind

    @property
    def lacks_beat(self) -> bool:
        """A meeting of a kind whose titles name beats, and this one names none."""
        return bool(self.rule and self.rule.names_a_beat and not self.places)


def read(title: str, area: str, mapping: Mapping) -> Told:
    """What a title tells; ``area`` is the number of the row's area, "" where the row names none."""
    numbers = beats(title, area, mapping)
    words, as_beats = parts(title), {part for part in parts(title) if part.lstrip("0") in numbers}
    rule = next((one for one in mapping.kinds if any(fits(some, words, as_beats) for some in one.words)), None)
    places = [Named(mapping.beat_kind, mapping.beat_name.replace("{}", number)) for number in numbers]
    for one in mapping.places:
        if one.area in ("", area) and any(fits(some, words, as_beats) for some in one.words):
            places += [Named(one.kind, name) for name in one.names]
    is_canceled = any(fits(some, words, as_beats) for some in mapping.canceled)
    return Told(rule, tuple(dict.fromkeys(places)), is_canceled)


def beats(title: str, area: str, mapping: Mapping) -> list[str]:
    """The numbers of the beats that a title names, in their order, each once.

    A number shorter than the one before takes its first digits from it: "1821,22,23". An ordinal is no beat.
    """
    listed, found, end = mapping.beats_of(area), list[str](), 0
    for match in re.finditer(r"\d+", title):
        between = title[end : match.start()]
        follows = bool(found) and BETWEEN.fullmatch(between) is not None
        if re.match(r"(?:st|nd|rd|th)\b", title[match.end() :], re.IGNORECASE):
            continue
        number = _number(match[0], found[-1] if follows else "", listed)
        if number is None or not (follows or _stands_for_a_beat(title[: match.start()], mapping)):
            continue
        if follows and mapping.dash_means_to and between.strip() in ("-", "–"):
            found += [one for one in map(str, range(int(found[-1]) + 1, int(number))) if one in listed]
        found.append(number)
        end = match.end()
    return list(dict.fromkeys(found))


def _number(digits: str, before: str, listed: frozenset[str]) -> str | None:
    """The beat that these digits mean after another one, if any."""
    number = digits.lstrip("0") or "0"
    if number in listed:
        return number
    filled = before[: max(len(before) - len(digits), 0)] + digits
    return filled if before and filled in listed else None


def _stands_for_a_beat(ahead: str, mapping: Mapping) -> bool:
    """Whether the words ahead of a number let it be a beat: where the mapping names none, the number alone does."""
    word = re.search(rf"([^\W\d_]+){BEFORE.pattern}$", ahead)
    return not mapping.after or bool(word and word[1].casefold() in mapping.after)
