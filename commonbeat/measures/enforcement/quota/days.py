"""What is known of each day, of every unit by itself: what was done, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota.calendars import WEEK
from commonbeat.measures.enforcement.quota.counting import Cells, Counted
from commonbeat.measures.enforcement.quota.period_end import Window
from commonbeat.measures.result import LEAST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: records without which a unit is not looked at
ENOUGH = 60
#: days are stray that are further than this from all others, before or after them, and hold less than this share
APART, STRAY = 4 * WEEK, 0.001


class Series(NamedTuple):
    """The units that can be looked at, place → name, last all together (−1 → None), and their days from the first."""

    units: Mapping[int, str | None]
    first: int
    many: int

    def counted(self, cells: Cells, values: Ints) -> Floats:
        """Values by series and day, zero where none are given; what has no unit counts for all and, where nothing has
        one, for every unit."""
        table = np.zeros((len(self.units), self.many))
        inside = self.holds(cells)
        for row, unit in enumerate(self.units):
            own = inside if unit < 0 or not (cells.unit >= 0).any() else inside & (cells.unit == unit)
            np.add.at(table[row], cells.at[own] - self.first, values[own])
        return table

    def holds(self, cells: Cells) -> Bools:
        """Which entries are of these days."""
        return np.asarray((cells.at >= self.first) & (cells.at < self.first + self.many))


class Spanned(NamedTuple):
    """Counts by unit and day, and for each entry the first and last day of its unit's own, (entries, 2)."""

    cells: Cells
    spans: Ints

    @property
    def strays(self) -> int:
        """How many are before or after all others of their unit."""
        at = self.cells.at
        return int(self.cells.n[(at < self.spans[:, 0]) | (at > self.spans[:, 1])].sum())

    def table(self, of: Series, at: Window) -> Floats:
        """By series and day in the strata that a unit's own span covers whole: one that begins or ends with its records
        would look like a rise or a fall. So no unit's numbers hang on the span of others."""
        starts, stops = at.bounds
        place = np.maximum(np.searchsorted(starts + of.first, self.cells.at, side="right") - 1, 0)
        covered = (self.spans[:, 0] <= starts[place] + of.first) & (self.spans[:, 1] >= stops[place] + of.first)
        return of.counted(self.cells, self.cells.n * covered)

    def of(self, unit: int) -> tuple[int, int]:
        """The first and last day of one unit's own, or (−1) of all."""
        own = self.spans if unit < 0 else self.spans[self.cells.unit == unit]
        return int(own[own[:, 1] >= 0, 0].min()), int(own[:, 1].max())


class ByDay(NamedTuple):
    """What is known of each day: what was done, the ``placebos`` by name, and by series and day, (series, days), the
    logarithm of the time on ``duty`` (0 where it is not known) and of how many officers were ``at_work``."""

    done: Spanned
    placebos: Mapping[str, Spanned]
    duty: Floats
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
    """What is known of the days of these series."""
    days, duty = counted.days, counted.duty
    return ByDay(
        spanned(days, of),
        {named: spanned(cells, of) for named, cells in counted.placebos.items()},
        _logarithm(of.counted(duty, duty.n)) if duty else np.zeros((len(of.units), of.many)),
        _logarithm(of.counted(days, days.officers)) if counted.people[-1] else None,
    )


def spanned(cells: Cells, of: Series) -> Spanned:
    """Each entry with the span of its unit's own days, without strays."""
    spans = np.tile(np.array([0, -1]), (len(cells.at), 1))
    inside = of.holds(cells)
    for unit in np.unique(cells.unit[inside]):
        own = inside & (cells.unit == unit)
        spans[own] = without_strays(cells.at[own], cells.n[own])
    return Spanned(cells, spans)


def without_strays(at: Ints, n: Ints) -> tuple[int, int]:
    """The first and last of these days that are not stray."""
    order = np.argsort(at)
    at, sums = at[order], n[order].cumsum()
    apart, few = np.diff(at) > APART, STRAY * sums[-1]
    first = at[1:][apart & (sums[:-1] < few)].max(initial=at[0])
    last = at[:-1][apart & (sums[-1] - sums[:-1] < few)].min(initial=at[-1])
    return int(first), int(last)


def _logarithm(exposure: Floats) -> Floats:
    """The logarithm, where there is no exposure that of the mean of the other days: such days have no records to speak
    of, or the roster does not reach them."""
    known = np.maximum((exposure > 0).sum(axis=1, keepdims=True), 1)
    usual = np.where(exposure > 0, exposure, np.maximum(exposure.sum(axis=1, keepdims=True) / known, 1e-9))
    return np.asarray(np.log(usual))
