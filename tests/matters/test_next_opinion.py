"""Which opinion comes next: the page's choice follows the library's priorities."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from django.test import Client

from commonbeat.matters.models import Drawing, Input
from commonbeat.matters.shown import voting
from commonbeat.measures.opinions import routing
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters.ballots import address, asked_about, card, text

pytestmark = pytest.mark.sqlite
DAY = date(2026, 5, 3)


def ballot(weights: dict[int, float], opinions: int = 4) -> voting.Ballot:
    return voting.Ballot(
        "", None, {number: Input(pk=number, given_on=DAY) for number in range(1, opinions + 1)}, weights
    )


def drawn(one: voting.Ballot, voted: set[int], times: int = 20_000, seed: int = 7) -> Counter[int]:
    chance = random.Random(seed)
    return Counter(one.next_for(voted, chance).pk for _ in range(times))


def test_an_opinion_that_nobody_weighed_has_the_librarys_priority() -> None:
    assert pytest.approx(routing.unheard(), abs=1e-12) == voting.UNHEARD


@pytest.mark.parametrize("seed", range(3))
def test_chances_are_in_proportion_to_priority(seed: int) -> None:
    weights = {1: 1.0, 2: 3.0, 3: voting.UNHEARD}
    found = drawn(ballot(weights), set(), seed=seed)
    every = {**weights, 4: voting.UNHEARD}
    for number, weight in every.items():
        assert found[number] / 20_000 == pytest.approx(weight / sum(every.values()), abs=0.015)


def test_what_is_voted_on_is_left_out_and_the_rest_shares_its_chances() -> None:
    found = drawn(ballot({1: 9.0, 2: 1.0, 3: 3.0, 4: 100.0}), {4, 1})
    assert set(found) == {2, 3}
    assert found[3] / found[2] == pytest.approx(3, rel=0.1)


def test_nothing_is_so_unimportant_that_it_is_never_asked() -> None:
    assert ballot({1: 0.0}, opinions=1).next_for(set()).pk == 1
    assert ballot({}, opinions=2).next_for({1, 2}) is None


@pytest.mark.django_db
def test_the_page_asks_what_the_newest_drawing_weighs_most() -> None:
    window = asked_about(factories.house())
    opinions = list(Input.objects.opinions())
    for heavy in (opinions[0], opinions[2]):
        weights = {str(one.pk): 1e9 if one == heavy else 1e-9 for one in opinions}
        facts = {"people": 5, "votes": 5, "everybody": {}}
        Drawing.objects.create(window=window, weights=weights, **facts)
        factories.said(window, f"Something is sealed, as a drawing is: {heavy.pk}.")
        asked = {card(text(Client().get(address(window))))["opinion"] for _ in range(5)}
        assert asked == {str(heavy.pk)}


@pytest.mark.django_db
def test_what_is_kept_is_the_same_for_all_and_never_changed_by_one(django_assert_num_queries) -> None:
    window = asked_about(factories.house())
    first = voting.window_with_ballot(type(window), window.pk, NOBODY)
    first.opens_at = None
    with django_assert_num_queries(1):
        second = voting.window_with_ballot(type(window), window.pk, NOBODY)
    assert (second.opens_at, second.ballot) == (window.opens_at, first.ballot)


def test_no_process_that_serves_pages_loads_what_only_counting_needs() -> None:
    heavy = {"numpy", "scipy", "pandas", "statsmodels", "duckdb", "ibis"}
    code = f"import django, sys; django.setup(); import commonbeat.urls; print({heavy} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
