"""Decide with reasons; order for an interim; withdraw or retire a topic."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.texts import text_to_show
from commonbeat.matters.models import Decision, Input, Matter, Text, Window
from commonbeat.matters.models.decision import INTERIM_DAYS
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.people.actor import Actor


@action("matters.decide", facts=["outcome", "in_force_on", "review_on"], then="tell_decided")
def decide(
    matter: Matter,
    *,
    by: Actor,
    outcome: str,
    reasons: Words,
    in_force_on: date | None = None,
    review_on: date | None = None,
) -> Decision:
    """Decide on the newest text. Refused, naming what waits, while a reply is owed or the period is open."""
    waiting = what_waits(matter)
    if waiting:
        raise Refused(_("This cannot be decided yet. What waits:"), waiting=waiting)
    if outcome == Decision.Outcome.INTERIM:
        raise Refused(_("An interim order is a separate act."))
    text = Text.objects.published().filter(matter=matter).order_by("-version").first()
    decision = Decision(matter=matter, text=text, outcome=outcome, reasons=reasons, by_seat=by.hat)
    decision.decided_on = matter.agency.today()
    if decision.adopts:
        if not in_force_on or not review_on or review_on <= in_force_on:
            raise Refused(_("Say from when it holds, and a later date for its review."))
        if in_force_on < decision.decided_on:
            raise Refused(_("It cannot hold from a day that is over."))
        decision.in_force_on, decision.review_on = in_force_on, review_on
    decision.full_clean()
    decision.save()
    if outcome != Decision.Outcome.SEND_BACK:
        matter.move_to(Stage.DECIDED)
    matter.save()
    return decision


def what_waits(matter: Matter) -> list[str]:
    """In words: what has to happen before this matter can be decided."""
    waiting = []
    windows = Window.objects.filter(matter=matter)
    if windows.filter(closes_at__gt=clock.now()).exists():
        waiting.append(_("The comment period is not over."))
    if any(one.is_over and one.takes_paper for one in windows):
        waiting.append(_("What came in time on paper can still be entered."))
    if not windows.exists():
        waiting.append(_("There has been no comment period."))
    if Text.objects.filter(matter=matter, published_on=None).exists():
        waiting.append(_("A new version is drafted but not published."))
    given = Input.objects.filter(matter=matter)
    held = given.filter(state=State.HELD).values_list("pk", flat=True)
    owed = given.waiting().values_list("pk", flat=True)
    waiting += [_("Comment %(number)s is held and nobody has looked at it.") % {"number": number} for number in held]
    waiting += [_("Comment %(number)s has no published reply.") % {"number": number} for number in owed]
    return waiting


@action("matters.order_interim", facts=["lapses_on"], then="tell_decided")
def order_interim(matter: Matter, *, by: Actor, reasons: Words, lapses_on: date) -> Decision:
    """Put a text in force at once, with a public reason. It lapses by itself unless a comment period is held."""
    if Window.objects.running().filter(matter=matter).exists():
        raise Refused(_("A comment period is open. Wait until it is over, then decide."))
    if Decision.objects.filter(matter=matter, outcome=Decision.Outcome.INTERIM).exists():
        raise Refused(_("There has been an interim order on this topic. Hold a comment period."))
    today = matter.agency.today()
    if not today < lapses_on <= today + timedelta(days=INTERIM_DAYS):
        raise Refused(_("An interim order lapses after %(days)s days at most.") % {"days": INTERIM_DAYS})
    text = text_to_show(matter)
    decision = Decision(matter=matter, text=text, outcome=Decision.Outcome.INTERIM, reasons=reasons, by_seat=by.hat)
    decision.decided_on = decision.in_force_on = today
    decision.lapses_on = lapses_on
    decision.full_clean()
    decision.save()
    decision.publishes = text.publishes
    matter.move_to(Stage.PUBLISHED)
    matter.save()
    return decision


@action("matters.withdraw_topic", then="tell_withdrawn")
def withdraw_topic(matter: Matter, *, by: Actor, because: str) -> Matter:
    """End a topic before it is decided, with reasons that everybody can read. Replies stay owed; givers are told."""
    if Decision.objects.adopting().filter(matter=matter).exists():
        raise Refused(_("What was adopted is in force. Decide on its review, or take it out of force."))
    matter.ended_on, matter.ended_because = matter.agency.today(), because
    matter.move_to(Stage.WITHDRAWN)
    matter.full_clean()
    matter.save()
    return matter


@action("matters.retire")
def retire(matter: Matter, *, by: Actor, because: str) -> Matter:
    """Take a decided text out of force, with reasons."""
    matter.ended_on, matter.ended_because = matter.agency.today(), because
    matter.move_to(Stage.RETIRED)
    matter.full_clean()
    matter.save()
    return matter
