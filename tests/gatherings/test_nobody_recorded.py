"""Who recorded an officer's activity is stored nowhere: every table is looked at, before it and after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from commonbeat.front import clockwork
from commonbeat.gatherings import actions
from commonbeat.people.models import Person, Seat
from tests import factories
from tests.matters import desk

pytestmark = pytest.mark.django_db


def rows() -> set[tuple[str, tuple[tuple[str, Any], ...]]]:
    """Every row of every table, each with the names of its columns."""
    every = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return {
        (one._meta.label, tuple((name, str(value)) for name, value in row.items()))
        for one in every
        for row in one.objects.values()
    }


def sessions() -> list[dict[str, Any]]:
    return [one.get_decoded() for one in Session.objects.order_by("pk")]


def test_no_table_tells_who_recorded_it() -> None:
    house = factories.house()
    clockwork.turn()  # what is due anyway has been done
    officer, person = desk.at("staff"), Person.objects.get(email="staff@example.org")
    person.name = "Sgt. Quagga"
    person.save()
    seat, owner = Seat.objects.get(person=person), house.seat("coordinator")
    officer.get("/activities/record/")
    before, signed_in = rows(), sessions()
    form = {"activity": "walk", "place": "all", "people": "8", "minutes": "20", "on": house.agency.today()}
    due = house.agency.today() + timedelta(days=9)
    desk.done(officer, "gatherings.record_activity", **form, promise="Fix the lamp", owner=owner.pk, due=due,
              form_key="k" * 22)  # fmt: skip
    assert sessions() == signed_in
    clockwork.turn()  # letters and later work that the act left
    fresh = rows() - before
    stored = {"gatherings.Gathering", "gatherings.Docket", "matters.Commitment", "ledger.Entry", "frame.SentForm"}
    assert stored <= {table for table, _row in fresh}
    for table, row in fresh:
        told = {name: value for name, value in row if value not in ("None", "")}
        tied = {name for name in told if name.split("_")[0] in ("person", "giver", "seat", "by", "user", "session")}
        assert tied - {"by_none"} == set(), (table, told)
        assert told.get("owner_id") in (None, str(owner.pk)), "who answers for a promise is said in public"
        words = " ".join(told.values())
        traces = [person.email, person.name, str(seat), "Staff, "]
        assert [trace for trace in traces if trace in words] == [], (table, told)


def test_the_hour_at_which_it_was_recorded_is_kept_nowhere() -> None:
    house = factories.house()
    one = actions.record_activity(house.agency, by=house.staff, activity="walk", place=None, people=9, minutes=20)
    assert (one.starts, one.ends_at - one.starts_at) == (
        house.agency.end_of(house.agency.today() - timedelta(days=1)),
        timedelta(minutes=20),
    )
    asked = [f"/meetings/{one.pk}.json", *(f"/meetings.{form}?show=over" for form in ("csv", "json", "geojson"))]
    files = {address: desk.at("nobody").get(address).content.decode() for address in asked}
    day = one.day.isoformat()
    assert [address for address, told in files.items() if day not in told or f"{day}T" in told] == []
    assert "BEGIN:VEVENT" not in desk.at("nobody").get(f"/meetings.ics?meeting={one.pk}").content.decode()
    assert "Walk" not in desk.at("nobody").get("/feed.atom").content.decode(), "it was announced to nobody"
