"""Whether there are groups at all: how often chance alone would show as much.

Two questions, each with a test by chance. Is there any pattern? Votes on each opinion are dealt anew
among those who voted on it, which keeps how each opinion fared and who voted on what, and breaks every tie between
opinions.
Do groups stand apart? They are compared with the groups in clouds of the same extent that people fill evenly, without
any gap: of all crowds with no gap the one that falls apart most easily.
Source: J. L. Horn, A rationale and test for the number of factors, Psychometrika 30 (1965); R. Tibshirani, G. Walther
and T. Hastie, Estimating the number of clusters via the gap statistic (2001); B. Phipson and G. K. Smyth, Permutation
p-values should never be zero (2010) for counting the arrangement that was seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from commonbeat.measures.opinions.components import centered, mean_votes
from commonbeat.measures.opinions.partition import distances, k_means, most_groups, seeded_centers, silhouette
from commonbeat.measures.opinions.votes import Votes

Floats = NDArray[np.float64]
#: rearrangements of the votes (where they are many, fewer will do), even clouds, and steps of power iteration
DEALS, DEALS_OF_MANY = 199, 59
CLOUDS = 39
STEPS = 15
LEVEL = 0.05
#: people and votes that the tests look at; more add nothing, since what so few show is already sure
PEOPLE, ENTRIES, POINTS = 2_000, 100_000, 300


@dataclass(frozen=True)
class Evidence:
    """``pattern`` and ``apart`` are p-values, how often chance alone shows as much; None where it was not asked.

    ``pattern`` above LEVEL means: no groups. ``apart`` above it means: views shade into each other, and the border
    between groups is a line drawn through a crowd.
    """

    pattern: float | None
    apart: float | None = None

    @property
    def found(self) -> bool:
        """Whether there is more of a pattern than chance makes."""
        return self.pattern is not None and self.pattern <= LEVEL

    @property
    def distinct(self) -> bool:
        """Whether there is a gap between the groups."""
        return self.found and self.apart is not None and self.apart <= LEVEL


def largest_spread(values: sparse.csc_array) -> float:
    """The sum of squares along the direction that STEPS of power iteration lead to, near the largest of all.

    The votes as they are and as dealt anew are treated alike, so that the test keeps its level however near it comes.
    """
    direction = np.ones(values.shape[1]) + np.cos(np.arange(values.shape[1]))
    turned, spread = values.T, 0.0
    for _ in range(STEPS):
        direction = turned @ (values @ direction)
        spread = float(np.sqrt(np.square(direction).sum()))
        if spread <= 1e-12:
            return 0.0
        direction /= spread
    return spread


def pattern(votes: Votes, *, seed: int) -> float:
    """How often votes dealt anew show as much of a pattern. Exact where votes on different opinions have no tie."""
    chance = np.random.default_rng([seed, 1])
    few = votes.of(_some(votes, chance))
    values = centered(few, mean_votes(few)).tocsc().astype(np.float64)
    seen = largest_spread(values)
    column = np.repeat(np.arange(values.shape[1]), np.diff(values.indptr))
    as_much, deals = 1, DEALS if len(column) <= ENTRIES // 5 else DEALS_OF_MANY
    for _ in range(deals):
        dealt = values.data[np.argsort(column + chance.random(len(column)))]
        other = sparse.csc_array((dealt, values.indices, values.indptr), shape=values.shape)
        as_much += largest_spread(other) >= seen * (1 - 1e-9)
    return as_much / (deals + 1)


def _some(votes: Votes, chance: np.random.Generator) -> NDArray[np.int64]:
    """Rows of up to PEOPLE people with up to about ENTRIES votes."""
    everybody = votes.table.shape[0]
    most = min(PEOPLE, int(ENTRIES / max(votes.table.nnz / max(everybody, 1), 1)))
    if everybody <= most:
        return np.arange(everybody)
    return np.sort(chance.choice(everybody, most, replace=False))


def apart(where: Floats, *, seed: int) -> float:
    """How often a cloud without gaps shows groups that stand as far apart. ``where`` is (people, axes)."""
    chance = np.random.default_rng([seed, 2])
    if len(where) > POINTS:
        where = where[np.sort(chance.choice(len(where), POINTS, replace=False))]
    spread, axes = np.linalg.eigh(np.cov(where.T))
    if spread[0] <= 1e-12:
        return 1.0
    seen = _best_silhouette(where, chance)
    as_much = 1
    for _ in range(CLOUDS):
        cloud = (chance.random(where.shape) - 0.5) * np.sqrt(12 * spread) @ axes.T
        as_much += _best_silhouette(cloud, chance) >= seen
    return as_much / (CLOUDS + 1)


def _best_silhouette(where: Floats, chance: np.random.Generator, starts: int = 1) -> float:
    weights, gaps = np.ones(len(where)), distances(where)
    best = -1.0
    for groups in range(2, most_groups(len(where)) + 1):
        centers = [seeded_centers(where, weights, groups, chance) for _ in range(starts)]
        best = max(best, silhouette(gaps, weights, k_means(where, weights, centers)[0]))
    return best
