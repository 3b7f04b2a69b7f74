"""Regression of many series of counts at once, each day compared only with the days around the same end of a period.

Needs: counts by day, what is known of each day, and the strata of days within which they are compared.
Reads as: "in the last five days 1.08 times as many as in the two weeks around them".
Take care: the level of each stratum drops out, so that seasons, staffing and long campaigns do not count.
Source: B. G. Armstrong, A. Gasparrini and A. Tobias, Conditional Poisson models, BMC Medical Research Methodology 14
(2014); B. E. Hansen, Jackknife standard errors for clustered regression, University of Wisconsin (2022).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
#: steps of Newton's method at most, and what keeps a column that tells nothing at zero
STEPS, NOTHING, CLOSE = 60, 1e-7, 1e-9


class Fitted(NamedTuple):
    """Of each series: coefficients (series, columns), expected counts (series, days), and by leaving out each stratum
    the standard error of the first coefficient and the number of strata with anything in them, both (series,)."""

    coefficients: Floats
    expected: Floats
    error: Floats
    strata: Ints


def expected(counts: Floats, columns: Floats, starts: Ints, offset: Floats) -> tuple[Floats, Floats]:
    """Coefficients and expected counts, which add up to the counted ones in each stratum.

    ``counts`` and ``offset`` (series, days), ``columns`` (days, any); strata are runs of days that begin at ``starts``.
    """
    width = columns.shape[1]
    lengths = np.diff([*starts, counts.shape[1]])
    total = np.add.reduceat(counts, starts, axis=1)
    squares = (columns[:, :, None] * columns[:, None, :]).reshape(len(columns), -1)
    found = np.zeros((len(counts), width))
    least = np.eye(width) * NOTHING
    for _step in range(STEPS):
        weight = np.exp(np.clip(_times(found, columns.T) + offset, -30, 30))
        mean = weight * np.repeat(total / np.add.reduceat(weight, starts, axis=1), lengths, axis=1)
        inner = _means(mean, columns, starts, total)
        known = _times(mean, squares).reshape(-1, width, width) - np.einsum("bs,bsk,bsl->bkl", total, inner, inner)
        score = _times(counts - mean, columns) - NOTHING * found
        step = np.clip(np.linalg.solve(known + least, score[:, :, None])[:, :, 0], -2, 2)
        if np.abs(step).max(initial=0) < CLOSE:
            break
        found = found + step
    return found, mean


def fit(counts: Floats, columns: Floats, starts: Ints, offset: Floats) -> Fitted:
    """The same with the error of the first coefficient."""
    found, mean = expected(counts, columns, starts, offset)
    total = np.add.reduceat(counts, starts, axis=1)
    lengths = np.diff([*starts, counts.shape[1]])
    errors = []
    for series in range(len(counts)):
        inner = _means(mean[series : series + 1], columns, starts, total[series : series + 1])[0]
        centered = columns - np.repeat(inner, lengths, axis=0)
        rest = np.add.reduceat(centered * (counts - mean)[series, :, None], starts, axis=0)
        weighed = centered * mean[series, :, None]
        known = np.add.reduceat(weighed[:, :, None] * centered[:, None, :], starts, axis=0)
        errors.append(_jackknife(known, rest, total[series] > 0))
    return Fitted(found, mean, np.array(errors), (total > 0).sum(axis=1))


def _means(mean: Floats, columns: Floats, starts: Ints, total: Floats) -> Floats:
    """The mean of each column in each stratum, weighed by what is expected, (series, strata, columns)."""
    sums = np.stack([np.add.reduceat(mean * column, starts, axis=1) for column in columns.T], axis=2)
    return np.asarray(sums / np.where(total > 0, total, 1)[:, :, None])


def _jackknife(known: Floats, rest: Floats, used: NDArray[np.bool_]) -> float:
    """The error of the first coefficient, by one step from the fit of all without each stratum in turn."""
    many = int(used.sum())
    if many < 2:
        return float("inf")
    without = known.sum(axis=0) - known[used] + np.eye(known.shape[1]) * NOTHING
    moved = np.linalg.solve(without, rest[used][:, :, None])[:, 0, 0]
    return float(np.sqrt((many - 1) / many * ((moved - moved.mean()) ** 2).sum()))


def _times(one: Floats, other: Floats) -> Floats:
    """The product of two matrices in this thread: for so small ones many threads only wait for each other."""
    return np.asarray(np.einsum("bt,tk->bk", one, other))
