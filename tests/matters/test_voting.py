"""Votes on opinions: who counts once, what can be voted on, and what withdrawing does."""

from __future__ import annotations

import pytest

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Vote, Voter, Window
from commonbeat.people.actor import NOBODY, Actor
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def joined(window: Window, by: Actor = NOBODY, **options: object) -> tuple[Voter, Actor]:
    """A voter and the actor who is in that voter's browser."""
    voter = actions.join_voting(window, by=by, **options)
    return voter, Actor(person=by.person, giver_ids=frozenset({voter.giver_id}))


def test_a_vote_replaces_the_one_before_and_counts_once(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    opinion = factories.said(window, "Cameras stay on.", kind="opinion")
    voter, actor = joined(window)
    for answer in (1, 1, -1):
        actions.vote(voter, by=actor, opinion=opinion, answer=answer)
    assert list(Vote.objects.values_list("voter", "opinion", "answer")) == [(voter.pk, opinion.pk, -1)]


def test_a_code_from_paper_is_one_voter_on_every_device(house: factories.House) -> None:
    window = factories.opened(house, opinions=True, voting="codes")
    actions.print_codes(window, by=house.coordinator, codes=["QW3T-PL5K-9X"], count=1)
    with pytest.raises(Refused):
        actions.join_voting(window, by=NOBODY, code="AAAA-AAAA-AA")
    first, _actor = joined(window, code="qw3t pl5k 9x")
    assert joined(window, code="QW3T-PL5K-9X")[0] == first
    assert first.is_confirmed


def test_an_address_counts_once_per_opinion(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    one, two = (factories.said(window, words, kind="opinion") for words in ("Cameras stay on.", "Ask first."))
    voters = [joined(window) for _ in range(2)]
    for voter, actor in voters:
        actions.vote(voter, by=actor, opinion=one, answer=1)
    actions.vote(voters[1][0], by=voters[1][1], opinion=two, answer=-1)
    for voter, _actor in voters:
        voter.giver.email = "rosa@example.org"
        voter.giver.save()
        actions.confirm_address(voter.giver, by=NOBODY)
    counted = Vote.objects.filter(voter__in=Voter.objects.counted().confirmed())
    assert sorted(counted.values_list("opinion", "answer")) == sorted([(one.pk, 1), (two.pk, -1)])


def test_only_opinions_of_the_period_that_are_shown_are_voted_on(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    comment = factories.said(window)
    voter, actor = joined(window)
    with pytest.raises(Refused):
        actions.vote(voter, by=actor, opinion=comment, answer=1)
    held = factories.said(window, "Call 555-123-4567 about cameras.", kind="opinion")
    with pytest.raises(Refused):
        actions.vote(voter, by=actor, opinion=held, answer=1)


def test_withdrawn_votes_are_gone_and_a_tombstone_stays(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    opinion = factories.said(window, "Cameras stay on.", kind="opinion")
    voter, actor = joined(window)
    actions.vote(voter, by=actor, opinion=opinion, answer=1)
    actions.withdraw_votes(voter, by=actor)
    assert not Vote.objects.exists()
    assert Voter.objects.get().withdrawn_on == house.agency.today()


def test_opinions_to_start_with_are_the_agencys_and_owed_no_reply(house: factories.House) -> None:
    window = factories.opened(house, opinions=True)
    actions.start_opinions(window, by=house.coordinator, opinions=[Words("Cameras stay on.")], count=1)
    assert list(Input.objects.opinions().values_list("channel", "reply_owed")) == [("agency", False)]
    assert not Input.objects.waiting().exists()


def test_without_opinions_a_period_takes_none(house: factories.House) -> None:
    window = factories.opened(house)
    with pytest.raises(Refused):
        factories.said(window, "Cameras stay on.", kind="opinion")
    with pytest.raises(Refused):
        actions.join_voting(window, by=NOBODY)
