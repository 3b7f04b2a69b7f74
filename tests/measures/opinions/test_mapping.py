"""The map of opinions, on votes whose groups are known and on noise."""

import numpy as np
import pytest

from commonbeat.measures.opinions import Outcome, opinion_map, update
from commonbeat.measures.opinions.stability import adjusted_rand
from tests.measures.opinions.planted import noise, votes_of


@pytest.mark.parametrize("sizes", [[30, 20], [200, 100], [60, 60, 60], [300, 40]])
@pytest.mark.parametrize(("opinions", "share"), [(30, 0.9), (60, 0.5), (150, 0.25)])
def test_planted_groups_are_found(sizes, opinions, share):
    who, what, how, group = votes_of(sizes, opinions, share, seed=len(sizes))
    found = opinion_map(who, what, how, seed=0)
    assert found.outcome is Outcome.GROUPS
    assert adjusted_rand(found.groups + 1, group[found.votes.people]) > 0.8


def test_noise_has_no_groups_nineteen_times_in_twenty():
    """At a level of 5 % more than 6 of 40 would happen once in a hundred times; of 195 there were 11."""
    groups = 0
    for seed in range(40):
        who, what, how = noise(30 + seed, 10 + seed % 10, 0.7, seed=seed)
        groups += opinion_map(who, what, how, seed=seed).outcome is not Outcome.NO_GROUPS
    assert groups <= 6


def test_the_order_of_votes_and_the_numbers_of_people_do_not_matter():
    who, what, how, _group = votes_of([80, 60, 40], 40, 0.4, seed=5, strength=0.25)
    chance = np.random.default_rng(0)
    order, other = chance.permutation(len(who)), chance.permutation(500)
    first = opinion_map(who, what, how, seed=0)
    second = opinion_map(other[who[order]], what[order], how[order], seed=0)
    assert {int(other[p]): g for p, g in first.people_in.items()} == second.people_in


def test_the_same_votes_give_the_same_map_twice():
    who, what, how, _group = votes_of([80, 60], 40, 0.4, seed=6)
    first, second = (opinion_map(who, what, how, seed=3) for _ in range(2))
    assert np.array_equal(first.where, second.where) and first.evidence == second.evidence


def test_turning_every_vote_round_changes_no_group():
    who, what, how, _group = votes_of([80, 60], 40, 0.4, seed=6)
    assert opinion_map(who, what, -how, seed=0).people_in == opinion_map(who, what, how, seed=0).people_in


def test_who_voted_little_is_in_no_group():
    who, what, how, _group = votes_of([40, 40], 30, 1.0)
    kept = (who >= 8) | (what < 6)
    found = opinion_map(who[kept], what[kept], how[kept], seed=0)
    assert (found.groups[:8] == -1).all() and (found.groups[8:] >= 0).all()


def test_opinions_moderated_out_place_nobody_but_count_as_votes():
    who, what, how, _group = votes_of([40, 40], 20, 1.0)
    out = opinion_map(who, what, how, seed=0, moderated_out=range(15))
    assert out.votes.opinions.tolist() == list(range(15, 20))
    assert out.placed.all() and out.outcome is Outcome.GROUPS


@pytest.mark.parametrize(
    ("who", "what", "how", "outcome"),
    [
        ([], [], [], Outcome.TOO_FEW),
        ([4], [4], [1], Outcome.TOO_FEW),
        ([1] * 20, list(range(20)), [1, -1] * 10, Outcome.TOO_FEW),
        (list(range(40)), [1] * 40, [1, -1] * 20, Outcome.TOO_FEW),
        (list(range(9)) * 8, list(np.repeat(range(8), 9)), [1, -1] * 36, Outcome.TOO_FEW),
        (list(range(20)) * 8, list(np.repeat(range(8), 20)), [0] * 160, Outcome.NO_GROUPS),
        (list(range(20)) * 8, list(np.repeat(range(8), 20)), [1] * 160, Outcome.NO_GROUPS),
    ],
)
def test_what_has_no_meaning_is_no_map(who, what, how, outcome):
    found = opinion_map(np.array(who, int), np.array(what, int), np.array(how, int), seed=0)
    assert (found.outcome, found.number_of_groups) == (outcome, 0)
    assert set(found.people_in.values()) <= {None}
    assert found.comparison is None


def test_an_update_is_the_map_of_all_votes_and_keeps_the_letters():
    who, what, how, group = votes_of([300, 200], 60, 0.4, seed=2)
    chance = np.random.default_rng(1)
    order = chance.permutation(len(who))
    early, late = order[:-500], order[-500:]
    last = opinion_map(who[early], what[early], how[early], seed=0)
    found = update(last, who[late], what[late], how[late])
    whole = opinion_map(who, what, how, seed=0)
    assert found.votes.table.nnz == whole.votes.table.nnz
    assert (found.groups == whole.groups).mean() > 0.99
    assert np.einsum("ij,ij->i", found.components.axes, last.components.axes).min() > 0.9


def test_an_update_may_bring_new_people_and_opinions():
    who, what, how, _group = votes_of([60, 40], 30, 0.6, seed=2)
    last = opinion_map(who, what, how, seed=0)
    found = update(last, [1000, 1001], [99, 99], [1, -1])
    assert 99 in found.votes.opinions and {1000, 1001} <= set(found.votes.people.tolist())
    assert found.people_in[1000] is None


def test_votes_again_replace_those_before():
    who, what, how, _group = votes_of([60, 40], 30, 0.6, seed=2)
    found = update(opinion_map(who, what, how, seed=0), who[:1], what[:1], -how[:1])
    row = found.votes.table[[int(who[0])]].toarray()[0]
    assert row[what[0]] == -how[0] and found.votes.replaced == 1
