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

pytestmark = pytest.mark.django_db
Making = Callable[[factories.House, Window, Input], None]


def decide(house: factories.House, window: Window, given: Input) -> None:
    factories.replied(house, given)
    actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))


#: stage → (whether the period is over, what is done to reach it)
STAGES: dict[str, tuple[bool, Making]] = {
    "open": (False, lambda house, window, given: None),
    "held": (False, lambda house, window, given: actions.hold(given, by=house.coordinator, reason="threat")),
    "hidden": (False, lambda house, window, given: actions.hide(given, by=house.coordinator, reason="threat")),
    "closed": (True, lambda house, window, given: None),
    "replied": (True, lambda house, window, given: factories.replied(house, given)),
    "decided": (True, decide),
}
#: act → stage → who may: g the giver, a anybody
EXPECTED = {
    "matters.comment": {"open": "ga", "held": "ga", "hidden": "ga", "closed": "", "replied": "", "decided": ""},
    "matters.withdraw": {"open": "g", "held": "g", "hidden": "g", "closed": "g", "replied": "g", "decided": ""},
    "matters.not_answered": {"open": "", "held": "", "hidden": "", "closed": "", "replied": "g", "decided": "g"},
    "matters.appeal": {"open": "", "held": "", "hidden": "g", "closed": "", "replied": "", "decided": ""},
    "matters.follow_by_mail": {"open": "g", "held": "g", "hidden": "g", "closed": "g", "replied": "g", "decided": "g"},
    "matters.receipt": {"open": "g", "held": "g", "hidden": "g", "closed": "g", "replied": "g", "decided": "g"},
    "front.thread": dict.fromkeys(STAGES, "ga"),
}


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
