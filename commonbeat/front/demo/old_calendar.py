"""Two years of meetings that Riverton kept in a spreadsheet before it had this house, with the slips of real ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from commonbeat.gatherings import actions, intake
from commonbeat.gatherings.models import Gathering

MAPPING = Path(__file__).with_name("old_calendar.toml")
#: titles of one month after the other; The Flats met seldom, and nobody wrote down which ward the last is about
TITLES = (
    ("Ward 1 Meeting", "Ward 2 meeting", "Wards 3 & 4 Meeting"),
    ("Ward 1 Meeting", "Ward 2 Meeting", "WARD 3 MEETING"),
    ("Ward 1 Mtg", "Ward 2 Meeting CANCELED", "Coffee with a Cop"),
    ("Ward 1 Meeting", "Wards 2/3 Meeting", "Community meeting"),
)
MONTHS = 24


def rows(founded: date) -> Iterator[list[str]]:
    """The spreadsheet, a row for each meeting; one evening is typed without PM, one meeting stands in it twice."""
    for month in range(MONTHS):
        day = founded - timedelta(days=30 * (MONTHS - month))
        for number, title in enumerate(TITLES[month % len(TITLES)]):
            begins = "6:30 AM" if (month, number) == (5, 1) else "6:30 PM"
            row = [title, f"{day + timedelta(days=7 * number):%m/%d/%Y}", begins, "8:00 PM", "Riverton Library"]
            yield from [row] * (2 if (month, number) == (8, 0) else 1)


def sheet(founded: date) -> bytes:
    """The spreadsheet as a file."""
    text = io.StringIO()
    csv.writer(text).writerows([["What", "Day", "From", "To", "Where"], *rows(founded)])
    return text.getvalue().encode()


def take_in(town: Any) -> None:
    """The coordinator takes the old calendar in, as anybody would: read, looked at, accepted."""
    mapping = intake.mapping_of(MAPPING.read_text("utf-8"))
    founded = town.date(town.story["house"]["founded"])
    held = intake.look(sheet(founded), "old calendar.csv", town.agency, mapping)
    known = {"count": held.count, "digest": held.digest, "places": len(held.new_places)}
    actions.import_meetings(town.agency, by=town.actor("coordinator"), held=held, **known)
    confirm(town)


def confirm(town: Any) -> None:
    """Of two wards the coordinator knows that the meetings were held; of the others nobody has said it yet."""
    body, known_of = town.agency.organization, ("Ward 1, Old Mill", "Ward 2, Downtown")
    rows = Gathering.objects.unconfirmed().filter(organization=body, place__name__in=known_of)
    names, numbers = zip(*rows.values_list("uid", "pk"), strict=True)
    known = {"count": len(names), "digest": intake.digest_of(names)}
    actions.confirm_held(body, by=town.actor("coordinator"), meetings=numbers, **known)
