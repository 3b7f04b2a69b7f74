"""Attacks by subtraction on one opinion: between drawings no told number moves by one to four."""

from __future__ import annotations

from random import Random

import pytest

from commonbeat.front import clockwork
from commonbeat.matters import five, standing
from commonbeat.matters.models import Drawing, Window
from commonbeat.matters.shown import opinions as told
from commonbeat.matters.shown.opinions import Answers, Line
from tests import factories
from tests.matters import votes

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def parts(window: Window) -> list[told.Result]:
    """Every part of every drawing, in the order in which they were published."""
    rows = Drawing.objects.filter(window=window).order_by("pk")
    return [found for one in rows for kept in (one.everybody, one.confirmed) if (found := told.read(kept))]


def test_one_who_votes_on_an_opinion_beside_five_who_do_not_is_not_told(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(
        window, opinions, [[side, *row[1:]] for side, row in zip([1, -1] * 28, votes.camps(30, 26), strict=True)]
    )
    first = told.read(votes.drawn(window).everybody).lines[opinions[0].pk]
    votes.vote(window, opinions[:1], [[-1]])
    votes.vote(window, opinions[1:2], [[1]] * 5)
    found = told.read(votes.drawn(window).everybody)
    line = found.lines[opinions[0].pk]
    assert (found.people, line.everybody) == (62, first.everybody)
    assert (line.everybody.voted, line.everybody.disagree) == (56, 28)
    assert {one.voted for one in line.groups} == {None}
    assert found.lines[opinions[1].pk].everybody.voted == 61
    assert found.votes == sum(one.everybody.voted for one in found.lines.values())
    votes.vote(window, opinions, [[-1]] * 5)
    moved = told.read(votes.drawn(window).everybody).lines[opinions[0].pk].everybody
    assert (moved.voted, moved.disagree) == (62, 34)


def test_what_falls_below_five_stays_standing() -> None:
    before = {7: standing.Past([Answers(12, 5, 7, 0, -1)])}
    lines = {7: Line(7, Answers(12, None, None, None, -1), [])}
    assert standing.standing(lines, before, []) == {7: Line(7, Answers(12, 5, 7, 0, -1), [])}


def test_numbers_that_fall_again_are_held_against_all_that_were_told() -> None:
    told_before = {7: standing.Past([Answers(20, 12, 8, 0, 1), Answers(20, 7, 13, 0, -1)])}
    lines = {7: Line(7, Answers(20, 13, 7, 0, 1), [])}  # one less disagrees than at first, six less than at last
    assert standing.standing(lines, told_before, []) == {7: Line(7, Answers(20, 7, 13, 0, -1), [])}


def test_what_moves_by_few_from_the_other_part_is_withheld() -> None:
    beside = {7: standing.Past([Answers(12, 6, 6, 0, None)])}
    lines = {7: Line(7, Answers(14, 8, 6, 0, 1), [Answers(9, 8, 0, 0, 1)])}
    quiet = Answers(None, None, None, None, 1)
    assert standing.standing(lines, {}, [beside]) == {7: Line(7, quiet, [quiet])}


def test_groups_whose_remainder_moves_by_few_tell_only_what_most_answered() -> None:
    before: standing.Before = {}
    quiet = Answers(None, None, None, None, -1)
    first = Line(7, Answers(30, 20, 10, 0, 1), [Answers(20, 20, 0, 0, 1), quiet])
    before[7] = standing.Past([first.everybody], standing.of_groups(first))
    steady = Line(7, Answers(40, 25, 15, 0, 1), [Answers(25, 25, 0, 0, 1), quiet])
    assert standing.standing({7: steady}, before, []) == {7: steady}
    # 7 more in all and 5 more in the group: two more in what it leaves
    moved = Line(7, Answers(37, 27, 10, 0, 1), [Answers(25, 25, 0, 0, 1), quiet])
    most = [Answers(None, None, None, None, 1), quiet]
    assert standing.standing({7: moved}, before, []) == {7: Line(7, moved.everybody, most)}


@pytest.mark.parametrize("seed", range(3))
def test_no_number_moves_by_one_to_four_over_many_drawings(house: factories.House, seed: int) -> None:
    """Whatever people vote on, and however many of them are confirmed."""
    chance = Random(seed)
    window, opinions = votes.period(house, 4)
    for _step in range(8):
        size = chance.choice([5, 14, 30, 45])
        for row in votes.crowd(size, 4):
            some = sorted(chance.sample(range(4), chance.randint(1, 4)))
            votes.vote(window, [opinions[n] for n in some], [[row[n] for n in some]], confirmed=chance.random() < 0.2)
        clockwork.drawings()
    ever: dict[tuple[int, str], set[int]] = {}
    for part in parts(window):
        for number, line in part.lines.items():
            for name in standing.NUMBERS:
                new, before = getattr(line.everybody, name), ever.setdefault((number, name), set())
                if new is not None:
                    assert not any(five.few(abs(new - old)) for old in before)
                    before.add(new)
    assert any(len(numbers) > 1 for numbers in ever.values())
