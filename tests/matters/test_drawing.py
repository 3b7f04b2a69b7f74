"""Drawing what votes show: against the library itself, by the clock, and only where nothing tells of few."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.front import clockwork
from commonbeat.ledger import record
from commonbeat.matters import actions, drawing
from commonbeat.matters.models import Drawing, Input, Vote, Voter
from commonbeat.matters.shown import opinions as told
from commonbeat.measures.opinions.findings import findings
from commonbeat.measures.opinions.mapping import opinion_map
from commonbeat.measures.opinions.stability import stability
from commonbeat.people.actor import CLOCK
from tests import factories
from tests.matters import votes

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def test_a_drawing_says_what_the_library_says(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(20, 14))
    made = votes.drawn(window)
    rows = Vote.objects.values_list("voter__number", "opinion", "answer")
    found = opinion_map(*map(list, zip(*rows, strict=True)), seed=window.pk)
    said = findings(found, [one.pk for one in opinions], stability(found, seed=window.pk))
    read = told.read(made.everybody)
    assert read.outcome == said.outcome.value == told.GROUPS
    assert list(read.sizes) == said.sizes == [20, 14]
    assert [(one.opinion, one.agrees) for one in read.shared] == [(one.opinion, one.agrees) for one in said.shared]
    assert {n: (line.everybody.agree, [one.agree for one in line.groups]) for n, line in read.lines.items()} == {
        n: (line.everybody.agree, [one.agree for one in line.groups]) for n, line in said.lines.items()
    }
    assert read.dividing == said.dividing
    assert (made.people, made.votes) == (34, 340)
    assert set(made.weights) == {str(one.pk) for one in opinions}


def test_what_is_kept_is_read_back_as_it_was_written(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(20, 14))
    found = drawing.drawn(window)
    made = votes.drawn(window)
    made.refresh_from_db()
    assert made.everybody == found.everybody
    assert told.read(made.everybody) == told.read(found.everybody)
    sealed = record.entries(f"drawing {made.pk}")[0]
    assert made.sealed_words() in sealed.sealed


def test_four_people_tell_nothing_and_five_do(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(2, 2))
    assert votes.drawn(window) is None
    votes.vote(window, opinions, votes.camps(1, 0))
    made = votes.drawn(window)
    assert (made.people, told.read(made.everybody).outcome) == (5, told.TOO_FEW)


def test_a_turn_without_five_new_people_draws_nothing(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(10, 10))
    assert [clockwork.drawings(), clockwork.drawings()] == [1, 0]
    votes.vote(window, opinions, votes.camps(4, 0))
    assert clockwork.drawings() == 0
    votes.vote(window, opinions, votes.camps(1, 0))
    assert clockwork.drawings() == 1


def test_what_was_read_before_something_newer_is_thrown_away(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(10, 10))
    late = drawing.drawn(window)
    clockwork.drawings()
    with pytest.raises(Refused):
        actions.draw(window, by=CLOCK, drawn=late, digest=late.digest)
    with pytest.raises(Refused):
        actions.draw(window, by=house.coordinator, drawn=late, digest=late.digest)
    assert Drawing.objects.count() == 1


def test_opinions_that_are_not_shown_and_folded_ones_count_for_nobody(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(12, 12))
    actions.hide(opinions[3], by=house.coordinator, reason="threat")
    actions.fold(window.matter, by=house.coordinator, into=opinions[5], inputs=[opinions[4]], count=1)
    read = told.read(votes.drawn(window).everybody)
    assert set(read.lines) == {one.pk for one in opinions} - {opinions[3].pk, opinions[4].pk}


def test_imported_opinions_left_out_there_place_nobody(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(12, 12))
    Input.objects.filter(pk=opinions[9].pk).update(channel="import", state="hidden", reason="off_topic")
    found = drawing.ballots(window)
    assert (found.left_out, opinions[9].pk in set(found.rows[:, 1])) == ([opinions[9].pk], True)
    assert opinions[9].pk not in told.read(votes.drawn(window).everybody).lines


def test_voters_who_are_left_out_withdrawn_or_another_are_not_read(house: factories.House) -> None:
    window, opinions = votes.period(house)
    voters = votes.vote(window, opinions, votes.camps(10, 10))
    Voter.objects.filter(pk=voters[0].pk).update(withdrawn_on=house.agency.today())
    Voter.objects.filter(pk=voters[1].pk).update(same_as=voters[2])
    actions.exclude_votes(window, by=house.coordinator, voters=[voters[3].number], because="The same machine")
    assert set(drawing.ballots(window).people) == {one.number for one in voters} - {0, 1, 3}


def test_groups_published_elsewhere_are_counted_beside_ours_or_withheld(house: factories.House) -> None:
    window, opinions = votes.period(house)
    voters = votes.vote(window, opinions, votes.camps(20, 14))
    for at, voter in enumerate(voters):
        Voter.objects.filter(pk=voter.pk).update(source_group=int(at >= 20))
    assert drawing.drawn(window).everybody["sources"] == [[0, 20, 0, 0], [1, 0, 14, 0]]
    Voter.objects.filter(pk=voters[0].pk).update(source_group=1)
    assert drawing.drawn(window).everybody["sources"] == []


def test_few_in_no_group_are_not_told_by_the_sizes_of_the_others(house: factories.House) -> None:
    window, opinions = votes.period(house)
    votes.vote(window, opinions, votes.camps(20, 14))
    votes.vote(window, opinions[:3], [[1, 1, 1]] * 3)
    read = told.read(votes.drawn(window).everybody)
    assert (read.people, read.sizes, read.in_no_group) == (37, [20, None], None)
    assert {people for _x, _y, people in read.dots[1]} == {None}


def test_the_sum_of_votes_is_not_told_where_it_would_tell_a_withheld_number(house: factories.House) -> None:
    window, opinions = votes.period(house, 2)
    votes.vote(window, opinions[:1], [[1]] * 5)
    votes.vote(window, opinions[1:], [[1]] * 4)
    made = votes.drawn(window)
    assert told.read(made.everybody).lines[opinions[1].pk].everybody.voted is None
    assert (made.people, made.votes, made.everybody["votes"]) == (9, None, None)
    sealed = json.loads(record.entries(f"drawing {made.pk}")[0].sealed)
    assert sealed["facts"].keys() == {"people", "digest"}
    page = Client().get(f"/periods/{window.pk}/opinions/").content.decode()
    assert ("9 people voted through" in page, "They cast" in page) == (True, False)
