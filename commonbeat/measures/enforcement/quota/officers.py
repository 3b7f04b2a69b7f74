"""Three questions of officers' totals, asked of all of them together: do those behind catch up before the period ends;
do totals heap at a number; are totals more alike than chance leaves them?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtr

from commonbeat.measures.enforcement.quota.panel import Panel
from commonbeat.measures.leave_one_out import FEWEST, Estimate

Floats = NDArray[np.float64]
#: pairs of halves, or of periods, without which nothing is told
PAIRS = 60


@dataclass(frozen=True)
class Alike(Estimate):
    """How many times less totals vary than chance alone makes them, which ``by_chance`` does as often."""

    by_chance: float

    @property
    def p(self) -> float:
        """That by chance, and no smaller than what officers left out in turn give."""
        return max(self.by_chance, super().p)


def catch_up(of: Panel) -> Estimate | None:
    """How much more those behind at the middle of a period make up by its end than across the reset; None: too few.

    Each officer's rate beside their own mean and that of all in the same half. Falling back to the mean works within a
    period as across its end; a race for a number works only within. The effect is the slope across less that within.
    """
    if not of.counts.size:
        return None
    rates = of.counts / of.lengths * of.lengths.mean()
    with np.errstate(invalid="ignore", divide="ignore"):
        own = _mean(rates, 1)[:, None]
        beside = rates - own
        beside = (beside - _mean(beside, 0)) / np.sqrt(own)
    beside[~np.isfinite(beside)] = np.nan
    behind, later = beside[:, :-1], beside[:, 1:]
    both = behind * later
    known = np.isfinite(both)
    within, across = known[:, 0::2].sum(), known[:, 1::2].sum()
    spread = np.nanmean(beside**2) if known.any() else 0.0
    if min(within, across) < PAIRS or spread <= 0:
        return None
    parts = np.nan_to_num(both) / spread
    parts[:, 0::2] /= -within
    parts[:, 1::2] /= across
    periods = np.add.reduceat(parts.sum(axis=0), np.arange(0, parts.shape[1], 2))
    return _told(parts.sum(axis=1)[known.any(axis=1)], periods, parts)


def alike(of: Panel) -> Alike | None:
    """How many times less totals of one officer in two periods vary than chance alone makes them: 1 less their index.

    Each total beside the one before, as a part of both; what all officers share is taken out. Whatever makes officers
    or months differ makes the index larger, never smaller. None: too few.
    """
    totals = of.periods()
    before, after = totals[:, 0:-1:2], totals[:, 1::2]
    whole = before + after
    used = whole > 0
    many = used.sum(axis=0)
    share = np.nansum(np.where(used, after, 0), axis=0) / np.maximum(np.nansum(np.where(used, whole, 0), axis=0), 1)
    used &= (many > 1) & (share > 0) & (share < 1)
    if used.sum() < PAIRS:
        return None
    with np.errstate(invalid="ignore", divide="ignore"):
        index = (after - whole * share) ** 2 / (whole * share * (1 - share)) * many / (many - 1)
        chance = 2 - (6 - 1 / (share * (1 - share))) / whole
    pairs = int(used.sum())
    total, spread = float(index[used].sum()), float(np.maximum(chance[used], 0).sum())
    scale = spread / (2 * pairs)
    by_chance = float(chdtr(pairs / scale, total / scale)) if scale > 0 else 1.0
    each = np.where(used, 1 - index, 0) / pairs
    told = _told(each.sum(axis=1)[used.any(axis=1)], each.sum(axis=0), each)
    return Alike(told.value, told.error, told.clusters, by_chance) if told else None


def _mean(values: Floats, axis: int) -> Floats:
    """The mean of what is known along an axis; NaN where nothing is."""
    known = np.isfinite(values)
    return np.asarray(np.where(known, values, 0).sum(axis=axis) / known.sum(axis=axis))


def _told(of_officers: Floats, of_periods: Floats, each: Floats) -> Estimate | None:
    """A sum of what each officer and each period adds to it; None where there are too few, or nothing differs.

    Its error lets both all that one officer does be alike, and all that is done in one period (a campaign of some).
    """
    many = min(len(of_officers), len(of_periods))
    if many < FEWEST:
        return None
    ways = [_variance(of_officers), _variance(of_periods)]
    error = float(np.sqrt(max(*ways, sum(ways) - (each**2).sum())))
    return Estimate(float(of_officers.sum()), error, many) if error > 0 else None


def _variance(parts: Floats) -> float:
    """The variance of the sum of parts that do not know of each other."""
    return float(len(parts) / (len(parts) - 1) * ((parts - parts.mean()) ** 2).sum())
