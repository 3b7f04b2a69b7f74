"""Which opinion to show next, so that few votes place many people and no opinion stays unheard.

Source: Polis' comment priority (Small et al. 2021, "comment routing", and its published code): the priority is the
square of importance times novelty; the next opinion is drawn with chances in proportion to it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonbeat.measures.opinions.components import extremity
from commonbeat.measures.opinions.mapping import OpinionMap

Floats = NDArray[np.float64]
#: importance of an opinion about the conversation itself, in place of its own
ABOUT_ITSELF = 7.0


def importance(agree: NDArray[Any], unsure: NDArray[Any], voted: NDArray[Any], extreme: NDArray[Any]) -> Floats:
    """(1 − share not sure) · (1 + extremity) · share agreeing, shares with one vote added for and against."""
    return np.asarray((1 - (unsure + 1) / (voted + 2)) * (extreme + 1) * (agree + 1) / (voted + 2))


def novelty(voted: NDArray[Any]) -> Floats:
    """From 9 for an opinion that nobody has voted on down to 1: 1 + 8 · 2^(−votes / 5)."""
    return np.asarray(1 + 8 * np.exp2(-np.asarray(voted, float) / 5))


def priority(
    agree: ArrayLike, unsure: ArrayLike, voted: ArrayLike, extreme: ArrayLike, about_itself: ArrayLike = False
) -> Floats:
    """The priority of each opinion, (opinions,), from its counts and its extremity."""
    agree, unsure, voted, extreme = (np.asarray(array, float) for array in (agree, unsure, voted, extreme))
    own = importance(agree, unsure, voted, extreme) * novelty(voted)
    return np.asarray(np.square(np.where(about_itself, ABOUT_ITSELF, own)))


def priorities(found: OpinionMap) -> dict[int, float]:
    """Opinion id → priority, from a map. An opinion that nobody has voted on yet is in none: see ``unheard``."""
    totals = found.counts.sum(axis=0)
    weights = priority(totals[:, 2], totals[:, 1], totals.sum(axis=1), extremity(found.components))
    return dict(zip(found.votes.opinions.tolist(), weights.tolist(), strict=True))


def unheard() -> float:
    """The priority of an opinion that nobody has voted on."""
    return float(priority(0, 0, 0, 0))


def next_opinion(weights: dict[int, float], voted: set[int], *, chance: np.random.Generator) -> int | None:
    """An opinion the person has not voted on, drawn in proportion to priority; None where there is none left."""
    left = sorted(set(weights) - voted)
    if not left:
        return None
    odds = np.array([max(weights[opinion], 1e-12) for opinion in left])
    return left[int(chance.choice(len(left), p=odds / odds.sum()))]
