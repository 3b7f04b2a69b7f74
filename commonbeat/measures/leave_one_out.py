"""How sure a number is when records come in bunches: computed again and again, each time without one officer.

Needs: counts for each officer (or each day), and what is computed from their sums.
Reads as: "between 2 and 9 percentage points; no single officer makes or unmakes it".
Take care: two hundred stops by one officer are not two hundred independent ones. With fewer than ten officers the
interval says little; it is then not told.
Source: M. H. Quenouille, Notes on bias in estimation, Biometrika 43 (1956); B. E. Hansen, Jackknife standard errors for
clustered regression, University of Wisconsin (2022): with few and unequal bunches it keeps its level where the usual
robust errors do not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Floats = NDArray[np.float64]
#: fewer clusters than this are too few for any interval
FEWEST = 10


@dataclass(frozen=True)
class Estimate:
    """``value`` with its standard error, from this many officers (or days)."""

    value: float
    error: float
    clusters: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval, by Student's distribution."""
        half = float(stdtrit(self.clusters - 1, 0.975)) * self.error
        return self.value - half, self.value + half

    @property
    def p(self) -> float:
        """How often chance alone shows as much, in either direction."""
        if not self.error:
            return 0.0 if self.value else 1.0
        return float(2 * stdtr(self.clusters - 1, -abs(self.value / self.error)))


def estimates(cluster: Any, cell: Any, counts: Any, statistic: Callable[[Floats], Any]) -> list[Estimate]:
    """Each number that ``statistic`` makes of the sums of counts over clusters, with its error.

    ``cluster`` and ``cell`` (entries,) are whole numbers from 0, ``counts`` (entries, kinds); ``statistic`` takes
    (cells, kinds) and gives numbers. Where leaving one cluster out leaves nothing to compute, it is an infinite error.
    """
    order = np.argsort(cluster, kind="stable")
    cluster, cell = np.asarray(cluster)[order], np.asarray(cell)[order]
    counts = np.asarray(counts, float)[order]
    total = np.zeros((int(cell.max()) + 1, counts.shape[1]))
    np.add.at(total, cell, counts)
    whole = np.atleast_1d(statistic(total))
    starts = np.flatnonzero(np.r_[True, cluster[1:] != cluster[:-1]])
    many = len(starts)
    if many < 2:
        return [Estimate(float(value), float("inf"), many) for value in whole]
    without = []
    for start, stop in zip(starts, [*starts[1:], len(cluster)], strict=True):
        rest = total.copy()
        np.subtract.at(rest, cell[start:stop], counts[start:stop])
        without.append(np.atleast_1d(statistic(rest)))
    each = np.array(without)
    error = np.sqrt((many - 1) / many * ((each - each.mean(axis=0)) ** 2).sum(axis=0))
    error = np.where(np.isfinite(each).all(axis=0), error, np.inf)
    return [Estimate(float(value), float(e), many) for value, e in zip(whole, error, strict=True)]
