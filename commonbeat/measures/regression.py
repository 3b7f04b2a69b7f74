"""Regressions on counts: a chance or a rate that moves with several things at once.

Needs: counts and what they are to be compared by; for chances also which officer or day each count belongs to.
Reads as: "at the same time of the evening and in the same district, the odds are 0.93 times as high in daylight".
Take care: it compares only what was recorded. Errors allow for records that come in bunches (one officer, one day), or
for counts that vary more than chance makes them.
Source: P. McCullagh and J. A. Nelder, Generalized linear models (1989), as computed by statsmodels; J. G. MacKinnon,
M. Ø. Nielsen and M. D. Webb, Cluster-robust jackknife and bootstrap inference for logistic regression models (2023).
"""

from __future__ import annotations

from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

Floats = NDArray[np.float64]


class Effect(NamedTuple):
    """A coefficient on the logarithmic scale, its standard error, and the degrees of freedom behind that."""

    coefficient: float
    error: float
    freedom: int

    @property
    def ratio(self) -> float:
        """How many times as high the odds, or the rate."""
        return float(np.exp(self.coefficient))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the ratio."""
        half = float(stdtrit(self.freedom, 0.975)) * self.error
        return float(np.exp(self.coefficient - half)), float(np.exp(self.coefficient + half))

    @property
    def p(self) -> float:
        """How often chance alone shows as much, in either direction."""
        return float(2 * stdtr(self.freedom, -abs(self.coefficient / self.error)))


def odds(yes: Any, whole: Any, columns: Any, cluster: Any, which: int = 0) -> Effect:
    """What the column numbered ``which`` does to the odds: logistic regression on counts, each (cells,).

    ``columns`` (cells, any) are without the constant, which is added; ``cluster`` (cells,) names the bunches. The error
    is what leaving each bunch out in turn does, by one step from the fit of all.
    """
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    yes, whole = np.asarray(yes, float), np.asarray(whole, float)
    design = np.column_stack([np.ones(len(yes)), columns])
    fitted = GLM(np.column_stack([yes, whole - yes]), design, family=Binomial()).fit()
    chance = np.asarray(fitted.mu)
    _names, groups = np.unique(np.asarray(cluster), return_inverse=True)
    error = _leave_one_out(design, whole * chance * (1 - chance), yes - whole * chance, groups)[which + 1]
    return Effect(float(fitted.params[which + 1]), float(error), int(groups.max()))


def _leave_one_out(design: Floats, weight: Floats, rest: Floats, groups: NDArray[np.int64]) -> Floats:
    """Standard errors of the coefficients, (columns,), from fits without each of the groups."""
    order = np.argsort(groups, kind="stable")
    design, weight, rest, groups = design[order], weight[order], rest[order], groups[order]
    whole = design.T * weight @ design
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    moved = []
    for start, stop in zip(starts, [*starts[1:], len(groups)], strict=True):
        x = design[start:stop]
        without = whole - x.T * weight[start:stop] @ x
        moved.append(-np.linalg.pinv(without, hermitian=True) @ (x.T @ rest[start:stop]))
    each, many = np.array(moved), len(starts)
    return np.asarray(np.sqrt((many - 1) / many * ((each - each.mean(axis=0)) ** 2).sum(axis=0)))


def rate(counts: Any, exposure: Any, columns: Any, which: int = 0) -> tuple[Effect, float]:
    """What a column does to a rate, and how many times as much as chance the counts vary: quasi-Poisson regression.

    That they vary less than chance makes them narrows nothing.
    """
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    design = np.column_stack([np.ones(len(counts)), columns])
    model = GLM(np.asarray(counts, float), design, family=Poisson(), offset=np.log(np.asarray(exposure, float)))
    with catch_warnings():
        simplefilter("ignore", PerfectSeparationWarning)  # that counts lie on the curve is no trouble for a rate
        fitted = model.fit(scale="X2")
    spread = float(fitted.scale)
    error = float(fitted.bse[which + 1]) / np.sqrt(min(spread, 1)) if spread else 0.0
    return Effect(float(fitted.params[which + 1]), float(error), int(fitted.df_resid)), spread


def natural_spline(x: Any, freedom: int, weights: Any = None) -> Floats:
    """A smooth curve of x as columns (cases, freedom): cubic between knots at even quantiles, straight outside.

    Spans the same curves as ``ns(x, df)`` of R, whose constant is left out too. Where many cases are alike, some knots
    fall together and there are fewer columns.
    """
    x = np.asarray(x, float)
    often = np.ones(len(x), int) if weights is None else np.asarray(weights, int)
    values = np.repeat(x, often)
    knots = np.unique(np.quantile(values, np.linspace(0, 1, freedom + 1)))
    low, last = knots[0], knots[-1]
    scale = (last - low) or 1.0
    x, knots = (x - low) / scale, (knots - low) / scale

    def bend(knot: float) -> Floats:
        rising = (np.maximum(x - knot, 0) ** 3 - np.maximum(x - knots[-1], 0) ** 3) / (knots[-1] - knot)
        return np.asarray(rising)

    return np.column_stack([x, *(bend(knot) - bend(knots[-2]) for knot in knots[:-2])])


def harmonics(month: Any, pairs: int = 2) -> Floats:
    """The seasons as ``pairs`` of waves over the months of a year, (cases, 2 × pairs)."""
    turn = 2 * np.pi * np.asarray(month, float)[:, None] * np.arange(1, pairs + 1) / 12
    return np.concatenate([np.sin(turn), np.cos(turn)], axis=1)
