"""Intervals for a rate: how far the true rate may lie from the counted one.

Needs: how many in how much time, or how many in each week or month.
Reads as: "12 complaints in 8 months, 1.5 a month; the true rate may lie between 0.8 and 2.6".
Take care: where counts jump more than chance makes them (a festival, a campaign), the plain interval is too narrow.
From several periods that is measured, told as "counts vary 3.6 times as much as chance alone", and the interval
widened.
Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936); R. W. M. Wedderburn, Quasi-
likelihood functions, generalized linear models, and the Gauss–Newton method, Biometrika 61 (1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, sqrt

from scipy.special import chdtri, stdtrit


@dataclass(frozen=True)
class Rate:
    """``value`` per unit of exposure with its 95 % interval; ``dispersion`` is 1 where chance alone moves counts."""

    value: float
    low: float
    high: float
    dispersion: float = 1.0


def exact(count: int, exposure: float, level: float = 0.95) -> Rate:
    """A rate whose interval covers at least as often as its level says. Raises ValueError for an impossible count."""
    if count < 0 or not 0 < exposure < inf:
        raise ValueError(f"{count} in {exposure} is not a rate")
    tail = (1 - level) / 2
    low = float(chdtri(2 * count, 1 - tail)) / 2 if count else 0.0
    return Rate(count / exposure, low / exposure, float(chdtri(2 * count + 2, tail)) / 2 / exposure)


def over_periods(counts: Sequence[int], exposures: Sequence[float], level: float = 0.95) -> Rate:
    """One rate over several periods; wider than the exact interval where they vary more than chance makes them.

    Never narrower: that counts vary less than chance makes them is chance as well. With one period, or nothing
    counted, it is the exact interval.
    """
    total, exposure = sum(counts), sum(exposures)
    plain = exact(total, exposure, level)
    if len(counts) < 2 or not total:
        return plain
    expected = [plain.value * part for part in exposures]
    spread = sum((count - mean) ** 2 / mean for count, mean in zip(counts, expected, strict=True)) / (len(counts) - 1)
    if spread <= 1:
        return plain
    half = float(stdtrit(len(counts) - 1, 1 - (1 - level) / 2)) * sqrt(spread / total)
    low, high = plain.value * exp(-half), plain.value * exp(half)
    return Rate(plain.value, min(low, plain.low), max(high, plain.high), spread)
