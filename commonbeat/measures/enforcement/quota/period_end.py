"""Is more done in the last days of a period than in the days around them?

Two ways: a regression with each day's weekday and holidays and an error that lets every period differ; and the same
question of calendars that are moved by whole weeks, each period by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota import strata
from commonbeat.measures.enforcement.quota.calendars import WEEK, special
from commonbeat.measures.leave_one_out import FEWEST, Estimate

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
#: days on either side of an end with which it is compared, at most
REACH = 15
#: a period is longer than this, or its end is moved by days instead of weeks
SHORT = 3 * WEEK
DRAWS = 999
#: where fewer than this are expected in all last days together, nothing is told
ENOUGH = 20


class Window(NamedTuple):
    """The days that are compared, as places in the series, the starts of their strata, and which of them are last."""

    days: Ints
    starts: Ints
    ends: Ints
    last: Floats
    long: bool

    @property
    def bounds(self) -> tuple[Ints, Ints]:
        """The first and the last day of each stratum, as places in the series."""
        return self.days[self.starts], self.days[np.r_[self.starts[1:], len(self.days)] - 1]


@dataclass(frozen=True)
class Effect(Estimate):
    """The logarithm of the ratio, from so many periods; p is by regression (in either direction), ``p_moved`` by moving
    (in that of a quota)."""

    p_moved: float

    @property
    def rise(self) -> float:
        """How many more there are for each that is usual."""
        return expm1(self.value)

    @property
    def rise_interval(self) -> tuple[float, float]:
        """Its 95 % interval."""
        low, high = self.interval
        return expm1(low), expm1(high)


def window(first: int, many: int, ends: Ints, last_days: int) -> Window | None:
    """The whole strata around these ends in a series of so many days from ``first``; None where there is none.

    A stratum reaches half way to the ends before and after, so that its own end lies in its middle: there a trend does
    not look like an end.
    """
    if not len(ends):
        return None
    gap = int(np.diff(ends).min(initial=2 * REACH))
    before = np.minimum(np.diff(ends, prepend=ends[:1] - 2 * REACH) // 2, REACH)
    after = np.minimum(np.diff(ends, append=ends[-1:] + 2 * REACH) - np.r_[before[1:], REACH], REACH)
    start, stop = ends - before + 1, ends + after
    whole = (start >= first) & (stop < first + many)
    if not whole.any():
        return None
    spans = [np.arange(one, other + 1) for one, other in zip(start[whole], stop[whole], strict=True)]
    days = np.concatenate(spans)
    lengths = np.array([len(span) for span in spans])
    of = np.repeat(ends[whole], lengths)
    last = ((days <= of) & (days > of - min(last_days, max(gap // 3, 1)))).astype(float)
    return Window(days - first, np.r_[0, lengths.cumsum()[:-1]], ends[whole], last, gap > SHORT)


def effects(counts: Floats, offset: Floats, first: int, at: Window, seed: int = 0) -> list[Effect | None]:
    """The effect on each series, None: too few; ``counts``, ``offset`` (series, days), the days from ``first`` on."""
    counts, offset = counts[:, at.days], offset[:, at.days]
    known = special(at.days + first)
    found = strata.fit(counts, np.column_stack([at.last, known]), at.starts, offset)
    usual = strata.expected(counts, known, at.starts, offset)[1]
    enough = (found.strata >= FEWEST) & (usual @ at.last >= ENOUGH) & np.isfinite(found.error) & (found.error > 0)
    each = zip(found.coefficients[:, 0], found.error, found.strata, moved(counts - usual, first, at, seed), strict=True)
    return [
        Effect(float(log_ratio), float(error), int(periods), float(p_moved)) if told else None
        for told, (log_ratio, error, periods, p_moved) in zip(enough, each, strict=True)
    ]


def rises(counts: Floats, offset: Floats, first: int, at: Window) -> list[float]:
    """How many more there are for each that is usual, in each series, and nothing else."""
    columns = np.column_stack([at.last, special(at.days + first)])
    found, _expected = strata.expected(counts[:, at.days], columns, at.starts, offset[:, at.days])
    return [expm1(log_ratio) for log_ratio in found[:, 0]]


def moved(rest: Floats, first: int, at: Window, seed: int) -> Floats:
    """How often ends that are moved show as much, (series,): each by 0 to 3 weeks within its stratum, all by chance,
    the same chance for the same end.

    ``rest`` is what was counted beyond what weekday, holiday and stratum lead to expect, (series, days of the window).
    """
    lengths = np.diff([*at.starts, len(at.days)])
    width = np.add.reduceat(at.last, at.starts).astype(int)
    place = np.add.reduceat(at.last * (np.arange(len(at.last)) - np.repeat(at.starts, lengths)), at.starts) / width
    begin = np.rint(place - (width - 1) / 2).astype(int)
    step = WEEK if at.long else 1
    shifts = np.arange(-REACH, REACH + 1) * step
    possible = (begin[:, None] + shifts >= 0) & ((begin + width)[:, None] + shifts <= lengths[:, None])
    sums = np.concatenate([np.zeros((len(rest), 1)), rest.cumsum(axis=1)], axis=1)
    low = np.where(possible, (at.starts + begin)[:, None] + shifts, 0)
    high = np.where(possible, low + width[:, None], 0)
    counted = sums[:, high] - sums[:, low]
    order = np.argsort(~possible, axis=1, kind="stable")
    chances = np.column_stack([np.random.default_rng([seed, int(end)]).random(DRAWS) for end in at.ends])
    choice = (chances * possible.sum(axis=1)).astype(int)
    drawn = order[np.arange(len(lengths)), choice]
    told = (rest @ at.last)[:, None]
    chance = np.stack([one[np.arange(len(lengths)), drawn].sum(axis=1) for one in counted])
    return np.asarray((1 + (chance >= told - 1e-9).sum(axis=1)) / (1 + DRAWS))
