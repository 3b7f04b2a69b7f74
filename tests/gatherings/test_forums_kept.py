"""Activities recorded in seconds and in nobody's name; how often meetings were held; how many people were reached."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Cadence, Gathering, Promised
from commonbeat.gatherings.shown import kept
from commonbeat.ledger.models import Entry
from commonbeat.matters.models import Commitment
from tests import factories
from tests.gatherings import making
from tests.gatherings.test_forums_lists import beat
from tests.matters import desk

pytestmark = pytest.mark.django_db


def recorded(house: factories.House, **given: Any) -> Gathering:
    said = {"activity": "walk", "place": None, "people": 12, "minutes": 40} | given
    return actions.record_activity(house.agency, by=house.staff, **said)


def test_an_officer_records_an_activity_and_is_named_nowhere() -> None:
    house = factories.house()
    place, officer = beat(house, "611"), desk.at("staff")
    form = {"activity": "school", "place": place.pk, "people": "25", "minutes": "45", "on": house.agency.today()}
    address = desk.done(officer, "gatherings.record_activity", **form)
    one = Gathering.objects.get()
    assert (one.kind, one.activity, one.head_count, str(one)) == ("activity", "school", 25, one.get_activity_display())
    assert one.ends_at - one.starts_at == timedelta(minutes=45)
    page = Client().get(address).content.decode()
    assert "<dd>25</dd>" in page
    assert "Staff" not in page
    entry = Entry.objects.filter(sealed__contains="record_activity").get()
    assert (json.loads(entry.sealed)["by"], entry.person_id, entry.giver_id) == ("Test Police", None, None)
    fields = {field.name for field in Gathering._meta.get_fields()}
    assert not {name for name in fields if "officer" in name or "person" in name or "seat" in name or "by" in name}
    assert seals.broken() == []


def test_what_was_promised_on_the_street_is_a_promise_in_the_agencys_name() -> None:
    house = factories.house()
    officer, owner = desk.at("staff"), house.seat("coordinator")
    form = {
        "activity": "walk",
        "place": "all",
        "people": "6",
        "minutes": "20",
        "on": house.agency.today(),
        "owner": owner.pk,
    }
    promised = form | {"promise": "Ask the city to fix the light", "due": house.agency.today() + timedelta(days=14)}
    address = desk.done(officer, "gatherings.record_activity", **promised)
    promise = Commitment.objects.get()
    assert (promise.owner, str(promise), Promised.objects.get().commitment) == (owner, promised["promise"], promise)
    assert promised["promise"] in Client().get(address).content.decode()
    assert promised["promise"] in Client().get("/owed/").content.decode()
    entries = [json.loads(one.sealed) for one in Entry.objects.filter(sealed__contains="record_activity")]
    assert {one["by"] for one in entries} == {"Test Police"}
    assert [one["made"].split()[0] for one in entries] == ["promise", "meeting"]
    with pytest.raises(Refused, match="who answers"):
        recorded(house, promise=Words("More lights"))
    assert Gathering.objects.count() == 1


def test_an_activity_lies_in_the_last_month_and_lasts_no_longer_than_a_shift() -> None:
    house = factories.house()
    today = house.agency.today()
    assert recorded(house, on=today - timedelta(days=3)).day == today - timedelta(days=3)
    for wrong in (
        {"on": today - timedelta(days=32)},
        {"on": today + timedelta(days=1)},
        {"minutes": 0},
        {"minutes": 721},
    ):
        with pytest.raises(Refused):
            recorded(house, **wrong)
    assert desk.send(desk.at("clerk"), "gatherings.record_activity", activity="walk").status_code == 409
    small = recorded(house, people=3)
    assert "fewer than five" in Client().get(small.get_absolute_url()).content.decode()


def test_a_silent_month_is_seen_and_told_in_a_sentence() -> None:
    house = factories.house()
    place = beat(house, "611")
    now = clock.now().replace(day=10)
    with clock.moved(now - timedelta(days=330)):
        desk.done(desk.at("coordinator"), "gatherings.set_cadence", house.agency.organization_id, kind="forum",
                  place=place.pk, every_months="1")  # fmt: skip
    cadence = Cadence.objects.get()
    assert kept.rhythms(house.nobody, house.agency)[0].kept.held == 0
    for months in range(11, 2, -1):
        with clock.moved(now - timedelta(days=30 * months + 5)):
            held = making.announced(house, days=2, place=place)
        if months == 5:
            with clock.moved(now - timedelta(days=30 * months + 4)):
                actions.cancel(held, by=house.coordinator, because="Snow")
    with clock.moved(now + timedelta(days=2)):
        found = kept.rhythms(house.nobody, house.agency)[0]
        page = Client().get("/meetings/kept/").content.decode()
        rows = Client().get("/meetings/kept.json").json()
    assert found.kept.held + found.kept.count("canceled") + found.kept.count("missed") == found.kept.due
    assert found.sentence.startswith(f"Monthly in Beat: 611: {found.kept.held} of {found.kept.due} held; none since ")
    assert found.sentence in page
    assert rows["kept"] == [
        {"cadence": found.sentence, "held": found.kept.held, "in_calendar": 0, "due": found.kept.due}
    ]
    with pytest.raises((IntegrityError, Exception), match="already exists|UNIQUE|unique|Constraint"):
        actions.set_cadence(house.bodies["agency"], by=house.coordinator, kind="forum", place=place, every_months=2)
    desk.done(desk.at("coordinator"), "gatherings.end_cadence", cadence.pk)
    assert kept.rhythms(house.nobody, house.agency) == []
    with pytest.raises(Refused):
        actions.set_cadence(house.bodies["city"], by=house.coordinator, kind="board", every_months=1)


def test_reach_is_told_by_place_with_those_at_zero_first_and_no_small_number_in_any_sum() -> None:
    house = factories.house()
    busy, quiet, empty = beat(house, "611", residents=4000), beat(house, "612", residents=2000), beat(house, "613")
    recorded(house, place=busy, people=30)
    recorded(house, place=busy, people=4)
    recorded(house, place=quiet, people=5)
    recorded(house, people=99)  # all over town
    found = kept.reached(house.nobody, house.agency)
    assert [(one.place, one.meetings, one.people, one.small, one.per_thousand) for one in found] == [
        (empty, 0, 0, 0, None),
        (quiet, 1, 5, 0, 2.5),
        (busy, 2, 30, 1, 7.5),
    ]
    page = Client().get("/meetings/kept/").content.decode()
    assert "nobody was met here: Beat: 613" in " ".join(page.replace("</p>", "").split())
    with clock.moved(clock.now() + timedelta(days=366)):
        assert {one.meetings for one in kept.reached(house.nobody, house.agency)} == {0}
