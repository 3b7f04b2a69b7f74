"""The standing topic of a body's meetings: opened once, public, in every language, in no list of topics."""

import json
import re
from datetime import timedelta

import pytest

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.gatherings.actions import docket_of, open_docket
from commonbeat.gatherings.models import Docket
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions as matters, stations
from commonbeat.matters.actions.dockets import new_docket_window
from commonbeat.matters.models import Window
from commonbeat.matters.shown.decidable import ready
from commonbeat.matters.shown.topics import topics
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_docket_is_opened_once_and_goes_the_way_of_every_topic(client):
    house = make.house()
    matter = docket_of(house.bodies["agency"], by=house.coordinator)
    assert docket_of(house.bodies["agency"], by=house.nobody) == matter
    assert (matter.title.read("en")[0], matter.title.read("es")[1]) == ("Meetings of Test Police", "es")
    assert list(topics(house.nobody)) == []
    newest = [json.loads(entry.sealed)["verb"] for entry in Entry.objects.order_by("-number")[:3]]
    assert newest == ["gatherings.open_docket"] * 3
    assert seals.broken() == []
    page = client.get(matter.get_absolute_url()).content.decode()
    assert "stands as long as the body meets" in page
    assert "The decision" not in page
    assert matter.get_absolute_url() not in client.get("/topics/").content.decode()
    now, today = clock.now(), house.agency.today()
    for days in (3, 5):  # the days of two meetings overlap
        last = now + timedelta(days=days)
        new_docket_window(matter, opens_at=now, closes_at=last, replies_due=today + timedelta(days=30))
    given = make.said(Window.objects.filter(matter=matter).first(), "Who plows the school's street?", kind="question")
    with clock.moved(now + timedelta(days=31)):
        assert make.replied(house, given, outcome="will_not").matter == matter
        assert ready(house.coordinator) == []


def test_a_docket_is_never_decided_and_only_its_body_opens_it():
    house = make.house()
    with pytest.raises(Refused, match="seat in the body"):
        open_docket(house.bodies["city"], by=house.coordinator)
    matter = open_docket(house.bodies["city"], by=house.clerk).matter
    assert Docket.objects.get().organization == house.bodies["city"]
    with pytest.raises(Refused, match="standing topic"):
        matters.withdraw_topic(matter, by=house.chief, because="No more")
    with pytest.raises(Refused, match="standing topic"):
        matters.put_text(matter, by=house.coordinator, pieces=make.PIECES)


def test_the_rail_of_a_docket_leaves_out_what_never_happens_in_it(client):
    house = make.house()
    matter = docket_of(house.bodies["agency"], by=house.coordinator)
    page = client.get(matter.get_absolute_url()).content.decode()
    rail = page[page.index('<ol class="rail') : page.index("</ol>", page.index('<ol class="rail'))]
    assert re.findall(r'class="stop">(\w+)<', rail) == ["said", "reply", "promised", "checked"]
    six = [stations.Station(str(n), stations.DONE if n == 2 else stations.OPEN) for n in range(6)]
    assert [one.name for one in stations.passed(matter, six)] == ["0", "1", "2", "4", "5"], "changed, when it is so"
