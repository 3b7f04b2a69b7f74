"""Put up an opinion: short, screened as comments are, with its author's own vote."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from commonbeat.frame import clock
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Vote, Voter, Window
from tests import factories
from tests.matters.ballots import address, asked_about, card, kept, key_of, only_voter, text, vote_on

pytestmark = pytest.mark.django_db
WORDS = "Officers should say when a camera is on."


@pytest.fixture
def house() -> factories.House:
    cache.clear()
    return factories.house()


@pytest.fixture
def window(house: factories.House) -> Window:
    return asked_about(house, opinions=["A camera stays on for the whole of a shift, every day of the year."])


def put_up(client: Client, window: Window, words: str = WORDS, **fields: Any) -> Any:
    sent = {"words": words, "language": "en", "key": key_of(window)} | fields
    return client.post(address(window, "matters.add_opinion"), sent)


def own() -> Input:
    return Input.objects.opinions().get(channel="web")


def test_an_opinion_gets_a_receipt_and_its_authors_vote(window: Window) -> None:
    client = Client()
    assert "is cast with it" in text(client.get(address(window, "matters.add_opinion")))
    page = text(put_up(client, window))
    assert ("We have it" in page, 'class="return-words"' in page) == (True, True)
    assert kept() == [(only_voter().pk, own().pk, 1)]
    assert (own().giver, own().reply_owed) == (only_voter().giver, True)
    assert card(text(client.get(address(window))))["opinion"] != str(own().pk)
    assert WORDS in text(client.get(address(window, "matters.own_votes")))


def test_a_voter_puts_up_opinions_in_the_same_name(window: Window) -> None:
    client = Client()
    vote_on(client, window, Input.objects.opinions()[0])
    page = text(put_up(client, window))
    assert "Your return words were shown when you first voted or wrote here." in page
    assert (Voter.objects.count(), own().giver) == (1, only_voter().giver)
    assert len(kept()) == 2


def test_two_clicks_put_up_one_opinion(window: Window) -> None:
    key = key_of(window)
    assert {put_up(client, window, key=key).status_code for client in (Client(), Client())} == {200}
    assert (own().words.text, Voter.objects.count(), Vote.objects.count()) == (WORDS, 1, 1)


def test_a_held_opinion_gets_its_authors_vote_when_it_is_shown(house: factories.House, window: Window) -> None:
    page = text(put_up(Client(), window, "Ask Ann at 585-555-0199 about cameras."))
    assert ("not shown yet" in page, "is cast with it then" in page, kept()) == (True, True, [])
    actions.release(own(), by=house.coordinator)
    assert kept() == [(only_voter().pk, own().pk, 1)]


def test_a_vote_that_was_changed_is_not_cast_again(house: factories.House, window: Window) -> None:
    client = Client()
    put_up(client, window)
    vote_on(client, window, own(), "unsure")
    actions.hold(own(), by=house.coordinator, reason="threat")
    actions.release(own(), by=house.coordinator)
    assert [answer for _voter, _opinion, answer in kept()] == [0]


@pytest.mark.parametrize(("words", "told"), [("x" * 281, "281 characters long"), ("  ", "Write something first.")])
def test_words_that_cannot_be_taken_are_kept_and_the_limit_told(window: Window, words: str, told: str) -> None:
    page = text(put_up(Client(), window, words))
    assert (told in page, words.strip() in page) == (True, True)
    assert Input.objects.opinions().count() == 1


def test_words_about_status_are_asked_about_first(window: Window) -> None:
    client, words = Client(), "I am undocumented and cameras help me."
    assert "Do you want to leave this in?" in text(put_up(client, window, words))
    assert Input.objects.opinions().count() == 1
    assert words in text(put_up(client, window, words, status="edit"))
    put_up(client, window, words, status="keep")
    assert own().words.text == words


def test_what_nearly_stands_there_is_shown_first_and_can_be_voted_on_or_sent_anyway(window: Window) -> None:
    client, near = Client(), "A camera stays on for the whole of a shift, every day of the week."
    there = Input.objects.opinions().get()
    key = key_of(window)
    page = text(put_up(client, window, near, key=key))
    assert ("Somebody said nearly the same" in page, there.words.text in page, near in page) == (True, True, True)
    assert Input.objects.opinions().count() == 1
    client.post(address(window), {"opinion": there.pk, "answer": "agree", "key": key})
    assert kept() == [(only_voter().pk, there.pk, 1)]
    put_up(client, window, near, key=key, anyway="on")
    assert (own().words.text, Voter.objects.count()) == (near, 1)


def test_after_closing_the_words_are_kept_as_a_draft(window: Window) -> None:
    client, key = Client(), key_of(window)
    with clock.moved(window.closes_at + timedelta(seconds=1)):
        answer = put_up(client, window, key=key)
        assert (answer.status_code, WORDS in text(answer)) == (409, True)
    assert Input.objects.opinions().count() == 1


@pytest.mark.parametrize("voting", ["codes", "email"])
def test_without_a_code_or_address_an_opinion_carries_no_vote(house: factories.House, voting: str) -> None:
    window = asked_about(house, voting=voting)
    assert "It carries no vote of yours" in text(Client().get(address(window, "matters.add_opinion")))
    page = text(put_up(Client(), window))
    assert ("It carries no vote of yours." in page, "is cast with it" in page) == (True, False)
    assert (own().words.text, Voter.objects.count(), kept()) == (WORDS, 0, [])


def test_a_period_without_opinions_takes_none(house: factories.House) -> None:
    window = factories.opened(house)
    assert Client().get(address(window, "matters.add_opinion")).status_code == 403
    assert put_up(Client(), window).status_code == 409
