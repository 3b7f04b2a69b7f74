"""The list of meetings: the same rows on the page, as CSV, JSON and GeoJSON, on the map; and as schema.org says it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import geojson
import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.shown import outlines
from commonbeat.people import actions as people, outlines as geometry
from tests import factories
from tests.gatherings import making
from tests.matters import desk

SQUARE = {"type": "Polygon", "coordinates": [[[-75, 42], [-74, 42], [-74, 43], [-75, 43], [-75, 42]]]}
#: an outline like a horseshoe, of which the middle of its box lies outside
BAY = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [7, 9], [7, 1], [1, 1], [1, 9], [0, 9], [0, 0]]]}


class Microdata(HTMLParser):
    """What a page says in microdata: property → values, in the order in which they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.waiting: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = dict(attributes)
        name = own.get("itemprop")
        if not name or "itemscope" in own:
            return
        value = own.get("content") or own.get("datetime") or own.get("href")
        if value:
            self.found.setdefault(name, []).append(value)
        else:
            self.waiting.append(name)

    def handle_data(self, data: str) -> None:
        if self.waiting and data.strip():
            self.found.setdefault(self.waiting.pop(), []).append(data.strip())


def beat(house: factories.House, name: str, shape: dict | None = None, residents: int | None = None) -> people.Place:
    place = people.add_place(house.agency, by=house.coordinator, kind="beat", name=name, since=house.agency.today())
    source = "2020 Census" if residents else ""
    return people.describe_place(
        place, by=house.coordinator, population=residents, population_source=source, shape=shape
    )


@pytest.mark.django_db
def test_page_files_and_map_show_the_same_meetings(client: Client) -> None:
    house = factories.house()
    inside, elsewhere = beat(house, "611", SQUARE), beat(house, "612")
    near = making.announced(house, place=inside, languages=["es"], title=Words("=Near"))
    making.announced(house, place=elsewhere, days=12, title=Words("Far"))
    past = making.announced(house, days=1, title=Words("Gone"))
    with clock.moved(past.ends_at + timedelta(minutes=1)):
        for query, titles in {
            "": ["=Near", "Far"],
            "?show=over": ["Gone"],
            f"?place={inside.pk}": ["=Near"],
            "?language=es": ["=Near"],
            "?kind=board": [],
            f"?body={house.bodies['city'].pk}": [],
            "?show=nonsense&kind=x&place=-1&body=99999999999999999999": ["=Near", "Far"],
        }.items():
            page = client.get(f"/meetings/{query}").content.decode()
            assert re.findall(r'<h3><a href="/meetings/\d+/"[^>]*>([^<]*)<', page) == titles, query
            rows = client.get(f"/meetings.json{query}").json()["rows"]
            assert [row["title"] for row in rows] == titles
            sheet = csv.DictReader(io.StringIO(client.get(f"/meetings.csv{query}").content.decode("utf-8-sig")))
            assert [row["title"] for row in sheet] == [title.replace("=", "'=") for title in titles]
            drawn = client.get(f"/meetings.geojson{query}").json()["features"]
            assert [one["properties"]["title"] for one in drawn] == titles
            assert [one["properties"]["number"] for one in drawn] == [row["number"] for row in rows]
        assert geojson.loads(client.get("/meetings.geojson").content).errors() == [], "by an independent reader"
        shapes = client.get("/meetings.geojson").json()["features"]
        assert [one["geometry"] for one in shapes] == [{"type": "Point", "coordinates": [-74.5, 42.5]}, None]
        svg = re.search(r"<svg.*?</svg>", client.get("/meetings/").content.decode(), re.DOTALL).group(0)
        assert ">1</tspan>" in svg
        assert f"place={inside.pk}" in svg
        assert client.get("/meetings/").content.decode().index("=Near") < client.get(
            "/meetings/"
        ).content.decode().index("<svg")
    assert near.starts.isoformat() == client.get("/meetings.json").json()["rows"][1]["starts_at"]


@pytest.mark.django_db
def test_a_meeting_says_of_itself_what_schema_org_asks(client: Client) -> None:
    house = factories.house()
    one = making.announced(house, link="https://video.example.org/1", room_for=40, about=Words("Speeding"))
    said = client.get(f"/meetings/{one.pk}.json")
    assert said["Content-Type"] == "application/ld+json"
    told = said.json()
    assert (told["@context"], told["@type"], told["name"]) == ("https://schema.org", "Event", "Talk in Beat 1")
    assert (told["startDate"], told["endDate"]) == (one.starts.isoformat(), one.ends.isoformat())
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert told["maximumAttendeeCapacity"] == 40
    read = Microdata()
    read.feed(client.get(one.get_absolute_url()).content.decode())
    assert read.found["startDate"] == [one.starts.isoformat()]
    page = client.get(one.get_absolute_url()).content.decode()
    assert f"{one.starts:%A}" in page
    assert "6:30\u00a0p.m. (" in page
    assert read.found["eventStatus"] == ["https://schema.org/EventScheduled"]
    assert read.found["name"][:2] == ["Test Police", "Talk in Beat 1"]
    assert read.found["identifier"] == [one.uid]
    move = {"ends_at": one.ends_at, "location": "School", "because": "The library is closed"}
    actions.move(one, by=house.coordinator, starts_at=one.starts_at, **move)
    assert client.get(f"/meetings/{one.pk}.json").json()["eventStatus"] == "https://schema.org/EventRescheduled"
    actions.cancel(one, by=house.coordinator, because="Snow")
    assert client.get(f"/meetings/{one.pk}.json").json()["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_point_stands_within_its_place() -> None:
    x, y = outlines.middle(BAY)
    assert 0 < x < 1 or 7 < x < 9
    assert y == pytest.approx(4.5, abs=0.01)
    islands = {
        "type": "MultiPolygon",
        "coordinates": [SQUARE["coordinates"], [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]],
    }
    assert outlines.middle(islands) == (4.5, 4.5)
    assert outlines.middle(None) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not_json"),
        ('{"type": "Point", "coordinates": [1, 2]}', "no_polygon"),
        ('{"type": "FeatureCollection", "features": []}', "no_polygon"),
        ('{"type": "Polygon", "coordinates": []}', "no_polygon"),
        ('{"type": "Polygon", "coordinates": [3]}', "no_polygon"),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}', "open_ring"),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 910], [0, 0]]]}', "not_on_earth"),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], ["1", 1], [0, 0]]]}', "not_on_earth"),
        (str({"type": "Polygon", "coordinates": [[[0, 0]] * 6000]}).replace("'", '"'), "too_many"),
    ],
)
def test_what_is_no_outline_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(geometry.NoOutline, match=f"^{why}$"):
        geometry.read(text)


@pytest.mark.django_db
def test_residents_need_a_source_and_an_outline_comes_from_a_file_as_maps_give_it() -> None:
    house = factories.house()
    place, coordinator = beat(house, "611"), desk.at("coordinator")
    shape = json.dumps({"type": "Feature", "properties": {"a": 1}, "geometry": SQUARE})
    wrong = desk.send(coordinator, "people.describe_place", place.pk, population="900", shape="{").content.decode()
    assert "This is no GeoJSON" in wrong
    assert "Say where the number is from" in wrong
    given = {"population": "900", "population_source": "2020 Census", "shape": shape}
    desk.done(coordinator, "people.describe_place", place.pk, **given)
    place.refresh_from_db()
    assert (place.population, place.shape["type"], set(place.shape)) == (900, "Polygon", {"type", "coordinates"})
    rows = Client().get("/places.json").json()["rows"]
    assert [(row["population"], row["population_source"]) for row in rows] == [(900, "2020 Census")]
