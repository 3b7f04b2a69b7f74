"""Who may do what a giver does, at each stage of a comment: the expected yes or no written out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame.rules import may
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Window
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.matters.sending import as_giver

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
Making = Callable[[factories.House, Window, Input], None]


def decide(house: factories.House, window: Window, given: Input) -> None:
    factories.replied(house, given)
    actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))


def strike(house: factories.House, window: Window, given: Input) -> None:
    actions.hold(given, by=house.coordinator, reason="personal")
    actions.release(given, by=house.coordinator, spans=[(5, 10)], struck=1, reason="personal")


#: stage → (whether the period is over, what is done to reach it)
STAGES: dict[str, tuple[bool, Making]] = {
    "open": (False, lambda house, window, given: None),
    "held": (False, lambda house, window, given: actions.hold(given, by=house.coordinator, reason="threat")),
    "hidden": (False, lambda house, window, given: actions.hide(given, by=house.coordinator, reason="threat")),
    "struck": (False, strike),
    "closed": (True, lambda house, window, given: None),
    "replied": (True, lambda house, window, given: factories.replied(house, given)),
    "decided": (True, decide),
}
#: act → who may at each stage: g the giver, a anybody, - nobody
MARKS = {
    #                            open held hidden struck closed replied decided
    "matters.comment": "           ga   ga   ga     ga     -      -       -",
    "matters.withdraw": "          g    g    g      g      g      g       -",
    "matters.not_answered": "      -    -    -      -      -      g       g",
    "matters.appeal": "            -    -    g      g      -      -       -",
    "matters.refuse_translation": "g    -    -      g      g      g       g",
    "matters.ask_erasure": "       ga   ga   ga     ga     ga     ga      ga",
    "matters.follow_by_mail": "    g    g    g      g      g      g       g",
    "matters.receipt": "           g    g    g      g      g      g       g",
    "front.thread": "              ga   ga   ga     ga     ga     ga      ga",
}
EXPECTED = {act: dict(zip(STAGES, marks.split(), strict=True)) for act, marks in MARKS.items()}


@pytest.mark.parametrize("stage", STAGES)
def test_who_may_at_each_stage(stage: str) -> None:
    house = factories.house()
    window = factories.opened(house)
    given = factories.said(window)
    over, make = STAGES[stage]
    with factories.after(window) if over else nullcontext():
        make(house, window, given)
        given = Input.objects.select_related(*Input.rules_read).get(pk=given.pk)
        window = Window.objects.select_related(*Window.rules_read).get(pk=window.pk)
        giver = replace(NOBODY, giver_ids=frozenset([given.giver_id]))
        others: list[Actor] = [NOBODY, house.resident, house.staff, house.coordinator, house.chief, house.clerk]
        for act, expected in EXPECTED.items():
            subject: Any = window if act == "matters.comment" else given
            assert may(act, giver, subject) == ("g" in expected[stage]), (act, "giver")
            assert {may(act, other, subject) for other in others} == {"a" in expected[stage]}, act
            page(act, subject, given, "g" in expected[stage], "a" in expected[stage])


def page(act: str, subject: Any, given: Input, giver_may: bool, anybody_may: bool) -> None:
    """The page says the same as the table."""
    address = reverse(act, args=[subject.pk])
    assert (Client().get(address).status_code == 200) == anybody_may, address
    assert (as_giver(given.giver_id).get(address).status_code == 200) == giver_may, address
