"""Many at once: which of many differences stand out, and what each small place borrows from the others.

Needs: a p-value for each of many questions; or for each place an estimate and how uncertain it is.
Reads as: "of 15 districts four stand out, and of such about one in twenty by chance alone".
Take care: among twenty districts that do not differ, one will look different by chance. Small places jump about: each
is drawn toward what all have in common, the more the less is known of it. Never a ranking, never single officers.
Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, JRSS B 57 (1995); R. E. Fay and R. A.
Herriot, Estimates of income for small places, JASA 74 (1979); N. G. N. Prasad and J. N. K. Rao, The estimation of the
mean squared error of small-area estimators, JASA 85 (1990); F. J. Anscombe, The transformation of Poisson,
binomial and negative-binomial data, Biometrika 35 (1948), for shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def false_discovery_rate(p: Floats) -> Floats:
    """For each p-value the least share of false ones among all that would be told with it, same shape."""
    flat = p.ravel()
    order = np.argsort(flat)
    q = flat[order] * len(flat) / np.arange(1, len(flat) + 1)
    found = np.empty(len(flat))
    found[order] = np.minimum(np.minimum.accumulate(q[::-1])[::-1], 1)
    return found.reshape(p.shape)


@dataclass(frozen=True)
class Pooled:
    """``values`` with their mean squared ``errors``, each (places,); ``between`` is how much places truly vary.

    ``trend`` (columns,) is what all have in common; ``own`` (places,) how much each keeps of its own estimate.
    """

    values: Floats
    errors: Floats
    between: float
    trend: Floats
    own: Floats


def partial_pooling(estimates: Any, variances: Any, columns: Any = None) -> Pooled:
    """Each estimate drawn toward the trend of all: the empirical best predictor under Fay and Herriot's model.

    ``estimates`` and the known sampling ``variances`` (places,); ``columns`` (places, any) describe the places, none:
    one mean. The variance between places is fitted by restricted maximum likelihood, and never below zero.
    """
    y, spread = np.asarray(estimates, float), np.asarray(variances, float)
    x = np.ones((len(y), 1)) if columns is None else np.asarray(columns, float)
    if len(y) <= x.shape[1] or not (spread > 0).all():
        raise ValueError("pooling needs more places than columns, and how uncertain each is")
    between = _between(y, spread, x)
    weight = 1 / (between + spread)
    inverse = np.linalg.inv(x.T * weight @ x)
    trend = inverse @ (x.T @ (weight * y))
    own = between * weight
    # what is not known of the place, of the trend, and of the variance between places (counted twice, as it biases)
    of_place = own * spread
    of_trend = (1 - own) ** 2 * np.einsum("ij,jk,ik->i", x, inverse, x)
    of_between = spread**2 * weight**3 * 2 / (weight**2).sum()
    fitted = x @ trend
    return Pooled(fitted + own * (y - fitted), of_place + of_trend + 2 * of_between, between, trend, own)


def pooled_shares(parts: Any, wholes: Any) -> Floats:
    """Shares of many places, each drawn toward the mean of all; (places,).

    Pooled on the arcsine scale, where the variance of a share depends on nothing but how many were counted.
    """
    part, whole = np.asarray(parts, float), np.asarray(wholes, float)
    angles = np.arcsin(np.sqrt((part + 3 / 8) / (whole + 3 / 4)))
    return np.asarray(np.sin(np.clip(partial_pooling(angles, 1 / (4 * whole + 2)).values, 0, np.pi / 2)) ** 2)


def _between(y: Floats, spread: Floats, x: Floats) -> float:
    """The variance between places, by Fisher scoring on the restricted likelihood."""
    between = float(np.median(spread))
    for _ in range(200):
        weight = 1 / (between + spread)
        wx = x * weight[:, None]
        project = np.diag(weight) - wx @ np.linalg.inv(x.T @ wx) @ wx.T
        rest = project @ y
        step = float((rest @ rest - np.trace(project)) / (project * project).sum())
        found = max(between + step, 0.0)
        if abs(found - between) < 1e-12 * (1 + between):
            break
        between = found
    return found
