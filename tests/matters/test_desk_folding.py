"""Near-copies at the desk: suggested by likeness, folded by a person, with what says something else left out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.actions.decisions import what_waits
from commonbeat.matters.models import Change, Input, Window
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.matters.desk import at, done, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency, {"city": window.checked_by})


def entered(house: factories.House, window: Window, words: list[str]) -> None:
    rows = [{"words": Words(one), "given_on": house.agency.today()} for one in words]
    actions.enter_many(window, by=house.coordinator, rows=rows, channel="paper", count=len(rows), digest="0" * 64)


def fresh(given: Input) -> Input:
    return Input.objects.get(pk=given.pk)


def letters(count: int) -> list[str]:
    """A form letter in many hands, each with a few words of its own."""
    chance = random.Random(7)
    letter = (
        "Dear Chief, I urge you to keep video for one year and to let people who were filmed see it. We trust light."
    )
    base = letter.split()
    made = []
    for number in range(count):
        own = list(base)
        if number % 2:
            own.insert(chance.randrange(len(own)), f"name{number}")
        made.append(" ".join(own))
    return made


def test_2000_letters_become_one_with_a_click_and_the_30_others_stay(house: factories.House, window: Window) -> None:
    others = [f"Thought {n}: {' '.join(f'{n}word{at}' for at in range(20))}" for n in range(30)]
    entered(house, window, letters(2000) + others)
    client = at("coordinator")
    began = time.monotonic()
    page = client.get(f"/desk/topics/{window.matter_id}/near-copies/")
    (group,) = page.context["groups"]
    assert (group.count, group.same, len(group.wordings) + group.more) == (2000, 999, 1000)
    assert len(page.content) < 150_000
    done(client, "matters.fold", window.matter_id, into=group.into.pk, inputs=group.joined)
    assert time.monotonic() - began < 8
    assert Input.objects.filter(same_as=group.into.pk).count() == 1999
    assert Input.objects.waiting().count() == 31
    assert "stands for 1999 more" in look(client, "matters.comments", window.matter_id)


def test_a_wording_that_says_something_else_is_left_out(house: factories.House, window: Window) -> None:
    words = "Please keep all the video of every stop for one year and show it to the people in it"
    entered(house, window, [words, words, words.replace("one year", "ten years"), f"{words} soon"])
    one, two, ten, soon = Input.objects.order_by("pk")
    client = at("coordinator")
    page = look(client, "matters.fold", window.matter_id)
    assert "<del>" in page and "ten years" in page
    all_others = f"{two.pk},{ten.pk},{soon.pk}"
    done(client, "matters.fold", window.matter_id, into=one.pk, inputs=all_others, out=str(ten.pk))
    assert [fresh(given).same_as_id for given in (one, two, ten, soon)] == [None, one.pk, None, one.pk]
    done(client, "matters.unfold", soon.pk)
    assert fresh(soon).same_as_id is None


def test_chosen_comments_are_folded_by_hand(window: Window) -> None:
    given = [factories.said(window, words) for words in ("Lights, please.", "It is dark.", "Something else.")]
    client, topic = at("coordinator"), window.matter_id
    page = look(client, "matters.fold", topic, query=f"?inputs={given[0].pk}&inputs={given[1].pk}")
    assert "It is dark." in page and "Something else." not in page
    done(client, "matters.fold", topic, into=given[1].pk, inputs=f"{given[0].pk},{given[1].pk}")
    assert [fresh(one).same_as_id for one in given] == [given[1].pk, None, None]


@pytest.mark.parametrize("fields", [{}, {"into": "x", "inputs": "1,,y"}, {"into": "999", "inputs": "998"}])
def test_odd_folding_changes_nothing(window: Window, fields: dict[str, str]) -> None:
    given = factories.said(window)
    done(at("coordinator"), "matters.fold", window.matter_id, **fields)
    assert fresh(given).same_as_id is None


def folded(house: factories.House, window: Window, count: int = 4) -> list[Input]:
    """Comments of which the first stands for the others."""
    first, *others = [factories.said(window, f"Keep it for a year please {n}") for n in range(count)]
    actions.fold(window.matter, by=house.coordinator, into=first, inputs=others, count=len(others))
    return [first, *others]


LEAVING: dict[str, Callable[[factories.House, Input], Any]] = {
    "withdraw": lambda house, one: actions.withdraw(one, by=Actor(giver_ids=frozenset([one.giver_id]))),
    "hold": lambda house, one: actions.hold(one, by=house.coordinator, reason="off_topic"),
    "hide": lambda house, one: actions.hide(one, by=house.coordinator, reason="off_topic"),
    "erase": lambda house, one: actions.erase(
        actions.ask_erasure(one, by=NOBODY, ground="court"), by=house.clerk, granted=True, law="A law"
    ),
}


@pytest.mark.parametrize("leave", LEAVING)
def test_where_the_first_leaves_view_the_next_stands_for_the_others(
    house: factories.House, window: Window, leave: str
) -> None:
    first, second, third, fourth = folded(house, window)
    actions.hide(second, by=house.coordinator, reason="threat")
    LEAVING[leave](house, first)
    assert [fresh(one).same_as_id for one in (first, second, third, fourth)] == [None, third.pk, None, third.pk]
    assert list(Input.objects.waiting()) == [third]
    with factories.after(window):
        assert f"Comment {third.pk} has no published reply." in what_waits(window.matter)
        factories.replied(house, third)
    actions.release(second, by=house.coordinator)
    assert not Input.objects.waiting().filter(pk__in=[second.pk, third.pk, fourth.pk]).exists()
    page = look(at("nobody"), "front.thread", fourth.pk)
    assert third.get_absolute_url() in page and "Because you are right." in page


def test_the_reply_and_what_the_words_moved_pass_on(house: factories.House, window: Window) -> None:
    first, second = folded(house, window, 2)
    with factories.after(window):
        reply = factories.replied(house, first)
        text = actions.put_text(window.matter, by=house.coordinator, pieces=factories.PIECES[:2])
        for change in Change.objects.filter(text=text):
            actions.name_movers(text, by=house.coordinator, change=change, inputs=[first])
        actions.withdraw(first, by=Actor(giver_ids=frozenset([first.giver_id])))
        assert (fresh(second).reply, fresh(second).same_as) == (reply, None)
        assert list(Change.objects.get(text=text).inputs.order_by("pk")) == [first, second]


def test_where_no_copy_is_shown_each_stands_for_itself(house: factories.House, window: Window) -> None:
    first, second = folded(house, window, 2)
    actions.hide(second, by=house.coordinator, reason="threat")
    actions.hide(first, by=house.coordinator, reason="threat")
    actions.release(second, by=house.coordinator)
    assert (fresh(second).same_as, list(Input.objects.waiting())) == (None, [second])


def test_the_act_itself_takes_only_what_is_shown_and_unanswered(house: factories.House, window: Window) -> None:
    into, held, hidden, gone, replied, drafted = (factories.said(window, f"Number {n}") for n in range(6))
    actions.hold(held, by=house.coordinator, reason="personal")
    actions.hide(hidden, by=house.coordinator, reason="threat")
    LEAVING["withdraw"](house, gone)
    factories.replied(house, replied)
    actions.answer(window.matter, by=house.staff, inputs=[drafted], outcome="already", reasons=Words("It is."))
    elsewhere = factories.said(factories.opened(house))
    for one in (held, hidden, gone, replied, drafted, elsewhere):
        with pytest.raises(Refused):
            actions.fold(window.matter, by=house.coordinator, into=into, inputs=[one], count=1)
    for one in (held, hidden, gone):
        with pytest.raises(Refused):
            actions.fold(window.matter, by=house.coordinator, into=one, inputs=[into], count=1)
    assert not Input.objects.exclude(same_as=None).exists()


def test_what_is_folded_is_not_handed_over_and_what_stands_is_not_unfolded(
    house: factories.House, window: Window
) -> None:
    first, second = folded(house, window, 2)
    with pytest.raises(Refused):
        actions.hand_over(second, by=house.coordinator, to="Public Works", reasons=Words("They mend lights."))
    with pytest.raises(Refused):
        actions.unfold(first, by=house.coordinator)
    actions.hold(second, by=house.coordinator, reason="personal")
    with pytest.raises(Refused):
        actions.hand_over(second, by=house.coordinator, to="Public Works", reasons=Words("They mend lights."))
    assert fresh(second).answer is None
