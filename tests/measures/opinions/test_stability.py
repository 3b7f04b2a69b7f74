"""How sure groups are."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from commonbeat.measures.opinions import opinion_map
from commonbeat.measures.opinions.stability import adjusted_rand, stability
from tests.measures.opinions.planted import noise, votes_of


def test_adjusted_rand_is_scikit_learns():
    chance = np.random.default_rng(0)
    one, other = chance.integers(0, 3, 80), chance.integers(0, 4, 80)
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand_score(one, other))
    assert adjusted_rand(one, (one + 1) % 3) == 1


def test_planted_groups_are_sure_and_who_votes_as_both_is_on_the_border():
    who, what, how, _group = votes_of([60, 50], 40, 1.0, seed=0)
    half = who == 0
    how[half] = np.where(np.arange(half.sum()) % 2, how[who == 1], how[who == 70])
    found = opinion_map(who, what, how, seed=0)
    sure = stability(found, seed=0, rounds=40)
    assert sure.agreement > 0.9 and sure.numbers[2] > 0.9
    assert sure.border.sum() <= 3
    assert np.nanargmin(sure.stays) == 0 or sure.stays[0] < 1


def test_it_is_the_same_twice_and_says_nothing_without_groups():
    who, what, how, _group = votes_of([60, 50], 30, 0.5, seed=0)
    found = opinion_map(who, what, how, seed=0)
    first, second = (stability(found, seed=1, rounds=5) for _ in range(2))
    assert np.array_equal(first.stays, second.stays, equal_nan=True)
    assert stability(opinion_map(*noise(60, 20, 0.8, seed=1), seed=0), seed=0) is None
