"""Immigration status: at every door that takes words it is asked about before, held for a look, or refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given as tried, settings, strategies as st

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Appeal, Erasure, Input, Window
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.matters.desk import at, done, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
TOLD = ["I am undocumented and afraid.", "My brother has no papers.", "Soy indocumentada.", "No tenemos papeles."]


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


def entered(house: factories.House, window: Window, words: str, **answer: bool) -> Any:
    paper = {"channel": "paper", "given_on": house.agency.today()}
    return actions.enter(window, by=house.staff, words=Words(words), **paper, **answer)


def from_a_file(house: factories.House, window: Window, words: str, **answer: bool) -> Any:
    rows = [{"words": Words(words), "given_on": house.agency.today()} | answer]
    return actions.enter_many(window, by=house.coordinator, rows=rows, channel="paper", count=1, digest="0" * 64)


def hidden(house: factories.House, window: Window) -> Input:
    return actions.hide(factories.said(window, by=house.resident), by=house.coordinator, reason="threat")


def replied(house: factories.House, window: Window) -> Input:
    one = factories.said(window, by=house.resident)
    factories.replied(house, one)
    return one


def giver_of(one: Input) -> Actor:
    return Actor(giver_ids=frozenset([one.giver_id]))


def appealed(house: factories.House, window: Window, words: str, **answer: bool) -> Any:
    one = hidden(house, window)
    return actions.appeal(one, by=giver_of(one), words=words, **answer)


def not_answered(house: factories.House, window: Window, words: str, **answer: bool) -> Any:
    one = replied(house, window)
    return actions.not_answered(one, by=giver_of(one), words=words, **answer)


#: door → what goes through it; the givers' own are asked, the desk's are held, a translation is refused
ASKED: dict[str, Callable[..., Any]] = {
    "comment": lambda house, window, words, **answer: factories.said(window, words, **answer),
    "not_answered": not_answered,
    "appeal": appealed,
    "ask_erasure": lambda house, window, words, **answer: actions.ask_erasure(
        factories.said(window), by=NOBODY, ground="safety", words=words, **answer
    ),
}
HELD: dict[str, Callable[..., Any]] = {"enter": entered, "enter_many": from_a_file}


@pytest.mark.parametrize("door", [*ASKED, *HELD, "translate"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@tried(told=st.sampled_from(TOLD), before=st.sampled_from(["", "Keep the cameras on. "]))
def test_no_door_takes_it_without_a_question(house: Any, window: Window, door: str, told: str, before: str) -> None:
    words = before + told
    if door in HELD:
        HELD[door](house, window, words)
        one = Input.objects.latest("pk")
        assert (one.state, one.reason, one.words.text, one.kept.text) == ("held", "personal", "", words)
        return
    with pytest.raises(Refused):
        if door == "translate":
            actions.translate(factories.said(window), by=house.staff, language="es", words=words)
        else:
            ASKED[door](house, window, words)
    assert not kept(told), "nothing of it is stored"


@pytest.mark.parametrize("door", [*ASKED, *HELD])
def test_what_the_giver_leaves_in_goes_through_as_it_is(house: factories.House, window: Window, door: str) -> None:
    (ASKED | HELD)[door](house, window, TOLD[0], left_in=True)
    assert kept(TOLD[0])
    assert not Input.objects.filter(state="held").exists()


def kept(told: str) -> bool:
    """Whether these words stand anywhere."""
    inputs = [f"{one.words} {one.kept} {one.words.others} {one.not_answered_words}" for one in Input.objects.all()]
    others = [*Appeal.objects.values_list("words", flat=True), *Erasure.objects.values_list("words", flat=True)]
    return any(told in words for words in [*inputs, *others])


def pages(house: factories.House, window: Window) -> dict[str, tuple[Client, Input, dict[str, str]]]:
    """The pages on which a giver says something later: who looks at them, at which comment, what else is sent."""
    mine, made = at("resident"), (replied(house, window), hidden(house, window), factories.said(window))
    names = ("matters.not_answered", "matters.appeal", "matters.ask_erasure")
    return {name: (mine, one, {"ground": "safety"}) for name, one in zip(names, made, strict=True)}


@pytest.mark.parametrize("name", ["matters.not_answered", "matters.appeal", "matters.ask_erasure"])
def test_the_pages_ask_once_and_lose_nothing(house: factories.House, window: Window, name: str) -> None:
    client, one, fields = pages(house, window)[name]
    address, typed = reverse(name, args=[one.pk]), fields | {"words": TOLD[0]}
    asked = client.post(address, typed).content.decode()
    assert "Do you want to leave this in?" in asked and TOLD[0] in asked and not kept(TOLD[0])
    back = client.post(address, typed | {"status": "edit"}).content.decode()
    assert "<textarea" in back and TOLD[0] in back and not kept(TOLD[0])
    assert client.post(address, typed | {"status": "keep"}).status_code == 302
    assert kept(TOLD[0])


def test_the_desk_is_asked_once_when_it_enters(house: factories.House, window: Window) -> None:
    form = {"channel": "paper", "given_on": house.agency.today(), "kind": "comment", "language": "en", "role": ""}
    form |= {"words": TOLD[0]}
    staff = at("staff")
    asked = send(staff, "matters.enter", window.pk, **form).content.decode()
    assert 'value="hold"' in asked and 'value="keep"' in asked and not Input.objects.exists()
    assert "<textarea" in send(staff, "matters.enter", window.pk, **form, status="edit").content.decode()
    done(staff, "matters.enter", window.pk, **form, status="hold")
    done(staff, "matters.enter", window.pk, **form, status="keep")
    assert list(Input.objects.order_by("pk").values_list("state", flat=True)) == ["held", "visible"]
