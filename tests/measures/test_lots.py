"""A draw by lot meets its quotas, is the same for everybody who repeats it, and says what cannot be met."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st

from commonbeat.measures.lots import Chance, Impossible, Quota, draw, pool_counts

POOL = [{"ward": str(n % 4), "age": ("young", "old")[n % 3 == 0]} for n in range(24)]
QUOTAS = {"ward": {str(n): Quota(1, 2) for n in range(4)}, "age": {"young": Quota(3, 4), "old": Quota(2, 3)}}


def test_anybody_who_repeats_it_draws_the_same() -> None:
    drawn = draw(POOL, QUOTAS, 6, "lottery 4-8-15-16-23-42")
    assert drawn == draw(POOL, QUOTAS, 6, "lottery 4-8-15-16-23-42")
    assert draw(POOL, QUOTAS, 6, "another").chosen != drawn.chosen
    # written down once, so that a change of the method is seen: panels drawn before must stay repeatable
    assert (drawn.chosen, drawn.tries) == ((21, 16, 7, 18, 19, 1), 1)


def test_the_chance_is_that_of_the_digest() -> None:
    first = int.from_bytes(hashlib.sha256(b"seed:0").digest(), "big")
    assert Chance("seed").below(10) == first % 10


@settings(max_examples=60, deadline=None)
@given(seed=st.text(max_size=8), seats=st.integers(4, 8))
def test_every_panel_meets_every_quota(seed: str, seats: int) -> None:
    quotas = {"ward": {str(n): Quota(1, 2) for n in range(4)}, "age": {"young": Quota(2, 6), "old": Quota(1, 6)}}
    chosen = draw(POOL, quotas, seats, seed).chosen
    assert len(set(chosen)) == seats
    for trait, counts in pool_counts([POOL[one] for one in chosen]).items():
        assert all(quota.least <= counts[group] <= quota.most for group, quota in quotas[trait].items())


def test_without_quotas_everybody_has_the_same_chance() -> None:
    pool = [{} for _ in range(10)]
    times = Counter(one for number in range(3000) for one in draw(pool, {}, 3, str(number)).chosen)
    assert all(abs(count - 900) < 130 for count in times.values())  # more than four standard deviations


@pytest.mark.parametrize(
    ("quotas", "seats", "why"),
    [
        ({}, 25, "25 seats cannot be drawn from 24 people"),
        ({}, 0, "0 seats"),
        ({"ward": {"0": Quota(1, 2)}}, 2, "no group of “ward”"),
        ({"age": {"young": Quota(5, 6), "old": Quota(2, 3)}}, 6, "ask for 7 to 9 people"),
        (
            {"age": {"young": Quota(0, 24), "old": Quota(9, 10)}},
            10,
            "“old” needs 9, may have 10, and 8 are in the",
        ),
    ],
)
def test_what_cannot_be_met_is_said(quotas: dict, seats: int, why: str) -> None:
    with pytest.raises(Impossible, match=why):
        draw(POOL, quotas, seats, "seed")


def test_quotas_that_contradict_each_other_end() -> None:
    pool = [{"a": "x", "b": "y"}, {"a": "x", "b": "z"}, {"a": "w", "b": "z"}]
    quotas = {"a": {"x": Quota(0, 2), "w": Quota(1, 1)}, "b": {"y": Quota(1, 1), "z": Quota(0, 0)}}
    with pytest.raises(Impossible):
        draw(pool, quotas, 1, "seed")
