"""Every test of every unit and period, from counts: effects with intervals, errors, p and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota import calendars, heaping, officers, period_end
from commonbeat.measures.enforcement.quota.calendars import HALVES_OF_A_QUARTER, MONTH, QUARTER, WEEK
from commonbeat.measures.enforcement.quota.counting import Cells, Counted
from commonbeat.measures.enforcement.quota.panel import Panel, merged, panel
from commonbeat.measures.result import LEAST, word
from commonbeat.measures.settings import Reviews

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PERIOD_END, CATCH_UP = word("more in the last days"), word("those behind catch up")
HEAPING, ALIKE = word("totals heap at a number"), word("totals too alike")
MOVED = word("the same days of calendars moved by half a period")
#: records without which a unit is not looked at
ENOUGH = 60
#: days are stray that are further than this from all others, before or after them, and hold less than this share
APART, STRAY = 4 * WEEK, 0.001


@dataclass(frozen=True)
class Part:
    """One test of one unit (None: all together) for one period; a number is None where there is none.

    ``effect`` is positive in the direction of a quota; ``error`` is that of its logarithm for the last days, with so
    many degrees of ``freedom``, and ``tried`` how many phases p answers for. ``p_moved`` is by moved calendars;
    ``placebo`` is the same test of a series that no quota moves, with its own p; ``number`` is where totals heap,
    ``mass`` how many times the curve.
    """

    unit: str | None
    test: str
    period: str
    effect: float
    interval: tuple[float, float]
    p: float
    error: float | None = None
    freedom: int = 0
    tried: int = 1
    p_moved: float | None = None
    placebo: float | None = None
    placebo_interval: tuple[float, float] | None = None
    placebo_p: float | None = None
    per_officer: float | None = None
    number: int | None = None
    mass: float | None = None


class Series(NamedTuple):
    """The units that can be looked at, (series,), last all together (−1), and their days from the first to the last."""

    units: list[int]
    first: int
    many: int

    def counted(self, cells: Cells, values: Ints) -> Floats:
        """Values by series and day, zero where none are given; what has no unit counts for all and, where nothing has
        one, for every unit."""
        table = np.zeros((len(self.units), self.many))
        inside = (cells.at >= self.first) & (cells.at < self.first + self.many)
        for row, unit in enumerate(self.units):
            own = inside if unit < 0 or not (cells.unit >= 0).any() else inside & (cells.unit == unit)
            np.add.at(table[row], cells.at[own] - self.first, values[own])
        return table


def series(counted: Counted) -> Series:
    """Which units have enough records, from officers enough; and the days without strays at either end."""
    cells = counted.days
    if not len(cells.at):
        return Series([], 0, 0)
    first, last = without_strays(cells.at, cells.n)
    records = np.array([cells.n[cells.unit == unit].sum() for unit in range(len(counted.units))])
    few = (counted.people[:-1] > 0) & (counted.people[:-1] < LEAST)
    able = [unit for unit in range(len(counted.units)) if records[unit] >= ENOUGH and not few[unit]]
    whole = [-1] if cells.n.sum() >= ENOUGH and not 0 < counted.people[-1] < LEAST else []
    alone = len(counted.units) == 1 and not (cells.unit < 0).any()
    return Series([*able, *([] if alone else whole)], first, last - first + 1)


def without_strays(at: Ints, n: Ints) -> tuple[int, int]:
    """The first and last of these days that are not stray."""
    order = np.argsort(at)
    at, sums = at[order], n[order].cumsum()
    apart, few = np.diff(at) > APART, STRAY * sums[-1]
    first = at[1:][apart & (sums[:-1] < few)].max(initial=at[0])
    last = at[:-1][apart & (sums[-1] - sums[:-1] < few)].min(initial=at[-1])
    return int(first), int(last)


def parts(counted: Counted, reviews: Reviews, seed: int = 0) -> Iterator[Part]:
    """All of them."""
    of = series(counted)
    if of.units:
        for kind in calendars.kinds(reviews):
            yield from ends(counted, of, kind, reviews, seed)
        yield from totals(counted, of, reviews, seed)


def ends(counted: Counted, of: Series, kind: str, reviews: Reviews, seed: int) -> Iterator[Part]:
    """More in the last days: for weeks whose phase is not known the surest of all phases, with p for having looked."""
    tried = calendars.ends(
        kind, of.first - calendars.FOUR_WEEKS * 4, of.first + of.many + calendars.FOUR_WEEKS * 4, reviews
    )
    found = [list(one) for one in (_ends(counted, of, kind, last, reviews.last_days, seed) for last in tried) if one]
    for same in zip(*found, strict=True):
        best = min(same, key=lambda part: part.p)
        looked = len(same)
        yield replace(best, p=min(best.p * looked, 1.0), p_moved=min((best.p_moved or 0.0) * looked, 1.0), tried=looked)


def _ends(counted: Counted, of: Series, kind: str, last: Ints, last_days: int, seed: int) -> list[Part]:
    at = period_end.window(of.first, of.many, last, last_days)
    gaps = np.diff(last)
    moved = period_end.window(of.first, of.many, last[:-1] + gaps // 2, last_days)
    if at is None or moved is None:
        return []
    counts = of.counted(counted.days, counted.days.n)
    level = _logarithm(of.counted(counted.duty, counted.duty.n)) if counted.duty else np.zeros_like(counts)
    told = period_end.effects(counts, level, of.first, at, seed)
    beside = period_end.effects(counts, level, of.first, moved, seed)
    if counted.placebo:
        other = of.counted(counted.placebo, counted.placebo.n)
        beside = period_end.where_told(period_end.effects(other, np.zeros_like(other), of.first, at, seed), beside)
    each = None
    if counted.people[-1]:
        at_work = _logarithm(of.counted(counted.days, counted.days.officers))
        each = period_end.log_ratios(counts, at_work, of.first, at)
    return [
        Part(
            unit=counted.units[unit] if unit >= 0 else None,
            test=PERIOD_END,
            period=kind,
            effect=float(np.expm1(told.log_ratio[row])),
            interval=_less_one(told.interval(row)),
            p=float(told.p[row]),
            error=float(told.error[row]),
            freedom=int(told.periods[row]) - 1,
            p_moved=float(told.p_moved[row]),
            placebo=float(np.expm1(beside.log_ratio[row])),
            placebo_interval=_less_one(beside.interval(row)),
            placebo_p=float(beside.p[row]),
            per_officer=None if each is None else float(np.expm1(each[row])),
        )
        for row, unit in enumerate(of.units)
        if np.isfinite(told.p[row])
    ]


def totals(counted: Counted, of: Series, reviews: Reviews, seed: int) -> Iterator[Part]:
    """What officers' totals show, for each calendar by which they were counted; quarters from months."""
    for calendar in calendars.halves(reviews):
        cells = counted.totals.get(calendar.name)
        if cells is None:
            continue
        for period, together in (
            (calendar.name, 1),
            *([(QUARTER, HALVES_OF_A_QUARTER)] if calendar.name == MONTH else []),
        ):
            first, lengths = _whole_halves(calendar, of, together)
            for unit in of.units:
                own = cells.unit == unit if unit >= 0 else np.ones(len(cells.unit), bool)
                table = panel(cells.officer[own], cells.at[own], cells.n[own], first, lengths)
                name = counted.units[unit] if unit >= 0 else None
                yield from _totals(name, period, merged(table, together) if together > 1 else table, seed)


