"""Which opinion comes next."""

import numpy as np
import pytest

from commonbeat.measures.opinions import opinion_map, routing
from commonbeat.measures.opinions.stability import adjusted_rand


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((1, 0, 1, 0), (4 / 9 * (1 + 8 * 2**-0.2)) ** 2), ((0, 0, 0, 0), (0.25 * 9) ** 2),
     ((18, 3, 20, 1), (18 / 22 * 2 * 19 / 22 * (1 + 8 / 16)) ** 2)],
)  # fmt: skip
def test_priority_is_the_published_formula(counts, expected):
    assert routing.priority(*counts) == pytest.approx(expected)


def test_an_opinion_about_the_conversation_has_a_priority_of_its_own():
    assert routing.priority([5], [0], [9], [1], about_itself=[True]).tolist() == [49]


def test_what_was_voted_on_does_not_come_again():
    chance = np.random.default_rng(0)
    assert {routing.next_opinion({1: 5.0, 2: 1.0, 3: 9.0}, {3}, chance=chance) for _ in range(50)} == {1, 2}
    assert routing.next_opinion({1: 5.0}, {1}, chance=chance) is None


def simulated(routed, seed, votes=8, opinions=60, people=120):
    """Votes of two groups that differ on a tenth of the opinions, and of a few people with a view of their own.

    Everybody gives few votes, on opinions drawn in proportion to priority or at random; returns likeness to the planted
    groups and how often the least heard opinion was voted on.
    """
    chance = np.random.default_rng(seed)
    group = np.arange(people) % 2
    agree = np.where(np.arange(opinions) < 6, np.where(group[:, None] == 0, 0.95, 0.05), 0.25)
    agree[:, 0::2] = np.where(np.arange(opinions)[0::2] < 6, agree[:, 0::2], 0.1)
    weights = dict.fromkeys(range(opinions), routing.unheard())
    rows, given = [], np.zeros(opinions, int)
    for at, person in enumerate(chance.permutation(people)):
        if routed and at % 30 == 0 and at:
            weights |= routing.priorities(opinion_map(*np.array(rows).T, seed=0))
        seen = set()
        for _ in range(votes):
            odds = weights if routed else dict.fromkeys(range(opinions), 1.0)
            what = routing.next_opinion(odds, seen, chance=chance)
            seen.add(what)
            given[what] += 1
            rows.append((person, what, 1 if chance.random() < agree[person, what] else -1))
    where = opinion_map(*np.array(rows).T, seed=0).where[:, 0]
    return adjusted_rand((where > 0).astype(int), group), int(given.min())


def test_groups_are_found_with_fewer_votes_and_every_opinion_is_heard():
    routed = [simulated(True, seed) for seed in range(2)]
    drawn = [simulated(False, seed) for seed in range(2)]
    more = [simulated(False, seed, votes=12) for seed in range(2)]
    likeness = [np.mean([one[0] for one in runs]) for runs in (routed, drawn, more)]
    assert likeness[0] > likeness[1] + 0.15
    assert likeness[0] >= likeness[2] - 0.05
    assert min(least for _like, least in routed) >= 3
