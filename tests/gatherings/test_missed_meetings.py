"""Missed meetings and training as the charter says them: counts for the body and its clerk, the limit for all."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.gatherings import actions
from commonbeat.gatherings.shown.attending import Record
from commonbeat.gatherings.shown.boards import board as read
from commonbeat.people.actor import NOBODY
from commonbeat.people.charter.terms import later
from tests import factories as make
from tests.gatherings import board as boards
from tests.matters import desk

pytestmark = pytest.mark.django_db

#: member → what was noted in three meetings
NOTED = {
    1: ["absent", "absent", "present"],
    2: ["absent", "excused", "present"],
    3: ["absent", "", "absent"],
    4: ["present", "present", "excused"],
}


def sat(rules: dict) -> boards.Board:
    """A board of five that has met three times in the last weeks, with public minutes."""
    house = make.house()
    with clock.moved(clock.now() - timedelta(days=90)):
        made = boards.board(house, members=5, rules=boards.SAYS | rules)
    for number in range(3):
        starts = clock.now() - timedelta(days=60 - 10 * number)
        with clock.moved(starts + timedelta(minutes=5)):
            held = boards.opened(made, here=[], gathering=boards.announced(made, starts))
            said = {made.seats[member]: states[number] for member, states in NOTED.items() if states[number]}
            actions.attend(held, by=made.chair, states=said)
            actions.close_item(boards.item(held), by=made.chair)
            actions.adjourn(boards.again(held), by=made.chair)
            actions.publish_minutes(boards.again(held), by=made.chair)
    return made


def records(made: boards.Board) -> list[Record]:
    return read(made.body, made.house.agency.today(), NOBODY).attended(NOBODY)


def test_a_limit_is_reached_not_reached_or_hangs_on_what_is_not_known() -> None:
    made = sat({"absence": {"in_a_row": 2}})
    told = records(made)
    assert [one.too_many for one in told] == [False, True, None, None, False]
    assert [(one.here, one.excused, one.absent, one.unnoted) for one in told[1:4]] == [
        (1, 0, 2, 0),
        (1, 1, 1, 0),
        (0, 0, 2, 1),
    ]
    page = desk.look(desk.at("nobody"), "gatherings.board", made.body.slug)
    assert page.count("missed too many meetings") == 1, "of the others the public page says nothing"
    boards.chartered(made, boards.SAYS | {"absence": {"in_a_row": 2, "excused_count": True}}, clock.today())
    assert [one.too_many for one in records(made)] == [False, True, True, None, False]


def test_counts_are_for_the_body_and_its_clerk_alone() -> None:
    made = sat({})
    address = reverse("gatherings.board_attendance", args=[made.body.slug])
    seen = {
        name: desk.at(name).get(address).status_code
        for name in ("chair", "member3", "clerk", "coordinator", "chief", "nobody")
    }
    assert seen == {"chair": 200, "member3": 200, "clerk": 200, "coordinator": 403, "chief": 403, "nobody": 403}
    page = desk.at("member3").get(address).content.decode()
    assert "not said" in page and "missed too many" not in page, "this charter sets no limit, and none is made up"


def test_training_is_due_as_the_charter_says_from_the_first_day_on_the_board() -> None:
    house = make.house()
    made = boards.board(house, members=2, rules=boards.SAYS | {"training": {"within_months": 3}})
    [kind] = [one for one in read(made.body, clock.today(), NOBODY).kinds if one.places[0].seat]
    assert {one.training_due for one in kind.places} == {later(clock.today(), Fraction(1, 4))}
    assert "training due by" in desk.look(desk.at("nobody"), "gatherings.board", made.body.slug)
    with clock.moved(clock.now() + timedelta(days=120)):
        page = desk.look(desk.at("nobody"), "gatherings.board", made.body.slug)
        assert "training due by" not in page and "Who was trained is not recorded here." in page
