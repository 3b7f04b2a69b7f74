"""What may be shown: a number with all that is needed to read it, or the plain word that it is withheld.

Needs: how many of how many, the days the count covers, what was left out, and where the records come from.
Reads as: "18 of 60, from January to March; 2 records without a date were left out".
Take care: where people are counted, a group of one to four is withheld, and so is its complement, because the total
would give it away. A difference between two published counts can give away a group that neither shows.
Source: Federal Committee on Statistical Methodology, Report on Statistical Disclosure Limitation Methodology,
Statistical Policy Working Paper 22 (2005): the threshold rule and complementary suppression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

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
        kept = {reason: None if is_small(count) else count for reason, count in self.exclusions.items()}
        return Origin(self.source, self.period, kept)


@dataclass(frozen=True)
class Result:
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


def share(part: int, whole: int, origin: Origin, *, people: bool) -> Result | Withheld:
    """A share with its 95 % interval; withheld where it counts people and they, or the rest, are few.

    Raises ValueError where part of whole is impossible.
    """
    if people and (is_small(part) or is_small(whole - part)):
        return Withheld("share", origin.without_small_groups())
    origin = origin.without_small_groups() if people else origin
    if part == whole == 0:
        return Result(0, 0, None, (None, None), "share", origin)
    return Result(part, whole, part / whole, intervals.share(part, whole), "share", origin)


def median_days(curve: Curve, origin: Origin, *, people: bool) -> Result | Withheld:
    """The days after which half are done, with its 95 % interval, those that still wait counted in."""
    done = curve.cases - curve.still_waiting
    if people and (is_small(done) or is_small(curve.still_waiting)):
        return Withheld("days", origin.without_small_groups())
    origin = origin.without_small_groups() if people else origin
    return Result(done, curve.cases, curve.median, curve.median_interval, "days", origin)
