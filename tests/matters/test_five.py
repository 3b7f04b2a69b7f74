"""Attacks by subtraction: whatever happens between two drawings, their difference is nobody or five people and more."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from commonbeat.front import clockwork
from commonbeat.matters import actions, due, five
from commonbeat.matters.models import Drawing, Exclusion, Vote, Voter, Window
from commonbeat.matters.shown import opinions as told
from tests import factories
from tests.matters import votes

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def withdraw(voters: list[Voter]) -> None:
    """These people take their votes back."""
    numbers = [one.pk for one in voters]
    Vote.objects.filter(voter__in=numbers).delete()
    Voter.objects.filter(pk__in=numbers).update(withdrawn_on=voters[0].matter.agency.today())


def counts(window: Window) -> list[int]:
    return list(Drawing.objects.filter(window=window).order_by("pk").values_list("people", flat=True))


def test_people_are_kept_as_bits_and_read_back() -> None:
    numbers = [0, 7, 8, 4095, 1_000_000]
    people = five.people_of(numbers)
    assert people == sum(1 << number for number in numbers)
    assert five.read(five.kept(people)) == people
    assert (five.read(b""), five.read(five.kept(0))) == (0, 0)


def test_one_who_joins_after_an_exclusion_is_not_told_by_taking_the_batch_in_again(house: factories.House) -> None:
    window, opinions = votes.period(house)
    batch = votes.vote(window, opinions, votes.camps(15, 15))[:10]
    clockwork.drawings()
    left_out = actions.exclude_votes(
        window, by=house.coordinator, voters=[one.number for one in batch], because="The same minute"
    )
    clockwork.drawings()
    votes.vote(window, opinions, votes.camps(1, 0))
    actions.readmit_votes(left_out, by=house.coordinator, because="A school class")
    clockwork.drawings()
    assert counts(window) == [30, 20]
    votes.vote(window, opinions, votes.camps(4, 0))
    clockwork.drawings()
    assert counts(window) == [30, 20, 35]


def test_one_to_four_left_out_wait_for_others(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(10, 10))
    clockwork.drawings()
    actions.exclude_votes(window, by=house.coordinator, voters=[0, 1], because="One person, two receipts")
    clockwork.drawings()
    assert counts(window) == [20]
    votes.vote(window, opinions, votes.camps(3, 3))
    clockwork.drawings()
    assert counts(window) == [20]  # six new and two gone would show four more
    votes.vote(window, opinions, votes.camps(1, 0))
    clockwork.drawings()
    assert counts(window) == [20, 25]


def test_few_unconfirmed_are_not_told_by_showing_the_confirmed_beside_all(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(10, 10), confirmed=17)
    made = votes.drawn(window)
    assert (made.people, made.confirmed) == (20, {})
    votes.vote(window, opinions, votes.camps(3, 2))
    assert votes.drawn(window).confirmed == {}  # the 17 beside the 20 of the drawing before
    votes.vote(window, opinions, votes.camps(3, 2), confirmed=5)
    assert votes.drawn(window).confirmed["people"] == 22


def test_few_confirmed_are_not_told(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(10, 10), confirmed=4)
    assert votes.drawn(window).confirmed == {}


def test_where_all_are_confirmed_both_parts_are_the_same(house: factories.House) -> None:
    window, opinions = votes.period(house, voting="codes")
    votes.vote(window, opinions, votes.camps(10, 10), confirmed=20)
    made = votes.drawn(window)
    assert made.confirmed == made.everybody


def test_answers_of_the_confirmed_are_withheld_where_the_others_would_be_told(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, [[1] * 10] * 10, confirmed=10)
    votes.vote(window, opinions[:9], [[1] * 9] * 6)
    votes.vote(window, opinions[9:], [[1]] * 3)
    made = votes.drawn(window)
    confirmed = told.read(made.confirmed).lines
    assert confirmed[opinions[0].pk].everybody.agree == 10
    assert confirmed[opinions[9].pk].everybody == told.Answers(None, None, None, None, 1)


@pytest.mark.parametrize("seed", range(4))
def test_no_two_published_parts_differ_by_one_to_four_people(house: factories.House, seed: int) -> None:
    """Whatever people and the coordinator do, in any order; the numbers behind the sets are tested elsewhere."""
    chance = Random(seed)
    window, opinions = votes.period(house, 3)
    for _step in range(14):
        counted = list(Voter.objects.filter(window=window).counted().filter(withdrawn_on=None).select_related("window"))
        some = chance.sample(counted, min(len(counted), chance.choice([1, 3, 6])))
        what = chance.random()
        if what < 0.6 or not some:
            size = chance.choice([1, 2, 5, 9])
            votes.vote(window, opinions, votes.camps(size, 0, 3), confirmed=chance.randint(0, size))
        elif what < 0.75:
            withdraw(some)
        elif what < 0.9:
            actions.exclude_votes(window, by=house.coordinator, voters=[one.number for one in some], because="Odd")
        for one in Exclusion.objects.filter(window=window, undone_on=None) if chance.random() < 0.2 else []:
            actions.readmit_votes(one, by=house.coordinator, because="Not odd")
        clockwork.drawings()
    published = due.published_for(window)
    assert len(published) > 3
    assert [one for one in published if five.few(one.bit_count())] == []
    assert [pair for pair in combinations(published, 2) if five.few((pair[0] ^ pair[1]).bit_count())] == []
    shown = counts(window)
    assert [step for step in zip(shown, shown[1:], strict=False) if five.few(abs(step[1] - step[0]))] == []
