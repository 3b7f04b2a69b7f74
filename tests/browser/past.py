"""Run with Riverton's settings: a topic whose period was open for the last thirty days, with comments given in it.

The demo's clock can only be moved within a process, so what has to lie in the past is done here through the same acts.
Arguments: the text, the table of comments. Prints the topic's number.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import django

django.setup()

from commonbeat.frame import clock  # noqa: E402
from commonbeat.frame.text import Words  # noqa: E402
from commonbeat.matters import actions  # noqa: E402
from commonbeat.matters.models import Matter, Passage, Window  # noqa: E402
from commonbeat.matters.texts import csv_door, passages, reading  # noqa: E402
from commonbeat.people.actor import Actor, actor_for  # noqa: E402
from commonbeat.people.models import Agency, Organization, Seat  # noqa: E402

#: the passages that the staff heard were meant, one for each row in turn; "" is the whole
MEANT = ["", "(a)", "", "(b)", "(d)", "", "(e)", "(f)"]


def ana() -> Actor:
    return actor_for(Seat.objects.get(role="coordinator").person)


def open_a_month_ago(now: datetime, law: Path) -> Window:
    """The topic and its text; the period ran from thirty days ago to yesterday."""
    agency = Agency.objects.get()
    with clock.moved(now - timedelta(days=30)):
        words = {
            "title": Words("Police Complaints Board"),
            "summary": Words("Who sits on the board that hears complaints, and what it may look into."),
            "question": Words("Should the board also look into how force is used?"),
        }
        matter = actions.start(agency, by=ana(), kind="policy", **words)
        pieces = passages.split(reading.read(law.read_bytes(), law.name))
        actions.put_text(matter, by=ana(), pieces=pieces)
        return actions.open_period(
            Matter.objects.get(pk=matter.pk),
            by=ana(),
            opens_at=clock.now(),
            closes_at=agency.end_of(agency.today() + timedelta(days=29)),
            replies_due=agency.today() + timedelta(days=50),
            paper_days=0,
            checked_by=Organization.objects.get(name="City of Riverton"),
        )


def enter_all(window: Window, table: Path, given_on: date) -> None:
    """Everything that was said, on the day on which it was said."""
    sheet = csv_door.check(table.read_bytes())
    by_label = {one.label: one for one in Passage.objects.filter(text=window.text) if one.label}
    rows = [
        {"words": Words(row.words), "given_on": given_on, "passage": by_label.get(MEANT[at % len(MEANT)])}
        for at, row in enumerate(sheet.rows)
    ]
    actions.enter_many(window, by=ana(), rows=rows, channel="meeting", count=len(rows), digest="0" * 64)


def main(law: str, table: str) -> None:
    now = clock.now()
    window = open_a_month_ago(now, Path(law))
    with clock.moved(now - timedelta(days=15)):
        enter_all(Window.objects.get(pk=window.pk), Path(table), (now - timedelta(days=15)).date())
    print(window.matter_id)


main(*sys.argv[1:])
