"""What sets groups apart and what they share."""

from itertools import pairwise

import numpy as np
import pytest

from commonbeat.measures import intervals
from commonbeat.measures.opinions import opinion_map, representative as module
from commonbeat.measures.opinions.partition import Partition
from tests.measures.opinions.planted import noise, votes_of


@pytest.mark.parametrize(("part", "whole", "z"), [(9, 9, 3.1623), (0, 0, 1.0), (4, 9, 0.0)])
def test_one_proportion(part, whole, z):
    assert module.one_proportion_z(np.array(part), np.array(whole)) == pytest.approx(z, abs=1e-4)


def test_two_proportions():
    """By hand: 9 of 10 against 3 of 10, pooled 12 of 20."""
    z = module.two_proportion_z(*(np.array(n) for n in (8, 9, 2, 9)))
    assert z == pytest.approx((0.9 - 0.3) / np.sqrt(0.6 * 0.4 * 0.2))
    assert module.two_proportion_z(*(np.array(n) for n in (9, 9, 9, 9))) == 0


def test_wilsons_lower_bound_is_the_houses():
    part, whole = np.array([0, 3, 50]), np.array([0, 9, 60])
    expected = [0, intervals.wilson(3, 9).low, intervals.wilson(50, 60).low]
    assert np.allclose(module.wilson_low(part, whole), expected)


def test_counts_are_those_of_a_full_table():
    who, what, how, _group = votes_of([20, 15], 12, 0.6, seed=1)
    found = opinion_map(who, what, how, seed=0)
    for group in (0, 1):
        members = set(found.votes.people[found.groups == group].tolist())
        for opinion in range(12):
            given = [h for p, o, h in zip(who, what, how, strict=True) if p in members and o == opinion]
            assert found.counts[group, opinion].tolist() == [given.count(answer) for answer in (-1, 0, 1)]


def test_group_aware_consensus_is_the_product_of_smoothed_shares():
    counts = np.array([[[1, 0, 7]], [[0, 2, 2]]])
    agree, disagree = module.group_aware_consensus(counts)
    assert agree[0] == pytest.approx(8 / 10 * 3 / 6)
    assert disagree[0] == pytest.approx(2 / 10 * 1 / 6)


def test_what_was_planted_sets_groups_apart_and_what_all_think_is_shared():
    who, what, how, group = votes_of([120, 80], 30, 0.6, seed=4)
    how = np.where(what == 7, 1, how)
    found = opinion_map(who, what, how, seed=0)
    told = module.representative_opinions(found.comparison)
    for number, rows in enumerate(told):
        assert len(rows) == 5
        for row in rows:
            mine = (found.groups[who] == number) & (what == row.opinion)
            other = (found.groups[who] == 1 - number) & (what == row.opinion)
            assert (how[mine].mean() > how[other].mean()) == row.agrees
    assert module.shared_opinions(found.counts[:2])[0] == (7, True)
    assert all(a.agrees >= b.agrees for rows in told for a, b in pairwise(rows))


def test_groups_made_of_noise_are_set_apart_by_nothing():
    """A line through noise: with each vote counted where it placed its giver, opinions seem to set groups apart."""
    told = {"fair": 0, "circular": 0}
    for seed in range(5):
        who, what, how = noise(150, 20, 0.8, seed=seed)
        found = opinion_map(who, what, how, seed=seed)
        labels = (found.where[:, 0] > 0).astype(int)
        centers = np.array([found.where[labels == n].mean(axis=0) for n in (0, 1)])
        division = Partition(labels, centers, 2, {})
        counts = module.count_answers(found.votes, labels, 2)[:2]
        fair = module.count_answers_left_out(found.votes, labels, found.components, division)[:2]
        for name, left in (("fair", fair), ("circular", counts)):
            q = module.compare(counts, left)
            told[name] += int((q.agree_q <= 0.1).sum() + (q.disagree_q <= 0.1).sum())
    assert told["circular"] > 10 * max(told["fair"], 1)
