"""One receipt, code or address counts once per opinion, through every door."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from commonbeat.frame import notify
from commonbeat.frame.models import Letter
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Vote, Voter, Window
from commonbeat.people.models import Giver
from tests import factories
from tests.matters.ballots import address, asked_about, card, kept, key_of, only_voter, press, text, vote_on
from tests.matters.desk import at
from tests.matters.sending import send

pytestmark = pytest.mark.django_db
CODE = "ABCDE-FGHJK"


@pytest.fixture
def house() -> factories.House:
    cache.clear()
    return factories.house()


def opinion() -> Input:
    return Input.objects.opinions()[0]


def counted() -> list[tuple[int, int]]:
    """The votes that stand in results, as (opinion, answer)."""
    return sorted(Vote.objects.filter(voter__in=Voter.objects.counted()).values_list("opinion", "answer"))


def with_code(client: Client, window: Window, code: str = CODE) -> str:
    fields = {"code": code, "key": key_of(window)}
    return text(client.post(address(window, "matters.join_voting"), fields))


def with_address(client: Client, window: Window, email: str) -> str:
    fields = {"email": email, "key": key_of(window)}
    return text(client.post(address(window, "matters.join_voting"), fields))


def open_letter(number: int = -1) -> str:
    """Open the link of a letter and press its button."""
    notify.run_tasks()
    letters = [one.body for one in Letter.objects.order_by("pk") if "/letters/confirm/" in one.body]
    link = re.search(r"/letters/confirm/\S+", letters[number])[0]
    return text(Client().post(link))


def test_return_words_on_another_device_are_the_same_voter(house: factories.House) -> None:
    window, client, other = asked_about(house), Client(), Client()
    page = text(vote_on(client, window, opinion()))
    other.post(reverse("front.return"), {"words": re.search(r'return-words"[^>]*>([^<]+)<', page)[1]})
    vote_on(other, window, opinion(), "disagree")
    assert kept() == [(only_voter().pk, opinion().pk, -1)]


def test_an_account_is_one_voter_in_every_browser_and_its_address_confirms(house: factories.House) -> None:
    window = asked_about(house)
    for answer in ("agree", "disagree"):
        vote_on(at("resident"), window, opinion(), answer)
    voter = only_voter()
    assert (kept(), voter.is_confirmed, voter.giver.words_digest) == ([(voter.pk, opinion().pk, -1)], True, None)


def test_my_data_holds_the_votes_of_an_account(house: factories.House) -> None:
    window, client = asked_about(house), at("resident")
    vote_on(client, window, opinion(), "disagree")
    held = client.get(reverse("front.my_data.json")).json()
    assert [(one["opinion"], one["answer"]) for one in held["votes"]] == [(opinion().pk, -1)]
    assert "You disagree." in text(client.get(reverse("front.my_data")))


def test_a_commenters_receipt_votes_once(house: factories.House) -> None:

    window, client = asked_about(house), Client()
    send(window, client)
    vote_on(client, window, opinion())
    vote_on(client, window, opinion())
    assert (Giver.objects.count(), len(kept())) == (1, 1)


@pytest.mark.parametrize("voting", ["codes", "email"])
def test_the_door_comes_before_the_first_opinion(house: factories.House, voting: str) -> None:
    window = asked_about(house, voting=voting)
    assert Client().get(address(window)).url == address(window, "matters.join_voting")
    fields = {"opinion": str(opinion().pk), "key": key_of(window)}
    assert press(Client(), window, fields).url == address(window, "matters.join_voting")
    assert (kept(), Voter.objects.count()) == ([], 0)
    assert Client().get(address(window, "matters.join_voting")).status_code == 200


def test_a_code_is_one_voter_on_every_device(house: factories.House) -> None:
    window = asked_about(house, voting="codes")
    actions.print_codes(window, by=house.coordinator, codes=[CODE], count=1)
    for spelling, answer in (("abcde fghjk", "agree"), ("ABCDEFGHJK", "disagree")):
        client = Client()
        page = with_code(client, window, spelling)
        press(client, window, card(page) | {"opinion": str(opinion().pk)}, answer)
    assert (counted(), only_voter().is_confirmed) == ([(opinion().pk, -1)], True)


def test_two_people_at_one_computer_have_a_voter_each(house: factories.House) -> None:
    window, client = asked_about(house, voting="codes"), Client()
    actions.print_codes(window, by=house.coordinator, codes=[CODE, "AAAAA-BBBBB"], count=2)
    for code, answer in ((CODE, "agree"), ("AAAAA-BBBBB", "disagree")):
        page = with_code(client, window, code)
        press(client, window, card(page) | {"opinion": str(opinion().pk)}, answer)
    assert [answer for _voter, _opinion, answer in kept()] == [1, -1]


def test_an_unknown_code_is_said_and_guessing_is_slowed(house: factories.House, settings) -> None:
    settings.LONGEST_PAUSE = 0
    window = asked_about(house, voting="codes")
    page = with_code(Client(), window, "ZZZZZ-ZZZZZ")
    assert 'value="ZZZZZ-ZZZZZ"' in page and "not one of those printed" in page
    assert (Giver.objects.filter(topic=window.matter_id).count(), cache.get("wrong-words")) == (0, 1)
    assert "ZZZZZ" not in address(window, "matters.join_voting")


def test_an_address_counts_once_from_two_browsers_and_is_confirmed_by_its_letter(house: factories.House) -> None:
    window = asked_about(house, voting="email")
    first, second = list(Input.objects.opinions())[:2]
    for client, opinions in ((Client(), [first]), (Client(), [first, second])):
        page = with_address(client, window, "rosa@example.org")
        for one in opinions:
            press(client, window, card(page) | {"opinion": str(one.pk)}, "agree" if len(opinions) == 1 else "disagree")
        assert not Voter.objects.confirmed().exists() or len(opinions) == 2
        assert "Your votes count as confirmed." in open_letter()
    confirmed = Vote.objects.filter(voter__in=Voter.objects.counted().confirmed())
    assert sorted(confirmed.values_list("opinion", "answer")) == [(first.pk, 1), (second.pk, -1)] == counted()
    vote_on(client, window, first, "unsure")
    assert counted() == [(first.pk, 0), (second.pk, -1)], "the second browser votes as the same person"


def test_whoever_votes_by_link_may_confirm_by_mail(house: factories.House) -> None:
    window, client = asked_about(house), Client()
    vote_on(client, window, opinion())
    confirm = address(window, "matters.confirm_votes_by_mail")
    assert 'name="email"' in text(client.get(confirm))
    answer = text(client.post(confirm, {"email": "rosa@example.org", "key": key_of(window)}))
    assert ("E-mail is off here." in answer, only_voter().is_confirmed) == (True, False)
    open_letter()
    assert only_voter().is_confirmed and "Your votes count as confirmed." in text(client.get(confirm))


def test_nobody_is_sent_more_than_some_letters_a_day(house: factories.House) -> None:
    window = asked_about(house, voting="email")
    for _ in range(5):
        with_address(Client(), window, "rosa@example.org")
        notify.run_tasks()
    page = with_address(Client(), window, "rosa@example.org")
    notify.run_tasks()
    assert ("Several letters went to this address today" in page, 'value="rosa@example.org"' in page) == (True, True)
    assert Letter.objects.filter(to="rosa@example.org").count() == 5


def test_two_clicks_at_the_door_make_one_voter(house: factories.House) -> None:
    window = asked_about(house, voting="email")
    fields = {"email": "rosa@example.org", "key": key_of(window)}
    for _ in range(2):
        Client().post(address(window, "matters.join_voting"), fields)
    assert Voter.objects.count() == 1
