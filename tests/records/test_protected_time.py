"""Protected time: kept of planned, where what nobody logged is not known and never counts as kept."""

from __future__ import annotations

import json
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused, may
from commonbeat.ledger.models import Entry
from commonbeat.measures import intervals
from commonbeat.people.actor import NOBODY
from commonbeat.records import actions
from commonbeat.records.models import BlockLog, ProtectedBlock
from tests import factories
from tests.matters.desk import at, done, look
from tests.records.making import begun, drawn, planned, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> factories.House:
    return factories.house()


def test_kept_of_planned_where_silence_is_not_kept(house: factories.House) -> None:
    block, today = planned(house), house.agency.today()
    weeks = [today + timedelta(days=7 * n) for n in range(1, 61)]
    for at_, day in enumerate(weeks[-45:]):
        with clock.moved(block.begins(day) + timedelta(hours=3)):
            if at_ % 3 == 0:
                actions.log_block(block, by=house.staff, day=day, kept=True)
            elif at_ % 3 == 1:
                actions.log_block(block, by=house.staff, day=day, kept=False, reason="calls")
    with clock.moved(block.begins(weeks[-1]) + timedelta(hours=3)):
        page = look(Client(), "records.protected")
        rows = json.loads(Client().get(reverse("records.protected.json")).content)["rows"]
    planned_in_a_year = sum(row["planned"] for row in rows)
    assert planned_in_a_year in (52, 53)
    assert f"to be kept free of calls {planned_in_a_year} times; it was kept 15 times" in page
    assert f"Nobody said what became of {planned_in_a_year - 30}." in page
    low, high = intervals.wilson(15, planned_in_a_year)
    assert f"between {100 * low:.0f} and {100 * high:.0f} of 100 are kept" in page
    assert '<dt>Calls came first</dt><dd class="num">15</dd>' in page
    for row in rows:
        assert row["kept"] + row["broken"] + row["not_known"] == row["planned"]


def test_a_block_is_logged_from_the_phone_by_one_button_and_names_the_agency(house: factories.House) -> None:
    block, today = planned(house), house.agency.today()
    day = today + timedelta(days=7)
    with clock.moved(block.begins(day) + timedelta(hours=1)):
        with pytest.raises(Refused, match="once it is over"):
            actions.log_block(block, by=house.staff, day=day, kept=True)
        actions.log_block(block, by=house.staff, day=day, kept=False, reason="short")
    with clock.moved(block.begins(day) + timedelta(days=1)):
        assert "Nothing waits" not in look(at("staff"), "records.blocks"), "the block of the first day"
        assert done(at("staff"), "records.log_block", block.pk, day=day, said="kept") == reverse("records.blocks")
        said = json.loads(Entry.objects.last().sealed)
        assert (said["by"], said["facts"]) == ("Test Police", {"day": str(day), "kept": True})
        assert Entry.objects.last().person_id is None
    assert [(one.kept, one.reason) for one in BlockLog.objects.all()] == [(True, "")], "the last word counts"
    assert seals.broken() == []
    for wrong in (day + timedelta(days=1), day + timedelta(days=7)):
        with clock.moved(block.begins(day) + timedelta(days=2)), pytest.raises(Refused):
            actions.log_block(block, by=house.staff, day=wrong, kept=False, reason="short")
    with clock.moved(block.begins(day) + timedelta(days=15)), pytest.raises(Refused, match="stays not known"):
        actions.log_block(block, by=house.staff, day=day, kept=True)


def test_a_block_past_midnight_belongs_to_the_day_on_which_it_begins(house: factories.House) -> None:
    block, today = planned(house, starts=time(22), ends=time(2)), house.agency.today()
    day = today + timedelta(days=7)
    with clock.moved(house.agency.end_of(day) + timedelta(hours=1)):
        assert not block.is_over(day)
    with clock.moved(house.agency.end_of(day) + timedelta(hours=2)):
        assert block.is_over(day)


def test_what_is_ended_is_planned_no_more_and_stays_in_the_count(house: factories.House) -> None:
    block, today = planned(house), house.agency.today()
    with clock.moved(block.begins(today + timedelta(days=9))):
        done(at("chief"), "records.end_block", block.pk)
    ended = ProtectedBlock.objects.get(pk=block.pk)
    assert list(ended.days(today, today + timedelta(days=60))) == [today, today + timedelta(days=7)]
    assert at("chief").get(reverse("records.end_block", args=[block.pk])).status_code == 403


ROLES = {"n": "nobody", "r": "resident", "s": "staff", "c": "coordinator", "h": "chief", "k": "clerk"}
#: row → who may: nobody, resident, staff (reads a review), coordinator, chief, clerk (reads it too)
EXPECTED = {
    "eligible": "nrschk", "adopt_list": "ch", "reasons": "nrschk", "note_reason": "sch",
    "reviews": "nrschk", "review": "nrschk", "reading": "schk", "begin_review": "ch", "cases": "schk",
    "protected": "nrschk", "blocks": "sch", "plan_block": "ch", "end_block": "ch", "log_block": "sch",
}  # fmt: skip
#: row → who may, on the day after the sealing, before the draw, after it, once all is read
BY_STAGE = {"draw_cases": ("ch", "", ""), "take_back_review": ("ch", "", ""), "answer_case": ("", "sk", "")}


def test_who_may(house: factories.House) -> None:
    review, block = begun(house, few=5), planned(house)
    actors = {letter: NOBODY if name == "nobody" else house.actor(name) for letter, name in ROLES.items()}

    def allowed(name: str, thing: object) -> str:
        return "".join(letter for letter, actor in actors.items() if may(f"records.{name}", actor, thing))

    things = {"review": review, "cases": review, "end_block": block, "log_block": block}
    assert {name: allowed(name, things.get(name)) for name in EXPECTED} == EXPECTED
    stages = [review, drawn(house, review)]
    stages.append(read(house, stages[1]))
    sealed = {name: getattr(review, name) for name in ("pk", "first_reader", "second_reader", "begun_on")}
    stages[0] = type(review)(**sealed)
    assert allowed("draw_cases", stages[0]) == ""
    with clock.moved(clock.now() + timedelta(days=1)):
        assert {name: tuple(allowed(name, one) for one in stages) for name in BY_STAGE} == BY_STAGE
