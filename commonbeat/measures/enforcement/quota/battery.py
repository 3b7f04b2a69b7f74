"""Every test of every unit and period, from counts: effects with intervals, errors, p and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
PERIOD_END, CATCH_UP = word("more in the last days"), word("officers behind at the middle catch up")
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
    ``placebo`` is the same test of ``beside``, a series that no quota moves, with its own p; ``number`` is where totals
    heap, ``mass`` how many times the curve.
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
    beside: str | None = None
    placebo: float | None = None
    placebo_interval: tuple[float, float] | None = None
    placebo_p: float | None = None
    per_officer: float | None = None
    number: int | None = None
    mass: float | None = None


class Series(NamedTuple):
    """The units that can be looked at, place → name, last all together (−1 → None), and their days from the first."""

    units: Mapping[int, str | None]
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


class Placebo(NamedTuple):
    """A series that no quota moves: its name, its counts by series and day, and the number of its first day. It may
    cover fewer days than what stands beside it."""

    named: str
    counts: Floats
    first: int


class ByDay(NamedTuple):
    """What is known of each series and day, (series, days): what was done, the logarithm of the time on ``duty`` (0
    where it is not known), the ``placebo``, and the logarithm of how many officers were ``at_work``."""

    counts: Floats
    duty: Floats
    placebos: list[Placebo]
    at_work: Floats | None


def series(counted: Counted) -> Series:
    """Which units have enough records, from officers enough; and the days without strays at either end."""
    cells = counted.days
    if not len(cells.at):
        return Series({}, 0, 0)
    first, last = without_strays(cells.at, cells.n)
    records = np.array([cells.n[cells.unit == unit].sum() for unit in range(len(counted.units))])
    few = (counted.people[:-1] > 0) & (counted.people[:-1] < LEAST)
    units: dict[int, str | None] = {
        unit: name for unit, name in enumerate(counted.units) if records[unit] >= ENOUGH and not few[unit]
    }
    alone = len(counted.units) == 1 and not (cells.unit < 0).any()
    if cells.n.sum() >= ENOUGH and not 0 < counted.people[-1] < LEAST and not alone:
        units[-1] = None
    return Series(units, first, last - first + 1)


def by_day(counted: Counted, of: Series) -> ByDay:
    """The tables of these series."""
    days, duty = counted.days, counted.duty
    counts = of.counted(days, days.n)
    return ByDay(
        counts,
        _logarithm(of.counted(duty, duty.n)) if duty else np.zeros_like(counts),
        list(_placebos(counted, of)),
        _logarithm(of.counted(days, days.officers)) if counted.people[-1] else None,
    )


def _placebos(counted: Counted, of: Series) -> Iterator[Placebo]:
    """What stands beside, each on the days that it covers."""
    for named, cells in counted.placebos.items():
        if len(cells.at):
            first, last = int(cells.at.min()) - of.first, int(cells.at.max()) - of.first
            covered = slice(max(first, 0), max(last + 1, 0))
            yield Placebo(named, of.counted(cells, cells.n)[:, covered], of.first + covered.start)


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
        days = by_day(counted, of)
        for kind in calendars.kinds(reviews):
            yield from ends(days, of, kind, reviews, seed)
        yield from totals(counted, of, reviews, seed)


def ends(days: ByDay, of: Series, kind: str, reviews: Reviews, seed: int) -> Iterator[Part]:
    """More in the last days: for weeks whose phase is not known the surest of all phases, with p for having looked."""
    tried = calendars.ends(
        kind, of.first - calendars.FOUR_WEEKS * 4, of.first + of.many + calendars.FOUR_WEEKS * 4, reviews
    )
    found = [list(one) for one in (_ends(days, of, kind, last, reviews.last_days, seed) for last in tried) if one]
    for same in zip(*found, strict=True):
        best = min(same, key=lambda part: part.p)
        looked = len(same)
        yield replace(best, p=min(best.p * looked, 1.0), p_moved=min((best.p_moved or 0.0) * looked, 1.0), tried=looked)


def _ends(days: ByDay, of: Series, kind: str, last: Ints, last_days: int, seed: int) -> list[Part]:
    at = period_end.window(of.first, of.many, last, last_days)
    gaps = np.diff(last)
    moved = period_end.window(of.first, of.many, last[:-1] + gaps // 2, last_days)
    if at is None or moved is None:
        return []
    told = period_end.effects(days.counts, days.duty, of.first, at, seed)
    beside = [(MOVED, one) for one in period_end.effects(days.counts, days.duty, of.first, moved, seed)]
    for named, counts, first in reversed(days.placebos):
        covered = period_end.window(first, counts.shape[1], last, last_days)
        if covered:
            other = period_end.effects(counts, np.zeros_like(counts), first, covered, seed)
            beside = [(named, one) if one else before for one, before in zip(other, beside, strict=True)]
    each = None if days.at_work is None else period_end.rises(days.counts, days.at_work, of.first, at)
    return [
        Part(
            unit=unit,
            test=PERIOD_END,
            period=kind,
            effect=one.rise,
            interval=one.rise_interval,
            p=one.p,
            error=one.error,
            freedom=one.clusters - 1,
            p_moved=one.p_moved,
            beside=named if nearby else None,
            placebo=nearby.rise if nearby else None,
            placebo_interval=nearby.rise_interval if nearby else None,
            placebo_p=nearby.p if nearby else None,
            per_officer=None if each is None else each[row],
        )
        for row, (unit, one, (named, nearby)) in enumerate(zip(of.units.values(), told, beside, strict=True))
        if one
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
            for unit, name in of.units.items():
                own = cells.unit == unit if unit >= 0 else np.ones(len(cells.unit), bool)
                table = panel(cells.officer[own], cells.at[own], cells.n[own], first, lengths)
                yield from _totals(name, period, merged(table, together) if together > 1 else table, seed)


def _totals(unit: str | None, period: str, of: Panel, seed: int) -> Iterator[Part]:
    if slope := officers.catch_up(of):
        yield Part(unit, CATCH_UP, period, slope.value, slope.interval, slope.p, slope.error, slope.clusters - 1)
    if heap := heaping.scan(of, seed):
        yield Part(unit, HEAPING, period, heap.effect, heap.interval, heap.p, number=heap.number, mass=heap.mass)
    if less := officers.alike(of):
        yield Part(unit, ALIKE, period, less.value, less.interval, less.p)


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


def _logarithm(exposure: Floats) -> Floats:
    """The logarithm, where there is no exposure that of the mean of the other days: such days have no records to speak
    of, or the roster does not reach them."""
    known = np.maximum((exposure > 0).sum(axis=1, keepdims=True), 1)
    usual = np.where(exposure > 0, exposure, np.maximum(exposure.sum(axis=1, keepdims=True) / known, 1e-9))
    return np.asarray(np.log(usual))
