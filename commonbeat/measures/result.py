"""What may be shown: a number with all that is needed to read it, or the plain word that it is withheld.

Needs: how many of how many, the days the count covers, what was left out, and where the records come from.
Reads as: "18 of 60, from January to March; 2 records without a date were left out".
Take care: where people are counted, a group of one to four is withheld, and so is its complement, because the total
would give it away. A difference between two published counts can give away a group that neither shows.
Source: Federal Committee on Statistical Methodology, Report on Statistical Disclosure Limitation Methodology,
Statistical Policy Working Paper 22 (2005): the threshold rule and complementary suppression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any, NamedTuple

from commonbeat.measures import intervals
from commonbeat.measures.survival import Curve

#: the smallest group of people that may be shown
LEAST = 5


class Period(NamedTuple):
    """First and last day of a count, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Origin:
    """Where a number comes from: its records, the days they cover, and how many were left out, by reason.

    None as a count means that this many, one to four people, is withheld.
    """

    source: str
    period: Period | None = None
    exclusions: Mapping[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.period and self.period.last < self.period.first:
            raise ValueError(f"a period cannot end on {self.period.last} and begin on {self.period.first}")
        if any(count is not None and count < 0 for count in self.exclusions.values()):
            raise ValueError("a count of what was left out cannot be negative")

    def without_small_groups(self) -> Origin:
        """The same with small counts of left out people withheld."""
        kept = {reason: unless_small(count) for reason, count in self.exclusions.items()}
        return Origin(self.source, self.period, kept)


@dataclass(frozen=True)
class Number:
    """One number. A share is ``numerator`` of ``denominator``; a time is the days after which half of them were done.

    ``value`` is None where it cannot be told: nothing was counted, or half are not done yet. A bound of ``interval``
    is None where that end is open.
    """

    numerator: int
    denominator: int
    value: float | None
    interval: tuple[float | None, float | None]
    unit: str
    origin: Origin


@dataclass(frozen=True)
class Withheld:
    """A number that is not shown, because it would tell of a group of one to four people."""

    unit: str
    origin: Origin


def is_small(count: int | None) -> bool:
    """Whether a count is of one to four people; nobody at all is told."""
    return count is not None and 0 < count < LEAST


def unless_small(count: int | None) -> int | None:
    """The count, withheld (None) where it is of one to four people."""
    return None if is_small(count) else count


def share(part: int, whole: int, origin: Origin, *, people: bool) -> Number | Withheld:
    """A share with its 95 % interval; withheld where it counts people and they, or the rest, are few.

    Raises ValueError where part of whole is impossible.
    """
    if people and (is_small(part) or is_small(whole - part)):
        return Withheld("share", origin.without_small_groups())
    origin = origin.without_small_groups() if people else origin
    if part == whole == 0:
        return Number(0, 0, None, (None, None), "share", origin)
    return Number(part, whole, part / whole, intervals.share(part, whole), "share", origin)


def median_days(curve: Curve, origin: Origin, *, people: bool) -> Number | Withheld:
    """The days after which half are done, with its 95 % interval, those that still wait counted in."""
    done = curve.cases - curve.still_waiting
    if people and (is_small(done) or is_small(curve.still_waiting)):
        return Withheld("days", origin.without_small_groups())
    origin = origin.without_small_groups() if people else origin
    return Number(done, curve.cases, curve.median, curve.median_interval, "days", origin)


class Said(NamedTuple):
    """A sentence as its words and what stands in their gaps, so that a site can say it in the reader's language.

    A gap may take a list: of names, or of further words with gaps; they are said one after another.
    """

    words: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        listed = {name: ", ".join(map(str, v)) for name, v in self.values.items() if isinstance(v, list)}
        return self.words.format(**{**self.values, **listed})

    def as_dict(self) -> dict[str, Any]:
        """The words and what stands in their gaps, as JSON can carry them: dates as 2024-07-01."""
        return {"words": self.words, "values": {name: _carried(value) for name, value in self.values.items()}}


def _carried(value: Any) -> Any:
    """What stands in a gap, as JSON can carry it."""
    if isinstance(value, list):
        return [_carried(one) for one in value]
    if isinstance(value, Said):
        return value.as_dict()
    return value.isoformat() if isinstance(value, date) else value


def say(words: str, **values: Any) -> Said:
    """A sentence in English; its words are collected for translators, who keep the gaps as they are."""
    return Said(words, values)


def margin(points: float) -> Said:
    """How much a number may be off, to the nearest whole; nothing that is estimated is off by 0."""
    return Said("{points:.0f}", {"points": points}) if points >= 0.5 else say("less than 1")


def word(words: str) -> str:
    """A short label, the same; it is collected for translators."""
    return words


#: labels of what stands for several rows
OTHERS, ALL = word("all others"), word("all")


class Verdict(StrEnum):
    """What a measure can conclude. None of them is a judgment on anybody."""

    TOLD = "told"
    DIFFERENT = "different"
    NOT_SEEN = "no difference seen"
    TOO_FEW = "not enough data"
    NO_SIGN = "no sign"
    WEAK = "weak"
    STRONG = "strong"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one measure answers to one question about records.

    ``value`` is in ``unit`` (share, difference, ratio, minutes, rise) with its 95 % ``interval``, None where it cannot
    be told; ``n`` is how many records it rests on and ``excluded`` how many were left out, by reason; a count of None
    is of one to four and withheld. ``rows`` are the numbers behind it, all with the same columns. ``smallest`` is the
    smallest effect that could have been seen. ``known``, ``unknown`` and ``would_help`` say what a reader may conclude,
    may not, and what would make the answer better. ``sources`` are the files it was computed from, ``records`` what is
    in them: how many, the ``first`` and ``last`` day, how many ``officers``, and how many do not say what is asked for.
    """

    measure: str
    sentence: Said
    verdict: Verdict
    unit: str
    value: float | None = None
    interval: tuple[float | None, float | None] = (None, None)
    n: int | None = None
    excluded: Mapping[str, int | None] = field(default_factory=dict)
    rows: Sequence[Mapping[str, Any]] = ()
    smallest: float | None = None
    known: Sequence[Said] = ()
    unknown: Sequence[Said] = ()
    would_help: Sequence[Said] = ()
    sources: Sequence[str] = ()
    records: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For machines, as JSON can carry it; what is not a finite number is null. ``words`` are for translators."""
        return {
            "measure": self.measure,
            "sentence": str(self.sentence),
            "verdict": str(self.verdict),
            "unit": self.unit,
            "value": finite(self.value),
            "interval": [finite(bound) for bound in self.interval],
            "n": self.n,
            "excluded": dict(self.excluded),
            "rows": [{name: finite(value) for name, value in row.items()} for row in self.rows],
            "smallest": finite(self.smallest),
            **{name: [str(one) for one in said] for name, said in self._lists()},
            "from": list(self.sources),
            "records": dict(self.records),
            "words": {"sentence": self.sentence.as_dict()}
            | {name: [one.as_dict() for one in said] for name, said in self._lists()},
        }

    def _lists(self) -> list[tuple[str, Sequence[Said]]]:
        return [("known", self.known), ("unknown", self.unknown), ("would_help", self.would_help)]


def finite(value: Any) -> Any:
    """The same, or None for a number that is infinite or none at all; in lists and tables too."""
    if isinstance(value, list):
        return [finite(one) for one in value]
    if isinstance(value, dict):
        return {name: finite(one) for name, one in value.items()}
    return None if isinstance(value, float) and not isfinite(value) else value


def left_out(counts: Mapping[str, int]) -> dict[str, int | None]:
    """How many people's records were left out, by reason: nothing that is zero, and no count of one to four."""
    return {reason: unless_small(count) for reason, count in counts.items() if count}
