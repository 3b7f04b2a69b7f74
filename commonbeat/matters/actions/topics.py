"""Start a topic, put it before the public, keep its comment period."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.texts import text_to_show
from commonbeat.matters.models import Commitment, Matter, Text, Window
from commonbeat.matters.models.matter import Stage
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Organization, Place


@action("matters.start", facts=["kind"])
def start(
    agency: Agency, *, by: Actor, kind: str, title: Words, summary: Words, question: Words, place: Place | None = None
) -> Matter:
    """Begin a topic as a draft that only the agency sees."""
    matter = Matter(agency=agency, kind=kind, title=title, summary=summary, question=question, place=place)
    matter.full_clean()
    matter.save()
    return matter


@action("matters.revise")
def revise(
    matter: Matter, *, by: Actor, kind: str, title: Words, summary: Words, question: Words, place: Place | None = None
) -> Matter:
    """Change what a draft topic says about itself."""
    matter.kind, matter.title, matter.summary, matter.question, matter.place = kind, title, summary, question, place
    matter.full_clean()
    matter.save()
    return matter


@action("matters.open_period", facts=["opens_on", "last_day", "replies_due", "moderation", "voters"])
def open_period(
    matter: Matter,
    *,
    by: Actor,
    opens_at: datetime,
    closes_at: datetime,
    replies_due: date,
    moderation: str = Window.Moderation.AFTER,
    on_passages: bool = True,
    on_whole: bool = True,
    questions: bool = True,
    opinions: bool = False,
    voting: str = Window.Voting.LINK,
    publishes_votes: bool = False,
    paper_days: int = 5,
    checked_by: Organization | None = None,
) -> Window:
    """Put the text before the public from one moment to another. The first text is published with it."""
    _refuse_overlap(matter)
    text = text_to_show(matter)
    window = Window(
        matter=matter,
        text=text,
        opens_at=max(opens_at, clock.now()),
        closes_at=closes_at,
        replies_due=replies_due,
        moderation=moderation,
        on_passages=on_passages,
        on_whole=on_whole,
        questions=questions,
        opinions=opinions,
        voting=voting,
        publishes_votes=publishes_votes,
        paper_days=paper_days,
        checked_by=checked_by,
    )
    return _begun(window, text)


def _begun(window: Window, text: Text) -> Window:
    window.full_clean()
    window.save()
    window.publishes = text.publishes
    window.matter.move_to(Stage.PUBLISHED)
    window.matter.save()
    return window


def _refuse_overlap(matter: Matter) -> None:
    if Window.objects.filter(matter=matter, closes_at__gt=clock.now()).exists():
        raise Refused(_("This topic already has a comment period that is not over."))


@action("matters.extend_period", facts=["last_day", "replies_due"], then="tell_extended")
def extend_period(window: Window, *, by: Actor, closes_at: datetime, replies_due: date, because: str) -> Window:
    """Give people more time. A period is never made shorter."""
    if closes_at <= window.closes_at:
        raise Refused(_("A comment period can be made longer, not shorter."))
    window.closes_at, window.replies_due, window.extended_because = closes_at, replies_due, because
    window.full_clean()
    window.save()
    return window


@action("matters.leave_out")
def leave_out(matter: Matter, *, by: Actor) -> Matter:
    """Before the door opens, end a topic that was only a rehearsal and take it off every page."""
    Commitment.objects.filter(matter=matter).exclude(state=Commitment.State.CHECKED).update(
        state=Commitment.State.DROPPED
    )
    matter.only_rehearsed, matter.ended_because = True, _("A rehearsal.")
    if matter.stage != Stage.RETIRED:
        matter.move_to(Stage.WITHDRAWN)
    matter.full_clean()
    matter.save()
    return matter
