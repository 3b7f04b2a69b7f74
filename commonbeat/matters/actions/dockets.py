"""The standing topic of a body's meetings, and the days in which people ask what a meeting is to answer."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.matters.kinds import Kind
from commonbeat.matters.models import Matter, Passage, Text, Window
from commonbeat.matters.models.matter import Stage
from commonbeat.people.models import Agency, Organization


def new_docket(agency: Agency, title: Words, summary: Words) -> tuple[Matter, Text]:
    """A topic that is public from the start and never decided, with a text of one passage: its own summary."""
    matter = Matter(agency=agency, kind=Kind.MEETINGS, title=title, summary=summary, stage=Stage.PUBLISHED)
    matter.full_clean()
    matter.save()
    text = Text(matter=matter, version=1, published_on=agency.today())
    text.full_clean()
    text.save()
    passage = Passage(text=text, order=0, mark=f"p{secrets.token_hex(4)}", label="", depth=1, words=summary.text)
    passage.full_clean()
    passage.save()
    return matter, text


def new_docket_window(
    matter: Matter,
    *,
    opens_at: datetime,
    closes_at: datetime,
    replies_due: date,
    checked_by: Organization | None = None,
) -> Window:
    """The days in which what people ask belongs to one meeting; those of several meetings may overlap."""
    window = Window(
        matter=matter,
        text=Text.objects.published().get(matter=matter),
        opens_at=max(opens_at, clock.now()),
        closes_at=closes_at,
        replies_due=replies_due,
        on_passages=False,
        checked_by=checked_by,
    )
    window.full_clean()
    window.save()
    return window


def extend_docket_window(window: Window, later: timedelta, because: str) -> Window:
    """The meeting is later by so many days: so are the end of the questions and the day by which replies are owed."""
    window.closes_at = window.matter.agency.end_of(window.last_day + later)
    window.replies_due, window.extended_because = window.replies_due + later, because
    window.full_clean()
    window.save()
    return window
