"""How sure groups are: would other people of the same kind have fallen into the same groups?

Source: B. Efron, Bootstrap methods (1979), people drawn with replacement; C. Hennig, Cluster-wise assessment of cluster
stability (2007); L. Hubert and P. Arabie, Comparing partitions (1985) for the adjusted Rand index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg
from scipy.optimize import linear_sum_assignment

from commonbeat.measures.opinions.components import centered, components_near, mean_votes, scale
from commonbeat.measures.opinions.mapping import OpinionMap
from commonbeat.measures.opinions.partition import Partition, distances, lloyd, nearest, silhouette
from commonbeat.measures.opinions.votes import Votes

Floats = NDArray[np.float64]
ROUNDS, STEPS = 100, 12
#: people who take part; of more, a sample of this many is drawn, which makes groups look no surer than they are
PEOPLE = 2_000
#: share of rounds in which somebody must stay in their group to be no border case
STAYS = 0.8


@dataclass(frozen=True)
class Stability:
    """``stays`` (people,): share of rounds in which a person is in the same group, NaN for who is not placed or drawn.

    ``agreement`` is the adjusted Rand index with the map, mean and the range of the middle 90 % of rounds;
    ``numbers`` the share of rounds in which each number of groups stands apart best.
    """

    stays: Floats
    agreement: float
    agreement_range: tuple[float, float]
    numbers: Mapping[int, float]
    rounds: int

    @property
    def border(self) -> NDArray[np.bool_]:
        """Who lies near a border: in another group in more than one round of five."""
        return self.stays < STAYS


def adjusted_rand(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """How far two divisions of the same people agree: 1 wholly, 0 no more than by chance. Labels are 0 or more."""
    both = np.bincount(one * (other.max() + 1) + other)
    pairs = [float((size * (size - 1) / 2).sum()) for size in (both, np.bincount(one), np.bincount(other))]
    every = len(one) * (len(one) - 1) / 2
    expected = pairs[1] * pairs[2] / max(every, 1)
    most = (pairs[1] + pairs[2]) / 2
    return 1.0 if most == expected else (pairs[0] - expected) / (most - expected)


def stability(found: OpinionMap, *, seed: int, rounds: int = ROUNDS) -> Stability | None:
    """How sure the groups of a map are, by drawing its people anew ``rounds`` times. None without groups."""
    division = found.division
    if division is None:
        return None
    chance = np.random.default_rng([seed, 4])
    rows = np.flatnonzero(found.placed)
    some = np.arange(len(rows))
    if len(rows) > PEOPLE:
        some = np.sort(chance.choice(len(rows), PEOPLE, replace=False))
    votes, labels = found.votes.of(rows[some]), division.labels[some]
    stays, agreement, numbers = np.zeros(len(some)), [], dict.fromkeys(division.silhouettes, 0)
    for _ in range(rounds):
        weights = np.bincount(chance.integers(0, len(some), len(some)), minlength=len(some)).astype(float)
        best, other = _once(found, division, votes, weights)
        same = _matched(labels, other)
        stays += same == labels
        agreement.append(adjusted_rand(labels, other))
        numbers[best] += 1
    told = np.full(len(found.placed), np.nan)
    told[rows[some]] = stays / rounds
    low, high = np.quantile(agreement, [0.05, 0.95])
    shares = {number: count / rounds for number, count in numbers.items()}
    return Stability(told, float(np.mean(agreement)), (float(low), float(high)), shares, rounds)


def _once(found: OpinionMap, division: Partition, votes: Votes, weights: Floats) -> tuple[int, NDArray[np.int64]]:
    """The map of people drawn ``weights`` times each: the best number of groups, and everybody's group."""
    where = _placed_by(found, votes, weights)
    drawn = np.flatnonzero(weights)
    few = drawn[:: max(len(drawn) // 400, 1)]
    gaps, heights = distances(where[few], where[few]), {}
    for number, centers in division.centers_of.items():
        labels, settled = lloyd(where[drawn], weights[drawn], centers)
        heights[number] = silhouette(gaps, weights[few], nearest(where[few], settled))
    _labels, centers = lloyd(where[drawn], weights[drawn], division.centers)
    return max(heights, key=lambda number: (heights[number], -number)), nearest(where, centers)


def _placed_by(found: OpinionMap, votes: Votes, weights: Floats) -> Floats:
    """Positions along the axes of the people drawn, turned onto the axes of the map (orthogonal Procrustes)."""
    values = centered(votes, mean_votes(votes, weights))
    axes = components_near(values, found.components, weights, STEPS)
    turn = linalg.orthogonal_procrustes(axes.T, found.components.axes.T)[0]
    return np.asarray((values @ axes.T) @ turn * scale(votes.given, axes.shape[1])[:, None])


def _matched(labels: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Another division's groups called by the letters of those they share most people with."""
    size = int(max(labels.max(), other.max())) + 1
    both = np.bincount(other * size + labels, minlength=size * size).reshape(size, size)
    return np.asarray(linear_sum_assignment(-both)[1][other])
