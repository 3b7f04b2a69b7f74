"""The list of eligible offenses in versions, and why somebody was not offered the least harm."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.ledger.models import Entry
from commonbeat.measures.settings import Settings, of, written
from commonbeat.measures.stops.eligible import judge
from commonbeat.measures.sun import Spot
from commonbeat.people.models import Place
from commonbeat.records.asked import settings_for
from commonbeat.records.models import EligibleList, NotOffered
from commonbeat.records.quarters import quarter_after, quarter_before, quarter_of
from tests import factories
from tests.matters.desk import at, done, look, send
from tests.records.making import OFFENSES, listed, noted

pytestmark = pytest.mark.django_db


def asked(measure: str) -> Settings:
    """The settings with which a measure is asked now."""
    return settings_for(measure, EligibleList.objects.standing())


def read_back(settings: Settings) -> Settings:
    return of(tomllib.loads(written(settings)))


@pytest.fixture
def house(db: None) -> factories.House:
    return factories.house()


def test_each_stop_is_held_against_the_version_of_its_day(house: factories.House) -> None:
    listed(house, date(2024, 1, 1))
    listed(house, date(2025, 1, 1), outcomes={"Tail Light": "verbal warning"})
    listed(house, date(2025, 1, 1), outcomes={"Tail Light": "citation"})
    settings = asked("least-harm")
    assert [one.first.year for one in settings.lists] == [2024, 2025]
    cells = [
        {"violation": offense, "version": version, "outcome": outcome, "n": 1}
        for offense, version, outcome in (
            ("tail light", 0, "citation"),
            ("tail light", 1, "citation"),
            ("trespass", 0, "citation"),
            ("trespass", 1, "citation"),
        )
    ]
    judged = judge(cells, settings)
    assert [one["least"] for one in judged.cells] == [False, True, True]
    assert judged.excluded == {"offense not on the list": 1}


def test_what_may_be_added_is_asked_of_past_stops_by_what_if_alone(house: factories.House) -> None:
    listed(house, considered=["Open  Container"])
    assert asked("what-if").what_if.most("open container") == "warning"
    assert asked("least-harm").what_if is None
    assert read_back(asked("what-if")) == asked("what-if")
    assert "/numbers/what-if/" in look(Client(), "records.eligible")


def test_what_came_and_what_went_stands_on_the_page_and_nothing_is_narrowed_silently(house: factories.House) -> None:
    today = house.agency.today()
    listed(house, today - timedelta(days=90), rule="Order 7")
    sent = {"first": today, "rule": "Order 8", "step_1": "tail  LIGHT", "step_2": "open container", "step_5": ""}
    done(at("chief"), "records.adopt_list", **sent)
    page = look(Client(), "records.eligible")
    assert "Added: <bdi>open container</bdi>, at most a written warning" in page
    assert "Taken off: <bdi>trespass</bdi>, at most a citation" in page
    assert "Changed: <bdi>tail LIGHT</bdi>, from at most a written warning to at most a spoken warning" in page
    assert "Order 7" in page and "Order 8" in page
    assert "after the day from which it holds" in page, "the first version was entered for a day that was over"
    told = json.loads(Client().get(reverse("records.eligible.json")).content)["rows"]
    ends = {row["offense"]: row["until"] for row in told if row["version"] == 1}
    assert ends == dict.fromkeys(OFFENSES, str(today - timedelta(days=1)))
    assert seals.broken() == []
    first = EligibleList.objects.get(version=1)
    EligibleList.objects.filter(pk=first.pk).update(outcomes={"trespass": "citation"})
    assert seals.broken() == [f"eligible list {first.pk} does not say what was sealed"]


def test_a_version_never_goes_behind_the_one_before_and_changes_something(house: factories.House) -> None:
    today = house.agency.today()
    listed(house, today)
    for first, given in ((today - timedelta(days=1), {"rule": "X"}), (today, {})):
        with pytest.raises(Refused):
            listed(house, first, **given)
    with pytest.raises(Refused, match="Nothing changes"):
        listed(house, today + timedelta(days=20))
    twice = send(at("chief"), "records.adopt_list", first=today, rule="R", step_1="X", step_2=" x ")
    assert twice.status_code == 200 and "stands here twice" in twice.content.decode()


def test_a_version_that_waits_stands_above_the_one_in_force(house: factories.House) -> None:
    today = house.agency.today()
    listed(house, today, link="https://example.org/7")
    assert 'value="https://example.org/7"' in look(at("chief"), "records.adopt_list")
    assert "#version-2" not in look(Client(), "records.eligible")
    listed(house, today + timedelta(days=20), rule="Order 8")
    assert '<a href="#version-2">version 2</a> holds' in look(Client(), "records.eligible")


def test_the_day_is_filled_in_on_spanish_pages_too(house: factories.House) -> None:
    listed(house)
    for role, name, field in (("chief", "records.adopt_list", "first"), ("staff", "records.note_reason", "on")):
        answer = at(role).get(reverse(name), headers={"accept-language": "es"})
        page = answer.content.decode()
        assert answer["Content-Language"] == "es"
        assert re.search(rf'<input type="date" name="{field}" value="{house.agency.today()}"', page)


def test_a_reason_names_nobody_and_stands_in_no_count_below_five(house: factories.House) -> None:
    today = house.agency.today()
    first = quarter_before(quarter_of(today))
    with clock.moved(house.agency.end_of(first + timedelta(days=20))):
        listed(house, first - timedelta(days=30))
        noted(house, "victim", 9)
        noted(house, "danger", 2)
        done(at("staff"), "records.note_reason", offense="trespass", place="all", reason="other", on=first)
    entries = Entry.objects.order_by("-number")[:12]
    for entry in entries:
        said = json.loads(entry.sealed)
        assert (said["by"], said["facts"], entry.person_id) == ("Test Police", {}, None)
    soon, later = quarter_after(first) + timedelta(days=20), first + timedelta(days=140)
    with clock.moved(house.agency.end_of(soon)):
        assert "No quarter stands here yet" in look(Client(), "records.reasons"), "a reason can still be added to it"
    with clock.moved(house.agency.end_of(later)):
        told = json.loads(Client().get(reverse("records.reasons.json")).content)["rows"]
        page = look(Client(), "records.reasons")
    counts = {row["reason"]: (row["count"], row["withheld"]) for row in told}
    assert counts["danger"] == counts["other"] == (None, True)
    assert counts["victim"] == (None, True), "3 in two reasons could be told apart from 12 and 9"
    assert counts["warrant"] == (0, False)
    assert "12 reasons were noted." in page and "withheld" in page
    assert not NotOffered.objects.visible_to(house.chief).exists(), "nobody reads a single one"


def test_only_offenses_and_reasons_of_the_list_of_that_day_can_be_noted(house: factories.House) -> None:
    today = house.agency.today()
    assert "There is no list in force yet" in look(at("staff"), "records.note_reason")
    listed(house, today)
    wrong: list[dict[str, Any]] = [
        {"reason": "warrant"},
        {"on": today - timedelta(days=1)},
        {"on": today + timedelta(days=1)},
        {"on": today - timedelta(days=40)},
    ]
    for one in wrong:
        with pytest.raises(Refused):
            noted(house, **one)
    assert not NotOffered.objects.exists()


def test_a_measure_is_asked_with_what_it_needs_and_nothing_else(house: factories.House) -> None:
    listed(house, date(2024, 1, 1))
    listed(house, date(2025, 1, 1), rule="Order 8")
    assert asked("net-widening").change == date(2025, 1, 1), "the day from which the newest version holds"
    assert asked("time-budget") == asked("ladder") == Settings(), "a new list moves no other number"
    assert asked("veil").place is None
    for name, east in (("North", -77.0), ("South", -77.2)):
        outline = {"type": "Polygon", "coordinates": [[[east, 39.0], [east, 38.9]]]}
        Place.objects.create(kind="ward", name=name, shape=outline)
    assert asked("veil").place == Spot(38.95, -77.1, house.agency.time_zone)


def test_a_day_that_has_not_come_is_said_at_its_field_and_what_was_chosen_stays(house: factories.House) -> None:
    listed(house)
    today = house.agency.today()
    for day, why in ((today + timedelta(days=1), "This day has not come yet."), (today - timedelta(days=60), "month.")):
        sent = {"offense": sorted(OFFENSES)[0], "place": "all", "reason": "victim", "on": day.isoformat()}
        answer = at("staff").post(reverse("records.note_reason"), sent)
        assert answer.status_code == 200 and why in answer.content.decode()
        page = answer.content.decode()
        assert f'value="{day.isoformat()}"' in page and "What you wrote is still here" in page
    assert not NotOffered.objects.exists()
