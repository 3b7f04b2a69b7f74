"""What is struck from words: private details only, at their places, counted and reasoned, and open to a second look."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame.models import Letter
from commonbeat.frame.notify import run_tasks
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Appeal, Input, Window
from commonbeat.matters.texts.striking import apart, places_of, struck
from commonbeat.people.actor import Actor
from tests import factories
from tests.matters.desk import at, done, look, send

pytestmark = pytest.mark.django_db
SAID = "Officer Al Jones lied. Al lives on Alder Street."
ONCE = {"spans": [(8, 16)], "struck": 1, "reason": "personal"}


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


@pytest.fixture
def held(house: factories.House, window: Window) -> Input:
    return actions.hold(factories.said(window, SAID, by=house.resident), by=house.coordinator, reason="personal")


def fresh(given: Input) -> Input:
    return Input.objects.get(pk=given.pk)


def giver_of(given: Input) -> Actor:
    return Actor(giver_ids=frozenset([given.giver_id]))


def test_the_act_makes_the_words_itself_and_seals_how_many_and_why(house: factories.House, held: Input) -> None:
    before = held.sealed_words()
    actions.release(held, by=house.coordinator, **ONCE)
    one = fresh(held)
    assert one.words.text == "Officer [held back] lied. Al lives on Alder Street."
    assert (one.kept.text, one.struck, one.reason, one.sealed_words()) == (SAID, 1, "personal", before)
    assert json.loads(record.head().sealed)["facts"] == {"struck": 1, "reason": "personal"}


@pytest.mark.parametrize(
    "how",
    [
        {"spans": [(8, 16)], "struck": 1, "reason": "threat"},
        {"spans": [(8, 16)], "struck": 1},
        {"spans": [(8, 16)], "struck": 2, "reason": "personal"},
        {"struck": 1, "reason": "personal"},
        {"spans": [(8, 16), (10, 20)], "struck": 2, "reason": "personal"},
        {"spans": [(16, 8)], "struck": 1, "reason": "personal"},
        {"spans": [(8, 8)], "struck": 1, "reason": "personal"},
        {"spans": [(-3, 4)], "struck": 1, "reason": "personal"},
        {"spans": [(40, 400)], "struck": 1, "reason": "personal"},
    ],
)
def test_nothing_else_can_be_struck(house: factories.House, held: Input, how: dict) -> None:
    with pytest.raises(Refused):
        actions.release(held, by=house.coordinator, **how)
    assert (fresh(held).state, fresh(held).kept.text) == ("held", SAID)


def test_a_name_is_struck_at_every_place_and_never_inside_a_word(held: Input) -> None:
    done(at("coordinator"), "matters.release", held.pk, also="Al Jones\nAl")
    assert fresh(held).words.text == "Officer [held back] lied. [held back] lives on Alder Street."
    assert fresh(held).struck == 2


def test_what_does_not_stand_there_whole_is_refused(held: Input) -> None:
    answer = send(at("coordinator"), "matters.release", held.pk, also="lder")
    assert (answer.status_code, fresh(held).state) == (200, "held")


def test_everybody_sees_that_details_are_struck_and_why(house: factories.House, held: Input) -> None:
    actions.release(held, by=house.coordinator, **ONCE)
    why = "a private person’s details stand in the words, such as a name, an address or a number"
    for page in (held.get_absolute_url(), held.matter.get_absolute_url()):
        text = " ".join(Client().get(page).content.decode().split())
        assert f"1 detail is struck. Reason: {why}." in text and "Al Jones" not in text
    assert "1 detail struck from words that are shown" in text


def test_the_giver_is_told_and_can_have_it_undone_from_outside(house: factories.House, held: Input) -> None:
    actions.release(held, by=house.coordinator, **ONCE)
    run_tasks()
    assert "Some private details were taken out" in Letter.objects.get(subject="Your comment is shown").body
    asked = actions.appeal(held, by=giver_of(held), words="He is an officer.")
    page = look(at("clerk"), "matters.settle_appeal", asked.pk)
    assert "Details were struck because" in page and SAID in page and "He is an officer." in page
    done(at("clerk"), "matters.settle_appeal", asked.pk, restored="yes", reasons="Officers are not private persons.")
    one = fresh(held)
    assert (one.words.text, one.kept.text, one.struck, one.reason, one.state) == (SAID, "", 0, "", "visible")
    page = Client().get(one.get_absolute_url()).content.decode()
    assert "the words are shown as they were given." in page and "Officers are not private persons." in page


def test_whoever_strikes_and_hides_anew_does_not_escape_the_second_look(house: factories.House, held: Input) -> None:
    actions.release(held, by=house.coordinator, **ONCE)
    asked = actions.appeal(held, by=giver_of(held))
    actions.hide(held, by=house.coordinator, reason="off_topic")
    assert list(Appeal.objects.waiting()) == [asked]
    actions.settle_appeal(asked, by=house.clerk, restored=False, reasons="It is.")
    with pytest.raises(Refused):
        actions.appeal(held, by=giver_of(held))
    actions.release(held, by=house.coordinator, **ONCE)
    assert actions.appeal(held, by=giver_of(held)).pk != asked.pk, "a new striking can be looked at anew"


def test_shown_whole_again_nothing_is_struck(house: factories.House, held: Input) -> None:
    actions.release(held, by=house.coordinator, **ONCE)
    actions.hold(held, by=house.coordinator, reason="personal")
    assert fresh(held).struck == 0
    actions.release(held, by=house.coordinator)
    assert (fresh(held).words.text, fresh(held).kept.text, fresh(held).reason) == (SAID, "", "")


def test_the_craft_of_striking() -> None:
    assert struck("Call 555-010-4477.", [(5, 17)], "en") == "Call [held back: telephone number]."
    assert struck("Llame a Ana.", [(8, 11)], "es").startswith("Llame a [")
    assert places_of("Al", "Al, Alder, al, Al.") == [(0, 2), (15, 17)]
    assert apart([(5, 9), (0, 2), (8, 12)]) == [(0, 2), (5, 12)]


def test_the_way_there_is_on_the_givers_own_page(house: factories.House, held: Input) -> None:
    actions.release(held, by=house.coordinator, **ONCE)
    page = at("resident").get(held.get_absolute_url()).content.decode()
    assert reverse("matters.appeal", args=[held.pk]) in page and SAID in page
