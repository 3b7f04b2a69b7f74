"""What people wrote who applied and were not appointed is kept for a year, as they were told before, and not longer."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words, day
from commonbeat.front import clockwork
from commonbeat.ledger import record
from commonbeat.people import actions
from commonbeat.people.actor import CLOCK
from commonbeat.people.models import Application
from tests import factories as make
from tests.gatherings.boardrooms import board
from tests.matters import desk
from tests.people.test_filling_seats import applied, called, closed

pytestmark = pytest.mark.django_db


def test_what_people_wrote_who_were_not_appointed_is_erased_a_year_after_the_decision() -> None:
    house = make.house()
    board(house)
    call, open_still = called(house, seats=1), called(house, kind="ward", seats=1)
    ann, bob, cyd = applied(call, "ann"), applied(call, "bob"), applied(open_still, "cyd")
    told = call.kept_until
    assert f"erased a year after the decision, so after {day(told)}" in desk.look(
        desk.at("resident"), "people.apply", call.pk
    )
    with closed():
        actions.appoint(ann, by=house.clerk, reasons=Words("She knows the ward."))
        actions.close_call(call, by=house.clerk, told="There was one seat.")
        call.refresh_from_db()
        assert call.kept_until < told, "it was decided before its last day"
    for past, left in ((0, {ann, bob, cyd}), (1, {ann, cyd}), (2, {ann, cyd})):
        with clock.moved(house.agency.end_of(call.kept_until) + timedelta(days=past - 1, hours=1)):
            assert clockwork.turn() is not None
        assert set(Application.objects.all()) == left, past
    with clock.moved(house.agency.end_of(open_still.kept_until) + timedelta(hours=1)):
        assert clockwork.turn()["applications"] == 1, "nobody ever decided"
    entries = [json.loads(one) for one in record.lines() if "erase_applications" in one]
    assert [(one["by"], one["subject"], one["facts"]) for one in entries] == [
        ("clock", f"call {one.pk}", {"count": 1}) for one in (call, open_still)
    ]
    with pytest.raises(Refused):
        actions.erase_applications(call, by=CLOCK, count=1)
    assert seals.broken() == []
