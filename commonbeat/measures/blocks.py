"""How sure a share of time is: weeks are drawn again and again, several in a row.

Needs: for each week the part and the whole.
Reads as: "58 of 100 minutes, give or take 3".
Take care: hours of one week are alike, and so are weeks that follow each other: whole blocks of weeks are drawn. With
fewer than eight weeks nothing is told. A season that is not in the records is not in the interval.
Source: D. N. Politis and J. P. Romano, A circular block-resampling procedure for stationary data (1992); T. C.
Hesterberg, What teachers should know about the bootstrap, The American Statistician 69 (2015), for Student's widening.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]
FEWEST_WEEKS = 8
DRAWS = 999


class Shares(NamedTuple):
    """Shares with their standard ``error`` and the bounds of their 95 % intervals, all of one shape; NaN: not told."""

    value: Floats
    error: Floats
    low: Floats
    high: Floats


def shares(part: Any, whole: Any, seed: int = 0) -> Shares:
    """The share of all weeks together; ``part`` and ``whole`` are (weeks, cells), the weeks in their order."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    weeks = len(part)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = part.sum(axis=0) / whole.sum(axis=0)
        if weeks < FEWEST_WEEKS:
            nothing = np.full(value.shape, np.nan)
            return Shares(value, nothing, nothing, nothing)
        length = length_of(weeks)
        long, short = (_variance(part, whole, one, np.random.default_rng(seed)) for one in (length, length // 2))
    # blocks cut what ties weeks together at their ends; what doubling their length adds is what they still miss
    error = np.sqrt(np.maximum(long, 2 * long - short))
    blocks = weeks / length
    half = float(stdtrit(blocks - 1, 0.975)) * error
    return Shares(value, error, np.clip(value - half, 0, 1), np.clip(value + half, 0, 1))


def length_of(weeks: int) -> int:
    """How many weeks in a row are drawn: the square root of their number, so that there are as many blocks."""
    return max(2, round(weeks**0.5))


def _variance(part: Floats, whole: Floats, length: int, rng: np.random.Generator) -> Floats:
    """The variance of the share over blocks drawn anew, with what is lost for drawing them from so few."""
    drawn = draws(len(part), length, rng)
    blocks = len(part) / length
    return np.asarray(blocks / (blocks - 1) * ((drawn @ part) / (drawn @ whole)).var(axis=0, ddof=1))


def draws(weeks: int, length: int, rng: np.random.Generator) -> Floats:
    """How often each week is drawn in each of DRAWS samples, (DRAWS, weeks); the first week follows the last."""
    blocks = -(-weeks // length)
    starts = rng.integers(weeks, size=(DRAWS, blocks, 1))
    chosen = ((starts + np.arange(length)) % weeks).reshape(DRAWS, -1)[:, :weeks]
    times = np.zeros((DRAWS, weeks))
    np.add.at(times, (np.arange(DRAWS)[:, None], chosen), 1)
    return times
