"""Near-copies at the desk: suggested by likeness, folded by a person, with what says something else left out."""

from __future__ import annotations

import random
import time

import pytest

from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Window
from tests import factories
from tests.matters.desk import at, done, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


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
