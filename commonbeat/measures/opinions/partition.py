"""Groups of people whose votes lie close together: k-means, and how many groups by silhouette.

Source: S. P. Lloyd, Least squares quantization in PCM (1982); D. Arthur and S. Vassilvitskii, k-means++ (2007);
P. J. Rousseeuw, Silhouettes (1987); the steps and the numbers of groups tried are those of Polis (Small et al. 2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from commonbeat.measures.result import LEAST

Floats = NDArray[np.float64]
#: most groups that are looked for
MOST = 5
#: starts of k-means for each number of groups, and points tried for each center that a start begins with
STARTS, TRIES = 10, 4
#: people up to whom every distance is computed
EXACT = 2_000
#: cells of the grid across the range of all but the outermost one in a hundred
CELLS = 30
ROUNDS = 300


@dataclass(frozen=True)
class Partition:
    """People divided into groups: ``labels`` (people,) from 0 on, ``centers`` (groups, axes), the largest group first.

    The first ``shown`` groups have five people or more; the others, if any, are too small to be shown. ``silhouettes``
    says for each number of groups how well they stand apart, −1 to 1; ``centers_of`` are their centers.
    """

    labels: NDArray[np.int64]
    centers: Floats
    shown: int
    silhouettes: Mapping[int, float]
    centers_of: Mapping[int, Floats] = field(default_factory=dict)


@dataclass(frozen=True)
class BaseClusters:
    """Points that stand for the people near them: ``points`` (clusters, axes), ``weights`` and ``of`` (people,)."""

    points: Floats
    weights: Floats
    of: NDArray[np.int64]


def base_clusters(where: Floats) -> BaseClusters:
    """Everybody by themselves up to EXACT people; above, the mean of all in each cell of a fine grid.

    Polis takes 100 k-means clusters instead, which depend on where they start. A cell has a fixed place, so that
    neither order nor chance enters; a distance is wrong by no more than the two cells are wide (1/CELLS of the range
    each), and the silhouette, a mean over all people, by far less (a test holds 0.01).
    """
    if len(where) <= EXACT:
        order = np.lexsort(where.T[::-1])
        of = np.empty(len(where), np.int64)
        of[order] = np.arange(len(where))
        return BaseClusters(where[order], np.ones(len(where)), of)
    low, high = np.quantile(where, [0.005, 0.995], axis=0)
    step = np.maximum((high - low) / CELLS, 1e-12)
    cell = np.clip(np.floor((where - low) / step), -CELLS, 2 * CELLS).astype(np.int64) + CELLS
    number = cell[:, 0] * (4 * CELLS) + cell[:, 1]
    occupied = np.flatnonzero(np.bincount(number))
    of = np.searchsorted(occupied, number)
    weights = np.bincount(of).astype(float)
    points = np.stack([np.bincount(of, axis) / weights for axis in where.T], axis=1)
    return BaseClusters(points, weights, of)


def most_groups(people: int) -> int:
    """How many groups are tried at most: Polis' rule, 2 and one more for every 12, never more than five."""
    return min(MOST, 2 + people // 12)


def nearest(points: Floats, centers: Floats) -> NDArray[np.int64]:
    """The nearest center of each point: (…, points) for ``centers`` (…, groups, axes)."""
    gaps = np.square(centers).sum(axis=-1)[..., None] - 2 * (centers @ points.T)
    least, labels = gaps[..., 0, :].copy(), np.zeros(gaps[..., 0, :].shape, np.int64)
    for group in range(1, gaps.shape[-2]):  # much faster than argmin along so short an axis
        labels[gaps[..., group, :] < least] = group
        np.minimum(least, gaps[..., group, :], out=least)
    return labels


def lloyd(points: Floats, weights: Floats, centers: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Labels and centers once no point changes its group; a group left empty keeps its center."""
    labels, settled = lloyd_from_many(points, weights, centers[None])
    return labels[0], settled[0]


def lloyd_from_many(points: Floats, weights: Floats, starts: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The same from many ``starts`` (starts, groups, axes) at once: labels (starts, points) and centers."""
    centers, labels = starts.copy(), nearest(points, starts)
    counted = weights[:, None] * np.column_stack([np.ones(len(points)), points])
    groups, moving = np.arange(starts.shape[1])[:, None], np.arange(len(starts))
    for _ in range(ROUNDS):
        sums = (labels[moving, None, :] == groups).astype(float) @ counted
        size = sums[..., :1]
        centers[moving] = np.where(size > 0, sums[..., 1:] / np.maximum(size, 1e-300), centers[moving])
        found = nearest(points, centers[moving])
        changed = (found != labels[moving]).any(axis=1)
        moving, found = moving[changed], found[changed]
        if not len(moving):
            break
        labels[moving] = found
    return labels, centers


def seeded_centers(points: Floats, weights: Floats, groups: int, starts: int, chance: np.random.Generator) -> Floats:
    """Starting centers far from each other, (starts, groups, axes): greedy k-means++, the best of TRIES each time."""
    first = chance.choice(len(points), starts, p=weights / weights.sum())
    chosen, every = [first], np.arange(starts)
    far = squares(points[first], points)
    for _ in range(groups - 1):
        below = (far * weights).cumsum(axis=1)
        drawn = chance.random((starts, TRIES)) * below[:, -1:]
        tried = np.minimum((below[:, None, :] <= drawn[..., None]).sum(axis=2), len(points) - 1)
        nearer = np.minimum(far[:, None, :], squares(points[tried], points))
        best = (nearer @ weights).argmin(axis=1)
        far = nearer[every, best]
        chosen.append(tried[every, best])
    return points[np.stack(chosen, axis=1)]


def squares(centers: Floats, points: Floats) -> Floats:
    """Squared distances of every center to every point, (…, points)."""
    gaps = np.square(centers[..., :1] - points[:, 0])
    for axis in range(1, points.shape[1]):
        gaps += np.square(centers[..., axis : axis + 1] - points[:, axis])
    return gaps


def k_means(points: Floats, weights: Floats, starts: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The grouping with the least sum of squares within groups that any start leads to: labels and centers."""
    labels, centers = lloyd_from_many(points, weights, starts)
    within = [float(weights @ np.square(points - one[of]).sum(axis=1)) for of, one in zip(labels, centers, strict=True)]
    best = int(np.argmin(within))
    first = next(start for start, sum_ in enumerate(within) if sum_ <= within[best] * (1 + 1e-9))
    return labels[first], centers[first]


def distances(some: Floats, points: Floats) -> NDArray[np.float32]:
    """How far some points are from all, (some, points)."""
    apart = np.zeros((len(some), len(points)), np.float32)
    for one, every in zip(some.T.astype(np.float32), points.T.astype(np.float32), strict=True):
        gap = one[:, None] - every
        apart += gap * gap
    return np.sqrt(apart, out=apart)


def silhouette(apart: NDArray[Any], weights: Floats, labels: NDArray[np.int64], some: slice = slice(None)) -> float:
    """How much nearer people are to their own group than to the next one, on average, −1 to 1.

    ``apart`` (some, points) are distances of ``some`` of the points, whom the average is over, from all; a point of
    weight w stands for w people. Who is alone in a group counts 0; where all are in one group, everybody does.
    """
    belongs = (labels[:, None] == np.arange(labels.max() + 1)) * weights[:, None]
    size = belongs.sum(axis=0)
    if np.count_nonzero(size) < 2:
        return 0.0
    sums = np.asarray(apart @ belongs.astype(apart.dtype), float)
    rows, labels, weights = np.arange(len(sums)), labels[some], weights[some]
    own = sums[rows, labels] / np.maximum(size[labels] - 1, 1e-300)
    others = sums / np.maximum(size, 1e-300)
    others[rows, labels] = np.inf
    others[:, size == 0] = np.inf
    other = others.min(axis=1)
    gain = np.where(size[labels] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-300), 0.0)
    return float((gain * weights).sum() / weights.sum())


def partition(where: Floats, *, seed: int, start: Partition | None = None) -> Partition | None:
    """People at positions ``where`` (people, axes) in two to five groups, as many as have the largest silhouette.

    A number of groups counts only where at least two of them have five people, who may be shown; None where none does.
    The order of people does not matter. ``start`` is the last division, from which k-means then begins.
    """
    base = base_clusters(where)
    apart = distances(base.points, base.points)
    found: dict[int, tuple[float, NDArray[np.int64], Floats]] = {}
    for groups in range(2, most_groups(len(where)) + 1):
        labels, centers = k_means(base.points, base.weights, _starts(base, groups, seed, start))
        found[groups] = silhouette(apart, base.weights, labels), labels, centers
    for groups in sorted(found, key=lambda number: (-found[number][0], number)):
        labels, centers = _lettered(*_everybody(where, base, *found[groups][1:]), start)
        shown = int((np.bincount(labels, minlength=groups) >= LEAST).sum())
        if shown > 1:
            heights = {number: one[0] for number, one in found.items()}
            return Partition(labels, centers, shown, heights, {number: one[2] for number, one in found.items()})
    return None


def _everybody(
    where: Floats, base: BaseClusters, labels: NDArray[np.int64], centers: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Groups of base clusters carried over to people, and settled among them where a cluster is more than one."""
    if len(where) <= EXACT:
        return labels[base.of], centers
    return lloyd(where, np.ones(len(where)), centers)


def _starts(base: BaseClusters, groups: int, seed: int, start: Partition | None) -> Floats:
    """Where k-means begins: from the last division, or from seeded centers."""
    if start is not None and groups in start.centers_of:
        return start.centers_of[groups][None]
    return seeded_centers(base.points, base.weights, groups, STARTS, np.random.default_rng([seed, groups]))


def _lettered(labels: NDArray[np.int64], centers: Floats, start: Partition | None) -> tuple[NDArray[np.int64], Floats]:
    """The largest group first; where there were as many before, each keeps its place, small ones still last."""
    size = np.bincount(labels, minlength=len(centers))
    rank = -size
    if start is not None and len(start.centers) == len(centers):
        gaps = np.square(start.centers[:, None] - centers).sum(axis=2)
        rank = np.argsort(linear_sum_assignment(gaps)[1])
    order = np.lexsort((centers[:, 1], centers[:, 0], rank, size < LEAST))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[labels], centers[order]
