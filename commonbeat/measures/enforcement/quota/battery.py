"""Every test of every unit and period, from counts: effects with intervals, errors, p and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota import calendars, heaping, officers, period_end
from commonbeat.measures.enforcement.quota.calendars import HALVES_OF_A_QUARTER, MONTH, QUARTER
from commonbeat.measures.enforcement.quota.counting import Counted
from commonbeat.measures.enforcement.quota.days import ByDay, Series, by_day, series
from commonbeat.measures.enforcement.quota.panel import Panel, merged, panel
from commonbeat.measures.result import word
from commonbeat.measures.settings import Reviews

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PERIOD_END, CATCH_UP = word("more in the last days"), word("officers behind at the middle catch up")
HEAPING, ALIKE = word("totals heap at a number"), word("totals too alike")
MOVED = word("the same days of calendars moved by half a period")


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


def parts(counted: Counted, reviews: Reviews, seed: int = 0) -> Iterator[Part]:
    """All of them."""
    of = series(counted)
    if of.units:
        days = by_day(counted, of)
        for kind in calendars.kinds(reviews):
            yield from ends(days, of, kind, reviews, seed)
        yield from totals(counted, days, of, reviews, seed)


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
    done = days.done.table(of, at)
    told = period_end.effects(done, days.duty, of.first, at, seed)
    beside = [(MOVED, one) for one in period_end.effects(days.done.table(of, moved), days.duty, of.first, moved, seed)]
    for named, others in reversed(list(days.placebos.items())):
        other = period_end.effects(others.table(of, at), np.zeros_like(done), of.first, at, seed)
        beside = [(named, one) if one else before for one, before in zip(other, beside, strict=True)]
    each = None if days.at_work is None else period_end.rises(done, days.at_work, of.first, at)
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


def totals(counted: Counted, days: ByDay, of: Series, reviews: Reviews, seed: int) -> Iterator[Part]:
    """What officers' totals show, for each calendar by which they were counted; quarters from months."""
    for calendar in calendars.halves(reviews):
        cells = counted.totals.get(calendar.name)
        if cells is None:
            continue
        for period, together in (
            (calendar.name, 1),
            *([(QUARTER, HALVES_OF_A_QUARTER)] if calendar.name == MONTH else []),
        ):
            for unit, name in of.units.items():
                first, lengths = _whole_halves(calendar, *days.done.of(unit), together)
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


def _whole_halves(calendar: calendars.Halves, first: int, last: int, together: int) -> tuple[int, Floats]:
    """The first whole half that begins a period, and the days of each from there on."""
    half = calendars.numbered(calendar, np.arange(first, last + 1))
    outside = calendars.numbered(calendar, np.array([first - 1, last + 1]))
    numbers, lengths = np.unique(half[(half != outside[0]) & (half != outside[1])], return_counts=True)
    begin = int(np.argmax(numbers % (2 * together) == 0)) if len(numbers) else 0
    if not len(numbers) or numbers[begin] % (2 * together):
        return 0, np.zeros(0)
    return int(numbers[begin]), lengths[begin:].astype(float)
