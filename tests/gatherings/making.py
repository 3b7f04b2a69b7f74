"""Makers for the tests of meetings: everything is made through acts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from commonbeat.frame.text import Words
from commonbeat.gatherings import actions, walltime
from commonbeat.gatherings.models import Gathering
from tests import factories


def planned(
    house: factories.House, *, days: int = 10, hours: int = 2, at: time = time(18, 30), **given: Any
) -> Gathering:
    """The draft of a forum in so many days, as clocks show it at the agency."""
    day = house.agency.today() + timedelta(days=days)
    starts = walltime.moment(day, at, house.agency.zone)
    said = {"kind": "forum", "title": Words("Talk in Beat 1").translated("es", "Charla en el sector 1")}
    said |= {"starts_at": starts, "ends_at": starts + timedelta(hours=hours), "location": "Library, Room 2"} | given
    return actions.plan(house.agency.organization, by=house.coordinator, **said)


def announced(house: factories.House, **given: Any) -> Gathering:
    """A forum that everybody can read of."""
    one = planned(house, **given)
    last = one.day + timedelta(days=1)
    due = last + timedelta(days=30)
    made = actions.announce(one, by=house.coordinator, questions_until=last, replies_due=due)
    return Gathering.objects.select_related("agency", "organization", "window__matter__agency").get(pk=made.pk)


def moment(house: factories.House, day: str, at: str) -> datetime:
    """What clocks at the agency show, as a moment."""
    shown = datetime.fromisoformat(f"{day}T{at}")
    return walltime.moment(shown.date(), shown.time(), house.agency.zone)
