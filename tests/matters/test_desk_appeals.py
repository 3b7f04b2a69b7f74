"""Second looks from outside: who decides, who reads what, and that none brings back or loses words."""

from __future__ import annotations

import pytest
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.models import Appeal, Input, Window
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.matters.desk import at, look, seat_also

pytestmark = pytest.mark.django_db
SAID = "Keep video for a year."


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


@pytest.fixture
def hidden(house: factories.House, window: Window) -> Input:
    return actions.hide(factories.said(window, SAID), by=house.coordinator, reason="threat")


@pytest.fixture
def asked(hidden: Input) -> Appeal:
    return actions.appeal(hidden, by=giver_of(hidden), words="A zebra is no threat.")


def giver_of(given: Input) -> Actor:
    return Actor(giver_ids=frozenset([given.giver_id]))


def erase(house: factories.House, given: Input) -> None:
    asked = actions.ask_erasure(given, by=NOBODY, ground="court")
    actions.erase(asked, by=house.clerk, granted=True, law="A law")


ENDS = {
    "withdrawn": (lambda house, given: actions.withdraw(given, by=giver_of(given)), ("", SAID)),
    "shown": (lambda house, given: actions.release(given, by=house.coordinator), (SAID, "")),
    "erased": (erase, ("", "")),
}


@pytest.mark.parametrize("why", ENDS)
def test_what_is_over_is_not_decided_any_more(house: factories.House, asked: Appeal, why: str) -> None:
    end, words = ENDS[why]
    given = Input.objects.get()
    end(house, given)
    with pytest.raises(Refused) as refused:
        actions.settle_appeal(asked, by=house.clerk, restored=True, reasons="It is no threat.")
    asked.refresh_from_db()
    assert refused.value.sentence == f"There is nothing to decide any more: {asked.get_ended_display()}."
    given.refresh_from_db()
    assert (given.words.text, given.kept.text) == words
    assert given.state == {"shown": "visible"}.get(why, why)
    assert (asked.ended, asked.restored, list(Appeal.objects.waiting())) == (why, None, [])
    assert f"It has ended: {asked.get_ended_display()}." in Client().get(given.get_absolute_url()).content.decode()
    assert asked.get_ended_display().capitalize() in look(at("staff"), "matters.appeals")


def test_hidden_anew_after_it_was_shown_can_be_appealed_anew(
    house: factories.House, hidden: Input, asked: Appeal
) -> None:
    actions.settle_appeal(asked, by=house.clerk, restored=True, reasons="It is no threat.")
    actions.hide(hidden, by=house.coordinator, reason="off_topic")
    assert actions.appeal(hidden, by=giver_of(hidden)).pk != asked.pk
    with pytest.raises(Refused):
        actions.appeal(hidden, by=giver_of(hidden))


def test_who_holds_a_seat_in_the_agency_too_neither_decides_nor_reads(
    house: factories.House, hidden: Input, asked: Appeal
) -> None:
    seat_also(house, "coordinator@example.org", house.clerk.seats[0].organization, "clerk", house.clerk)
    with pytest.raises(Refused):
        actions.settle_appeal(asked, by=house.coordinator, restored=False, reasons="We are right.")
    assert Appeal.objects.get().decided_on is None
    readers = {"staff": False, "chief": False, "coordinator": False, "clerk": True}
    pages = {name: look(at(name), "matters.appeals") for name in readers}
    assert {name: "zebra" in page for name, page in pages.items()} == readers
    assert all("Comment" in page for page in pages.values()), "that somebody asked is seen"
    actors = {"giver": giver_of(hidden), "nobody": NOBODY} | {name: house.actor(name) for name in readers}
    told = {name: bool(asked.told_to(actor)) for name, actor in actors.items()}
    assert told == readers | {"giver": True, "nobody": False}
