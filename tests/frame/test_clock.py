"""Only a demo's clock can be moved, and every date is the agency's."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.people import actions as people
from commonbeat.people.actor import CLOCK
from commonbeat.people.models import Place, Seat
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_agencys_clock_cannot_be_moved():
    record.forget_demo()
    people.found(None, by=CLOCK, name="Real Police", email="a@example.org", demo=False)
    with pytest.raises(RuntimeError), clock.moved(clock.now() + timedelta(days=1)):
        pass
    record.forget_demo()


@pytest.mark.parametrize("zone", ["America/New_York", "America/Los_Angeles", "Pacific/Guam"])
def test_an_hour_before_midnight_every_date_is_still_that_day(zone):
    """For a comment, its entry in the log, a seat from-to and what is in force: never the date in Greenwich."""
    house = factories.house()
    people.settle(house.agency, by=house.coordinator, values={"time_zone": zone}, named=["time_zone"])
    house.agency.refresh_from_db()
    window = factories.opened(house, days=30)
    late = datetime.combine(window.last_day, datetime.min.time(), ZoneInfo(zone)) + timedelta(hours=23)
    with clock.moved(late):
        given = factories.said(window)
        assert (given.given_on, clock.today()) == (window.last_day, window.last_day)
        assert json.loads(record.head().sealed)["on"] == window.last_day.isoformat()
        people.add_place(house.agency, by=house.coordinator, kind="ward", name="1", since=clock.today())
        people.end_seat(house.seat("staff"), by=house.coordinator, until=window.last_day + timedelta(days=1))
        assert Seat.objects.held().filter(role="staff").exists(), "held on its last evening"
        people.end_place(Place.objects.get(), by=house.coordinator, until=window.last_day + timedelta(days=1))
        assert Place.objects.all().current().count() == 1
    with clock.moved(late + timedelta(hours=1)):
        assert not Seat.objects.held().filter(role="staff").exists()
        assert clock.today() == window.last_day + timedelta(days=1)
