"""Meetings that were kept elsewhere enter once, whole or not at all, as what happened then and is entered now."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import DatabaseError

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused, may
from commonbeat.gatherings import actions, intake
from commonbeat.gatherings.intake import Held
from commonbeat.gatherings.models import Gathering, Intake
from commonbeat.gatherings.reading import meetings
from commonbeat.ledger import record
from commonbeat.people import actions as people
from commonbeat.people.actor import IMPORT, NOBODY
from commonbeat.people.models import Place
from tests import factories

pytestmark = pytest.mark.django_db

HEAD = "district,start,end,title,details,location,modified\n"
ROWS = HEAD + (
    "2,2016-02-10T18:30:00,2016-02-10T19:30:00,221-223 CAPS Meeting,Bring a friend.,Library,\n"
    "2,2016-03-10T18:30:00,2016-03-10T18:00:00,DAC Meeting,,,\n"
    "2,2016-04-10T18:30:00,,NO Beat Meeting 212,,,\n"
)


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def look(house: factories.House, text: str = ROWS, mapping: str = "") -> Held:
    return intake.look(text.encode(), "calendar.csv", house.agency, intake.mapping_of(mapping))


def take_in(house: factories.House, held: Held, **instead: Any) -> Intake:
    known = {"count": held.count, "digest": held.digest, "places": len(held.new_places)} | instead
    return actions.import_meetings(house.agency, by=instead.pop("by", IMPORT), held=held, **known)


def test_what_enters_and_how(house: factories.House) -> None:
    made = take_in(house, look(house))
    one, dac, canceled = Gathering.objects.order_by("starts_at")
    assert (str(one), one.kind, one.state, one.about.text, one.location) == (
        "221-223 CAPS Meeting",
        "forum",
        "announced",
        "Bring a friend.",
        "Library",
    )
    assert [str(place) for place in one.places] == ["Beat 221", "Beat 223"]
    assert (one.was_entered_later, one.entered_on, one.announced_on) == (True, house.agency.today(), None)
    assert one.starts.isoformat()[:16] == "2016-02-10T18:30" and one.organization == house.agency.organization
    assert (dac.kind, str(dac.place), dac.ends_at, dac.doubts) == ("board", "District 2", None, [meetings.ENDS_EARLY])
    assert (canceled.is_canceled, canceled.canceled_because) == (True, "The calendar that it was taken from says so.")
    assert (made.taken_in, made.left_out, made.name) == (3, {}, "calendar.csv")
    assert [Gathering.objects.in_place(place).count() for place in (one.places[0], one.places[1])] == [1, 1]


def test_one_act_leaves_one_entry_with_number_and_seal(house: factories.House) -> None:
    before = record.head().number
    made = take_in(house, look(house))
    entry = json.loads(list(record.lines())[-1])
    assert record.head().number == before + 1
    assert (entry["verb"], entry["by"], entry["made"], entry["on"]) == (
        "gatherings.import_meetings",
        "import",
        f"intake {made.pk}",
        clock.today().isoformat(),
    )
    assert entry["facts"] == {"count": 3, "digest": made.digest, "places": 4}
    assert seals.broken() == []


def test_the_same_file_twice_adds_none_and_says_so(house: factories.House) -> None:
    take_in(house, look(house))
    again = look(house)
    assert (again.count, again.left_out) == (0, {intake.HERE: 3})
    with pytest.raises(Refused, match="not here already"):
        take_in(house, again)
    longer = look(house, ROWS.replace("Library", "Church") + "2,2016-05-10T18:30:00,,Beat 211 Meeting,,,\n")
    assert (longer.count, longer.left_out) == (1, {intake.HERE: 2, intake.OTHERWISE: 1})
    take_in(house, longer)
    assert (Gathering.objects.count(), Gathering.objects.filter(location="Church").count()) == (4, 0)


def test_areas_are_those_that_stand_here_else_named_from_the_first_day_in_the_file(house: factories.House) -> None:
    named = {"kind": "beat", "since": house.agency.today()}
    people.add_place(house.agency, by=house.coordinator, name="0221", **named)
    old = people.add_place(house.agency, by=house.coordinator, name="Beat 223", **named)
    people.end_place(old, by=house.coordinator, until=house.agency.today())
    held = look(house)
    assert [one.name for one in held.new_places] == ["District 2", "Beat 212"]
    take_in(house, held)
    assert [str(place) for place in Gathering.objects.first().places] == ["Beat: 0221", "Beat 223"]
    assert Place.objects.get(name="Beat 212").since.isoformat() == "2016-04-10"


def test_an_area_spelled_in_several_ways_is_one(house: factories.House) -> None:
    rows = [
        f"{area},2016-02-1{n}T18:30:00,,DAC Meeting,,,\n" for n, area in enumerate(["Central", "CENTRAL ", "central"])
    ]
    take_in(house, look(house, HEAD + "".join(rows)))
    assert Place.objects.get().name == "District Central"
    assert Gathering.objects.filter(place=Place.objects.get()).count() == 3


def test_a_body_of_the_mapping_holds_its_meetings_where_it_has_a_page(house: factories.House) -> None:
    rule = '[[kinds]]\nkind = "board"\nwords = ["{words}"]\nbody = "{body}"\n'
    mapping = rule.format(words="caps", body="City Clerk") + rule.format(words="dac", body="Nobody")
    take_in(house, look(house, mapping=mapping))
    one, dac, _canceled = Gathering.objects.order_by("starts_at")
    assert (str(one.organization), str(dac.organization)) == ("City Clerk", "Test Police")
    assert dac.doubts == [meetings.ENDS_EARLY, meetings.NO_BODY]
    assert Intake.objects.get().mapping == mapping


def test_what_is_still_to_come_is_announced_today(house: factories.House) -> None:
    take_in(house, look(house, HEAD + "2,2150-02-10T18:30:00,,DAC Meeting,,,\n"))
    [coming] = Gathering.objects.to_come()
    assert (coming.was_entered_later, coming.announced_on) == (False, house.agency.today())


def test_a_crash_in_the_middle_leaves_nothing(house: factories.House) -> None:
    held, before = look(house), record.head().number
    held.fresh[-1].__dict__["uid"] = held.fresh[0].uid  # the database refuses the third after two were written
    with pytest.raises(DatabaseError):
        take_in(house, held)
    assert (Gathering.objects.count(), Intake.objects.count(), Place.objects.count()) == (0, 0, 0)
    assert record.head().number == before


@pytest.mark.parametrize("instead", [{"count": 2}, {"digest": "0" * 64}, {"places": 0}])
def test_what_differs_from_the_preview_is_refused(house: factories.House, instead: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="changed between the preview and now"):
        take_in(house, look(house), **instead)


def test_two_who_take_in_the_same_at_once_do_it_once(house: factories.House) -> None:
    first, second = look(house), look(house)
    take_in(house, first)
    with pytest.raises(Refused, match="at the same moment"):
        take_in(house, second)
    others = look(house, HEAD + "2,2016-02-10T18:30:00,,Beat 215 meeting,,,\n")
    people.add_place(house.agency, by=house.coordinator, kind="beat", name="215", since=house.agency.today())
    with pytest.raises(Refused, match="at the same moment"):
        take_in(house, others)


def test_who_may_take_in_meetings(house: factories.House) -> None:
    act = "gatherings.import_meetings"
    told = {name: may(act, house.actor(name), house.agency) for name in ("staff", "chief", "clerk", "resident")}
    assert told == {"staff": False, "chief": False, "clerk": False, "resident": False}
    assert [may(act, one, house.agency) for one in (NOBODY, IMPORT, house.coordinator)] == [False, True, True]
