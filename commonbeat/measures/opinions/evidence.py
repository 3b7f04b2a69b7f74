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

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from commonbeat.measures.opinions.components import centered, mean_votes
from commonbeat.measures.opinions.partition import (
    distances,
    k_means,
    most_groups,
    seeded_centers,
    silhouette,
)
from commonbeat.measures.opinions.votes import Votes

Floats = NDArray[np.float64]
#: rearrangements of the votes, even clouds, and steps of power iteration
DEALS = 59
CLOUDS = 19
STEPS = 15
LEVEL = 0.05
#: people and votes that the tests look at, and people whose silhouettes are averaged; more add nothing, since what so
#: few show is already sure
PEOPLE, ENTRIES, AVERAGED = 2_000, 100_000, 300


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
    columns = [values.data[one:other] for one, other in itertools.pairwise(values.indptr)]

    def deal() -> float:
        for column in columns:
            chance.shuffle(column)
        return largest_spread(values)

    return _how_often(seen, deal, DEALS)


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
    where = chance.permutation(where[np.lexsort(where.T)])[:PEOPLE]
    spread, axes = np.linalg.eigh(np.cov(where.T))
    if spread[0] <= 1e-12:
        return 1.0
    seen = _best_silhouette(where, chance)

    def cloud() -> float:
        return _best_silhouette((chance.random(where.shape) - 0.5) * np.sqrt(12 * spread) @ axes.T, chance)

    return _how_often(seen, cloud, CLOUDS)


def _how_often(seen: float, draw: Callable[[], float], most: int) -> float:
    """The p-value of what was ``seen``: how often ``draw`` shows as much, in ``most`` draws or fewer.

    Once it is certain that the level is not reached, no more are drawn, which leaves a valid p-value
    (J. Besag and P. Clifford, Sequential Monte Carlo p-values, Biometrika 78, 1991).
    """
    enough = round(LEVEL * (most + 1))
    as_much = 0
    for drawn in range(1, most + 1):
        as_much += draw() >= seen * (1 - 1e-9)
        if as_much == enough:
            return as_much / drawn
    return (as_much + 1) / (most + 1)


def _best_silhouette(where: Floats, chance: np.random.Generator) -> float:
    """The largest silhouette of two to five groups, averaged over the first of people in random order."""
    some, weights = slice(AVERAGED), np.ones(len(where))
    gaps, best = distances(where[some], where), -1.0
    for groups in range(2, most_groups(len(where)) + 1):
        starts = seeded_centers(where, weights, groups, 1, chance)
        best = max(best, silhouette(gaps, weights, k_means(where, weights, starts)[0], some))
    return best
