"""What one gave: see it, change it, take it all back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Vote, Voter, Window
from tests import factories
from tests.matters.ballots import address, asked_about, card, kept, key_of, only_voter, text, vote_on
from tests.matters.desk import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


@pytest.fixture
def window(house: factories.House) -> Window:
    return asked_about(house)


def mine(client: Client, window: Window, **sent: object) -> str:
    """What one gave, as the button of the card shows it."""
    return text(client.post(address(window, "matters.own_votes"), sent))


def test_own_votes_are_shown_to_their_voter_and_changed(window: Window) -> None:
    client = Client()
    one, two, _three = Input.objects.opinions()
    vote_on(client, window, one)
    vote_on(client, window, two, "disagree")
    shown = mine(client, window, key=key_of(window))
    assert (one.words.text in shown, "You agree." in shown, "You disagree." in shown) == (True, True, True)
    assert 'class="return-words"' not in shown, "another form's key gave these words"
    changed = mine(client, window, opinion=one.pk, answer="unsure")
    assert "Changed just now." in changed
    assert [answer for _voter, _opinion, answer in kept()] == [0, -1]
    assert one.words.text not in mine(Client(), window)


def test_without_the_key_the_page_says_when_the_return_words_were_shown(window: Window) -> None:
    client, account = Client(), at("resident")
    for one in (client, account):
        vote_on(one, window, Input.objects.opinions()[0])
    pages = [text(one.get(address(window, "matters.own_votes"))) for one in (client, account)]
    said = "Your return words were shown when you first voted or wrote here."
    assert [said in page for page in pages] == [True, False], "an account has none"


def test_the_key_of_the_card_shows_the_return_words(window: Window) -> None:
    client = Client()
    page = text(vote_on(client, window, Input.objects.opinions()[0]))
    assert 'class="return-words"' in mine(client, window, key=card(page)["key"])


def test_the_button_that_shows_votes_casts_none(window: Window) -> None:
    client = Client()
    fields = card(text(vote_on(client, window, Input.objects.opinions()[0])))
    mine(client, window, **fields)
    assert len(kept()) == 1


def test_votes_are_taken_back_after_one_question_and_can_be_cast_anew(window: Window) -> None:
    client, opinion = Client(), Input.objects.opinions()[0]
    vote_on(client, window, opinion)
    withdraw = address(window, "matters.withdraw_votes")
    assert "cannot be undone" in text(client.get(withdraw))
    assert len(kept()) == 1
    assert "You voted on 1 opinion." in text(client.get(reverse("front.return")))
    assert "Your votes are taken back" in text(client.post(withdraw))
    for page in (text(client.get(reverse("front.return"))), text(client.get(address(window, "matters.own_votes")))):
        told = [words in page for words in ("You took your votes back on", "You voted on 0", "are not confirmed")]
        assert (told, ">What you gave</h1>" in page) == ([True, False, False], True)
    assert (kept(), Voter.objects.counted().count()) == ([], 0)
    vote_on(client, window, opinion, "disagree")
    assert (kept(), Voter.objects.counted().count()) == ([(only_voter().pk, opinion.pk, -1)], 1)


def test_after_closing_votes_stand_and_can_be_taken_back_until_the_decision(
    house: factories.House, window: Window
) -> None:
    client, opinion = Client(), Input.objects.opinions()[0]
    vote_on(client, window, opinion)
    with clock.moved(window.closes_at + timedelta(hours=1)):
        page = mine(client, window, opinion=opinion.pk, answer="disagree")
        assert ("You agree." in page, "Change it" in page) == (True, False)
        assert client.get(address(window, "matters.withdraw_votes")).status_code == 200
        actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))
        assert client.post(address(window, "matters.withdraw_votes")).status_code == 409
    assert [answer for _voter, _opinion, answer in kept()] == [1]


def test_nobody_takes_back_what_another_gave(window: Window) -> None:
    vote_on(Client(), window, Input.objects.opinions()[0])
    stranger = Client()
    for name in ("matters.withdraw_votes", "matters.own_votes"):
        stranger.post(address(window, name), {"opinion": Input.objects.opinions()[0].pk, "answer": "disagree"})
    assert [answer for _voter, _opinion, answer in kept()] == [1]
    with pytest.raises(Refused):
        actions.withdraw_votes(only_voter(), by=factories.NOBODY)


def test_forgetting_on_a_shared_computer_keeps_the_votes(window: Window) -> None:
    client = Client()
    vote_on(client, window, Input.objects.opinions()[0])
    client.post(reverse("front.leave"))
    vote_on(client, window, Input.objects.opinions()[0], "disagree")
    assert (Voter.objects.count(), Vote.objects.count()) == (2, 2)


def test_a_vote_on_words_that_are_hidden_since_shows_no_words(house: factories.House, window: Window) -> None:
    client, opinion = Client(), Input.objects.opinions()[0]
    vote_on(client, window, opinion)
    actions.hide(opinion, by=house.coordinator, reason="threat")
    page = mine(client, window)
    assert (opinion.words.text in page, "Change it" in page) == (False, False)
    assert "These words are not shown" in page
