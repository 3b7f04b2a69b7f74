"""Where we stand, as pages: one state each, honest where nothing is, every number to take along."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.measures.survival import kaplan_meier
from commonbeat.people import actions as people
from commonbeat.people.actor import NOBODY
from commonbeat.scorecard import charts
from commonbeat.scorecard.standards import standards
from commonbeat.scorecard.standing import standings
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def states(house: factories.House) -> dict[str, str]:
    return {one.standard.code: str(one.state) for one in standings(house.agency, NOBODY, standards())}


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_shown_as_failure_where_nothing_began(house: factories.House) -> None:
    assert set(states(house).values()) == {"not_started"}
    page = read("/standing/")
    assert page.count('<li class="row"') == 19 and 'class="state overdue">Stale' not in page
    assert "Nothing recorded yet." in read("/standing/A1/")
    assert "This will show it:" in read("/standing/A2/")


def test_what_the_agency_said_is_shown_until_records_speak(house: factories.House) -> None:
    today = house.agency.today()
    for code, said in {
        "A1": {"state": "started"},
        "A3": {"state": "planned", "planned_from": today + timedelta(days=30), "reason": "After the budget."},
        "C7": {"state": "prevented", "reason": "A state law says so."},
    }.items():
        people.start_practice(house.agency, by=house.coordinator, code=code, **said)
    found = states(house)
    assert [found[code] for code in ("A1", "A3", "C7", "B1")] == ["started", "planned", "prevented", "not_started"]
    page = read("/standing/")
    assert "Started, nothing recorded yet" in page and "Planned from" in page and "State law prevents it" in page
    assert "After the budget." in read("/standing/A3/")
    factories.opened(house)
    assert states(house)["A1"] == "alive"


def test_state_and_words_agree_where_something_is_alive_that_nobody_started(house: factories.House) -> None:
    people.start_practice(house.agency, by=house.coordinator, code="A1", state="not_started", reason="Three first.")
    page = read("/standing/A1/")
    assert "<p>Not started. " in page and "on record all the same" not in page
    factories.opened(house)
    page = read("/standing/A1/")
    assert "The agency has not called it started; what stands above is on record all the same." in page
    assert "<p>Not started. " not in page and "on purpose" not in page
    assert "; the agency has not called it started</span>" in page and "On record, last" in read("/standing/")


def test_what_has_not_been_alive_for_half_a_year_is_stale(house: factories.House) -> None:
    factories.opened(house)
    with clock.moved(clock.now() + timedelta(days=183)):
        assert states(house)["A1"] == "alive"
    with clock.moved(clock.now() + timedelta(days=185)):
        assert states(house)["A1"] == "stale"
        assert "Stale since" in read("/standing/")


def test_a_practice_shows_its_numbers_its_curve_and_how_they_came(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    given = [factories.said(window, f"Word {n}.") for n in range(6)]
    with factories.after(window, days=40):
        factories.replied(house, *given)
        page = " ".join(read("/standing/a1/").split())
        assert "Replied in time: 0 of 6.</p>" in page
        assert page.count("All that is on record here was counted") == 1 and "may lie between" not in page
        assert "<svg" in page and "The numbers behind the curve" in page and "Kaplan–Meier" in page
        sheet = list(csv.DictReader(io.StringIO(read("/standing/A1.csv").removeprefix("\ufeff"))))
        (row,) = [row for row in sheet if row["evidence"] == "replies_in_time"]
        assert (row["part"], row["whole"], row["first"]) == ("0", "6", window.replies_due.isoformat())
        steps = [row for row in Client().get("/standing/A1.json").json()["rows"] if row["days"] is not None]
        assert [(row["part"], row["whole"], row["value"]) for row in steps] == [(6, 6, 0.0)]


def test_the_list_as_data(house: factories.House) -> None:
    rows = Client().get("/standing.json").json()["rows"]
    assert [row["code"] for row in rows] == [one.code for one in standards()]
    assert read("/standing.csv").count("\r\n") == 20


@pytest.mark.parametrize("address", ["/standing/Z9/", "/standing/A1B/", "/standing/Z9.csv"])
def test_there_is_no_twentieth(house: factories.House, address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "cases",
    [
        [(3, True), (5, True), (8, False), (9, True)],
        [(0, True)] * 5,
        [(4, False)] * 5,
        [(900, True), (1, True)],
    ],
    ids=["usual", "all at once", "nobody", "long"],
)
def test_the_curve_is_a_sound_picture_with_words(cases: list[tuple[int, bool]]) -> None:
    drawn = ElementTree.fromstring(charts.waiting(kaplan_meier(cases)))
    assert drawn.find(f"{SVG}title").text and drawn.find(f"{SVG}desc").text
    assert drawn.get("role") == "img"
    labels = [one.text for one in drawn.iter(f"{SVG}text")]
    assert {"0%", "50%", "100%", "days since the comment", "share still waiting"} <= set(labels)
    assert drawn.get("direction") == "ltr", "or its letters turn with the page's direction, and lie over the axis"
    points = [
        float(n) for one in drawn.iter(f"{SVG}polyline") for pair in one.get("points").split() for n in pair.split(",")
    ]
    assert min(points) >= 0 and max(points) <= charts.WIDTH


def test_the_half_is_named_beside_the_curve() -> None:
    assert "half replied by day 5" in charts.waiting(kaplan_meier([(3, True), (5, True), (9, True)]))
    assert "half replied" not in charts.waiting(kaplan_meier([(3, True), (5, False), (9, False)]))
    assert "none has a reply yet" in charts.waiting(kaplan_meier([(3, False)] * 5))
