"""The desk of those who sit in a body or plan for it; and what was promised last time, on the meeting's own page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.minutes import Undertaken, enter_promises
from commonbeat.people import actions as people
from tests import factories as make
from tests.gatherings import board as boards, making
from tests.matters import desk

pytestmark = pytest.mark.django_db


def at_desk(name: str) -> str:
    return desk.look(desk.at(name), "gatherings.desk")


def test_a_desk_leads_each_seat_to_what_it_may_do_next() -> None:
    made = boards.board(make.house())
    held = boards.announced(made)
    links = {
        "prepare": reverse("gatherings.prepare", args=[held.pk]),
        "agenda": reverse("gatherings.agenda", args=[held.pk]),
        "room": reverse("gatherings.room", args=[held.pk]),
        "plan": reverse("gatherings.plan", args=[made.body.pk]),
    }

    def found(name: str) -> list[str]:
        return [key for key, link in links.items() if f'href="{link}"' in at_desk(name)]

    assert {name: found(name) for name in ("chair", "clerk", "member2")} == {
        "chair": ["prepare", "plan"],
        "clerk": ["prepare", "plan"],
        "member2": ["agenda"],
    }
    assert made.body.name not in at_desk("staff"), "the agency's desk is not the board's"
    boards.opened(made, gathering=held)
    assert "Runs now" in at_desk("member2") and found("chair") == ["room", "plan"]
    actions.close_item(boards.item(held), by=made.chair)
    actions.adjourn(boards.again(held), by=made.chair)
    assert "Its minutes are not public yet" in at_desk("clerk")
    actions.publish_minutes(boards.again(held), by=made.chair)
    assert "Nothing is planned, and no minutes wait." in at_desk("chair")
    assert desk.at("nobody").get(reverse("gatherings.desk")).status_code == 403
    header = desk.look(desk.at("chair"), "gatherings.meetings")
    assert f'href="{reverse("gatherings.desk")}"' in header


def test_a_forum_begins_with_what_was_promised_in_its_area_before_and_not_elsewhere() -> None:
    house = make.house()
    known = {"by": house.coordinator, "kind": "beat", "since": house.agency.today() - timedelta(days=60)}
    north, south = (people.add_place(house.agency, name=name, **known) for name in ("North", "South"))
    for place, words in ((north, "Fix the lamp"), (south, "Paint the crossing")):
        with clock.moved(clock.now() - timedelta(days=30)):
            before = making.announced(house, days=5, place=place)
        promise = Undertaken(Words(words), house.seat("staff"), house.agency.today() + timedelta(days=9))
        enter_promises(before, by=house.coordinator, promises=[promise])
    page = desk.look(desk.at("nobody"), "gatherings.meeting", making.announced(house, place=north).pk)
    first, rest = page.index("What was promised last time"), page.index("What people asked")
    assert first < page.index("Fix the lamp") < rest and "Paint the crossing" not in page