def _totals(unit: str | None, period: str, of: Panel, seed: int) -> Iterator[Part]:
    told: tuple[tuple[str, officers.Found | heaping.Heap], ...] = (
        (CATCH_UP, officers.catch_up(of)), (HEAPING, heaping.scan(of, seed)), (ALIKE, officers.alike(of)),
    )  # fmt: skip
    for test, found in told:
        if np.isfinite(found.p):
            part = Part(unit, test, period, found.effect, found.interval, found.p)
            if isinstance(found, heaping.Heap):
                yield replace(part, number=found.number, mass=found.mass)
            else:
                yield replace(part, error=found.error, freedom=found.freedom) if test == CATCH_UP else part


def _whole_halves(calendar: calendars.Halves, of: Series, together: int) -> tuple[int, Floats]:
    """The first whole half that begins a period, and the days of each from there on."""
    days = np.arange(of.first, of.first + of.many)
    half = calendars.numbered(calendar, days)
    outside = calendars.numbered(calendar, np.array([of.first - 1, of.first + of.many]))
    numbers, lengths = np.unique(half[(half != outside[0]) & (half != outside[1])], return_counts=True)
    begin = int(np.argmax(numbers % (2 * together) == 0)) if len(numbers) else 0
    if not len(numbers) or numbers[begin] % (2 * together):
        return 0, np.zeros(0)
    return int(numbers[begin]), lengths[begin:].astype(float)


def _less_one(interval: tuple[float, float]) -> tuple[float, float]:
    return interval[0] - 1, interval[1] - 1


def _logarithm(exposure: Floats) -> Floats:
    """The logarithm, where there is no exposure that of the mean: such days can have no records to speak of."""
    usual = np.where(exposure > 0, exposure, np.maximum(exposure.mean(axis=1, keepdims=True), 1e-9))
    return np.asarray(np.log(usual))
