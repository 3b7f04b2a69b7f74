"""Do officers' totals heap at a number? Every number is tried; the largest heap is held against the largest by chance.

Needs: officers' totals of periods, and of spans as long that begin in the middle of one and end in that of the next.
Reads as: "of 100 totals near 20 there are 40 more at it than below it, beyond what moved spans show".
Take care: a heap is looked for against totals over the moved spans, which no period's number can shape, so that no
curve has to be believed. Round numbers are held against other round numbers. Numbers below three are not tried.
Source: E. Saez, Do taxpayers bunch at kink points?, American Economic Journal: Economic Policy 2 (2010), and R. Chetty,
J. N. Friedman, T. Olsen and L. Pistaferri, QJE 126 (2011), for excess mass; P. H. Westfall and S. S. Young,
Resampling-based multiple testing (1993), for the largest of many.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota.bunching import excess_mass
from commonbeat.measures.enforcement.quota.panel import Panel
from commonbeat.measures.intervals import Z95
from commonbeat.measures.leave_one_out import FEWEST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST_TRIED, MOST_TRIED, ROUND = 3, 300, 5
#: totals near a number without which it is not tried, and officers among them
TOTALS, DRAWS, AT_ONCE, BUNCHES, PLAIN = 30, 9999, 333, 256, 30


class Heap(NamedTuple):
    """The ``number`` with the surest heap; the share of totals near it that stand there in excess, with its interval;
    p of the largest of all heaps; the excess ``mass`` at the number beyond the curve of all others."""

    number: int
    effect: float
    interval: tuple[float, float]
    p: float
    mass: float


def scan(of: Panel, seed: int = 0, draws: int = DRAWS) -> Heap | None:
    """The surest heap among all numbers; sure over officers and over periods, whichever says less. None: too few."""
    by_officer, by_period, near, numbers, each = excess(of)
    if not numbers.size or min(len(by_officer), len(by_period)) < FEWEST:
        return None
    ways = [_without_round(heap, near, numbers) for heap in (by_officer, by_period)]
    total = ways[0].sum(axis=0)
    errors = [np.sqrt((heap**2).sum(axis=0)) for heap in ways]
    error = np.maximum(*errors)
    able = (near >= TOTALS) & ((by_officer != 0).sum(axis=0) >= FEWEST) & (np.minimum(*errors) > 0)
    if not able.any():
        return None
    # what is missing below a number has gone to it: where more is missing than stands above, the heap is elsewhere
    risen = np.r_[0, each.cumsum()]
    here = able & (2 * (risen[numbers + wide(numbers)] - risen[numbers]) >= total)
    if not here.any():
        return None
    best = int(np.where(here, total / np.where(error > 0, error, 1), -np.inf).argmax())
    p = max(_largest(_bunched(heap[:, able]), float(total[best] / error[best]), seed, draws) for heap in ways)
    share, off = float(total[best] / near[best]), float(error[best] / near[best])
    around = np.arange(max(numbers[best] - 1, 1), numbers[best] + wide(numbers[best]))
    number = int(around[each[around].argmax()])
    totals = of.periods()
    mass = excess_mass(np.bincount(totals[np.isfinite(totals)].astype(int)), number)
    return Heap(number, share, (share - Z95 * off, share + Z95 * off), p, mass)


def wide(numbers: Any) -> Any:
    """How many numbers, from one up and from it down, are looked at together."""
    return np.maximum(np.rint(np.sqrt(numbers) / 2), 1).astype(int)


def excess(of: Panel) -> tuple[Floats, Floats, Floats, Ints, Floats]:
    """What each officer, and what each period, adds to the heap at each number, (officers or periods, numbers); totals
    near it; the numbers; and how many more totals there are of each number from zero than over moved spans.

    A heap is what stands at a number and just above it more than over moved spans, less what stands just below.
    """
    true, moved = of.periods(), of.periods(shift=1)
    many = min(true.shape[1] - 2, moved.shape[1] - 1)
    if many < 1:
        return np.zeros((0, 0)), np.zeros((0, 0)), np.zeros(0), np.zeros(0, int), np.zeros(0)
    true, before, after = true[:, 1 : many + 1], moved[:, :many], moved[:, 1 : many + 1]
    known = np.isfinite(true + before + after)
    officer, period = np.nonzero(known)
    totals = [one[known] for one in (true, before, after)]
    top = min(int(totals[0].max(initial=0)), MOST_TRIED) + 20
    numbers = np.arange(LEAST_TRIED, min(top - 18, MOST_TRIED))
    low, high = numbers - wide(numbers), numbers + wide(numbers)
    heaps = []
    for row in (np.unique(officer, return_inverse=True)[1], period):
        stands, moved_by = (np.zeros((int(row.max(initial=-1)) + 1, top + 1)) for _ in range(2))
        for some, to, weight in zip(totals, (stands, moved_by, moved_by), (1.0, 0.5, 0.5), strict=True):
            np.add.at(to, (row, np.minimum(some, top).astype(int)), weight)
        more = np.concatenate([np.zeros((len(stands), 1)), (stands - moved_by).cumsum(axis=1)], axis=1)
        heaps.append(more[:, high] - 2 * more[:, numbers] + more[:, low])
    both = np.r_[0, (stands + moved_by).sum(axis=0).cumsum()]
    return heaps[0], heaps[1], (both[high] - both[low]) / 2, numbers, (stands - moved_by).sum(axis=0)


def _without_round(heap: Floats, near: Floats, numbers: Ints) -> Floats:
    """The heaps, those at round numbers less what other round numbers have for their size."""
    is_round = numbers % ROUND == 0
    found = heap.copy()
    for at in np.flatnonzero(is_round):
        others = is_round.copy()
        others[at] = False
        size = near[others].sum()
        if size > near[at]:
            found[:, at] -= near[at] / size * np.maximum(heap[:, others].sum(axis=0), 0).sum() / len(heap)
    return found


def _bunched(heap: Floats) -> Floats:
    """Officers in bunches, which are turned together: as valid, and no more work for thousands than for hundreds."""
    if len(heap) <= BUNCHES:
        return heap
    return np.asarray(np.add.reduceat(heap, np.arange(BUNCHES) * len(heap) // BUNCHES, axis=0))


def _largest(heap: Floats, told: float, seed: int, draws: int) -> float:
    """How often the largest heap is as sure when each bunch's totals and moved totals change places by chance.

    Where that is plain after a few draws no more are made (Besag and Clifford 1991).
    """
    rng = np.random.default_rng(seed)
    error = np.sqrt((heap**2).sum(axis=0))
    sure = heap / np.where(error > 0, error, 1)
    as_large = 0
    done = 0
    while done < draws and as_large < PLAIN:
        turned = rng.integers(0, 2, (min(AT_ONCE, draws - done), len(heap))) * 2.0 - 1
        as_large += int(((turned @ sure).max(axis=1) >= told - 1e-9).sum())
        done += len(turned)
    return (1 + as_large) / (1 + done)
