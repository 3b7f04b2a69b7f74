"""How much of a gap between two groups goes with what they were stopped for and where, and how much remains.

Needs: for each group the shares of its records in each category (or means of columns), and the rate in each.
Reads as: "of the gap of 6 in 100, two go with a different mix of offenses and districts; four remain within them".
Take care: "explained" is arithmetic, not an excuse: that a group is stopped for other things in other places may itself
be what has to be looked at. What remains is not "the bias" either, since what was not recorded is in it.
Source: E. M. Kitagawa, Components of a difference between two rates, JASA 50 (1955); R. Oaxaca (1973) and A. Blinder
(1973); D. Neumark, Employers' discriminatory behavior and the estimation of wage discrimination, JHR 23 (1988).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Side:
    """One group: ``means`` of its columns (its shares in each category) and its ``coefficients`` (the rate in each)."""

    means: Floats
    coefficients: Floats

    @property
    def mean(self) -> float:
        return float(self.means @ self.coefficients)


@dataclass(frozen=True)
class Parts:
    """The gap of one group over the other, in three parts that add up to it, and in two.

    ``endowments``: from other means at the other's coefficients. ``coefficients``: from other coefficients at the
    other's means. ``interaction``: from both at once. ``explained`` and ``unexplained`` are measured against the
    coefficients of both groups together; ``unexplained`` is ``of_one`` above them and ``of_other`` below.
    """

    gap: float
    endowments: float
    coefficients: float
    interaction: float
    explained: float
    of_one: float
    of_other: float

    @property
    def unexplained(self) -> float:
        return self.of_one + self.of_other


def decompose(one: Side, other: Side, together: Floats) -> Parts:
    """The gap between two groups; ``together`` are the coefficients of both groups as one."""
    means, coefficients = one.means - other.means, one.coefficients - other.coefficients
    return Parts(
        gap=one.mean - other.mean,
        endowments=float(means @ other.coefficients),
        coefficients=float(other.means @ coefficients),
        interaction=float(means @ coefficients),
        explained=float(means @ together),
        of_one=float(one.means @ (one.coefficients - together)),
        of_other=float(other.means @ (together - other.coefficients)),
    )


def of_cases(y: Any, columns: Any, is_one: Any) -> Parts:
    """The same from cases: their outcome (cases,), their columns (cases, any) and which of them are of the first group.

    Coefficients are by least squares; a column of ones is part of ``columns`` where a constant is wanted.
    """
    y, x, which = np.asarray(y, float), np.asarray(columns, float), np.asarray(is_one, bool)
    one, other = (Side(x[side].mean(axis=0), _least_squares(x[side], y[side])) for side in (which, ~which))
    return decompose(one, other, _least_squares(x, y))


def of_counts(yes: Floats, whole: Floats) -> Parts:
    """The same from counts, Kitagawa's case: (categories, 2), the first group in the first column.

    Categories in which only one group occurs must not be among them: there is nothing to compare there.
    """
    shares, rates = whole / whole.sum(axis=0), yes / whole
    one, other = (Side(shares[:, side], rates[:, side]) for side in (0, 1))
    return decompose(one, other, yes.sum(axis=1) / whole.sum(axis=1))


def _least_squares(x: Floats, y: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0])
