"""Whether there are groups at all."""

import numpy as np
import pytest

from commonbeat.measures.opinions import evidence, opinion_map
from tests.measures.opinions.planted import votes_of


def test_a_cloud_without_gaps_is_not_apart_and_two_clouds_are():
    chance = np.random.default_rng(0)
    cloud = chance.normal(0, [2, 1], (150, 2))
    assert evidence.apart(cloud, seed=0) > 0.05
    assert evidence.apart(np.where(np.arange(150)[:, None] < 75, cloud / 2, cloud / 2 + 5), seed=0) <= 0.05


def test_the_level_holds_for_clouds_without_gaps():
    chance = np.random.default_rng(1)
    found = [evidence.apart(chance.normal(0, [3, 1], (40, 2)), seed=seed) for seed in range(12)]
    assert sum(p <= 0.05 for p in found) <= 2


def test_a_gradual_crowd_has_a_pattern_and_no_gap():
    """One view from left to right, people spread along it evenly like a bell: no two groups."""
    chance = np.random.default_rng(2)
    place, slope = chance.normal(0, 1, 200), chance.choice([-1.5, 1.5], 40)
    agree = 1 / (1 + np.exp(-place[:, None] * slope))
    who, what = np.nonzero(chance.random(agree.shape) < 0.7)
    found = opinion_map(who, what, np.where(chance.random(len(who)) < agree[who, what], 1, -1), seed=0)
    assert found.evidence.found and not found.evidence.distinct


def test_planted_groups_are_apart():
    who, what, how, _group = votes_of([100, 80], 60, 0.6, seed=0)
    found = opinion_map(who, what, how, seed=0)
    assert found.evidence.found and found.evidence.distinct


@pytest.mark.parametrize(("pattern", "apart", "found", "distinct"), [
    (None, None, False, False), (0.05, 0.05, True, True), (0.05, 0.06, True, False), (0.06, None, False, False),
])  # fmt: skip
def test_how_evidence_reads(pattern, apart, found, distinct):
    one = evidence.Evidence(pattern, apart)
    assert (one.found, one.distinct) == (found, distinct)
