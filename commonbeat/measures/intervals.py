"""Intervals for a share: how far the true share may lie from the counted one.

Needs: how many of how many.
Reads as: "9 of 12 held; with so few the true share may lie between 43 % and 95 %".
Take care: an interval tells of chance only, not of who was left out of the count.
Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927);
C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits, Biometrika 26 (1934); for cases drawn from a
known number the same with hypergeometric chances, as in J. P. Buonaccorsi, A note on confidence intervals for
proportions in finite populations, The American Statistician 41 (1987).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from math import comb, exp, fsum, lgamma, log, log1p, sqrt
from typing import NamedTuple

#: the normal quantile of a 95 % interval
Z95 = 1.959963984540054
#: below this many cases the exact interval is used
FEW = 40


class Interval(NamedTuple):
    """Lower and upper bound, between 0 and 1."""

    low: float
    high: float


def wilson(part: int, whole: int, z: float = Z95) -> Interval:
    """The score interval of a share. Raises ValueError where part of whole is impossible."""
    _refuse(part, whole)
    share, square = part / whole, z * z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return Interval(0.0 if part == 0 else middle - half, 1.0 if part == whole else middle + half)


def clopper_pearson(part: int, whole: int, level: float = 0.95) -> Interval:
    """The exact interval: it covers the true share at least as often as its level says."""
    _refuse(part, whole)
    tail = (1 - level) / 2
    low = 0.0 if part == 0 else _root(lambda share: 1 - _at_most(part - 1, whole, share), tail)
    high = 1.0 if part == whole else 1 - _root(lambda share: 1 - _at_most(whole - part - 1, whole, share), tail)
    return Interval(low, high)


def share(part: int, whole: int) -> Interval:
    """The interval that the house shows: exact with few cases, Wilson's from forty on."""
    return clopper_pearson(part, whole) if whole < FEW else wilson(part, whole)


def drawn(part: int, few: int, whole: int, level: float = 0.95) -> Interval:
    """The exact interval for a share of ``whole`` cases, of which ``few`` were drawn by lot and ``part`` found so.

    It ends where that many, or that few, among the drawn would be rarer than half of what is left to chance.
    """
    _refuse(part, few)
    if few > whole:
        raise ValueError(f"{few} cannot be drawn from {whole}")
    tail = (1 - level) / 2
    possible = range(part, whole - few + part + 1)
    low = bisect_right(possible, tail, key=lambda many: 1 - _drawn_at_most(part - 1, few, many, whole))
    high = bisect_left(possible, -tail, key=lambda many: -_drawn_at_most(part, few, many, whole)) - 1
    return Interval(possible[low] / whole, possible[high] / whole)


def _refuse(part: int, whole: int) -> None:
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is not a share")


def _drawn_at_most(part: int, few: int, many: int, whole: int) -> float:
    """Chance that of ``few`` drawn at most ``part`` are of the ``many`` among ``whole``; exact but for one division."""
    return sum(comb(many, n) * comb(whole - many, few - n) for n in range(part + 1)) / comb(whole, few)


def _at_most(part: int, whole: int, share: float) -> float:
    """Chance of at most ``part`` of ``whole``; by logarithms, so that many cases overflow nothing."""
    if share <= 0 or share >= 1:
        return float(share <= 0 or part == whole)
    all_ways, yes, no = lgamma(whole + 1), log(share), log1p(-share)
    return fsum(
        exp(all_ways - lgamma(n + 1) - lgamma(whole - n + 1) + n * yes + (whole - n) * no) for n in range(part + 1)
    )


def _root(rising: Callable[[float], float], target: float) -> float:
    """Where a rising function of a share reaches the target, by halving to 12 digits."""
    low, high = 0.0, 1.0
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2
