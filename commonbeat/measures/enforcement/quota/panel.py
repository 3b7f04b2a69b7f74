"""Officers' counts by half periods as one table; only sums and tests over all of them ever leave it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Panel(NamedTuple):
    """``counts`` (officers, halves), NaN before an officer's second and after their last but one half with records.

    The first and last are known to have a record, because they are the first and last: they would bend every
    distribution. Halves between without records are zeros. ``lengths`` (halves,) in days; the first half of the table
    is the first half of a period.
    """

    counts: Floats
    lengths: Floats

    def periods(self, shift: int = 0) -> Floats:
        """Totals of two halves in a row, (officers, periods): of true periods, or of such as begin in their middle."""
        many = max(self.counts.shape[1] - shift, 0) // 2 * 2
        return np.asarray(self.counts[:, shift : shift + many].reshape(len(self.counts), many // 2, 2).sum(axis=2))


def panel(officer: Ints, half: Ints, n: Ints, first: int, lengths: Floats) -> Panel:
    """From one entry for each officer and half with records; halves are numbered, ``first`` an even one."""
    _names, row = np.unique(officer, return_inverse=True)
    column = half - first
    kept = (column >= 0) & (column < len(lengths))
    many = int(row.max(initial=-1)) + 1
    counts = np.zeros((many, len(lengths)))
    np.add.at(counts, (row[kept], column[kept]), n[kept])
    begin, end = np.full(many, len(lengths)), np.full(many, -1)
    np.minimum.at(begin, row, column)
    np.maximum.at(end, row, column)
    place = np.arange(len(lengths))
    counts[(place <= begin[:, None]) | (place >= end[:, None])] = np.nan
    return Panel(counts[~np.isnan(counts).all(axis=1)], lengths)


def merged(one: Panel, halves: int) -> Panel:
    """The same with so many halves taken together as one: quarters' halves of months'."""
    many = one.counts.shape[1] // (2 * halves) * 2 * halves
    counts = one.counts[:, :many].reshape(len(one.counts), many // halves, halves).sum(axis=2)
    return Panel(counts[~np.isnan(counts).all(axis=1)], one.lengths[:many].reshape(-1, halves).sum(axis=1))
