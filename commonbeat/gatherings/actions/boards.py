"""A body's recommendation: handed to the agency as an input that is owed a reply by the charter's day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings.actions.docket import docket_of
from commonbeat.gatherings.models import Recommendation
from commonbeat.matters.actions.letters import letter_from
from commonbeat.people.actor import Actor
from commonbeat.people.charter import reply_due
from commonbeat.people.models import Charter, Organization


@action("gatherings.recommend", facts=["adopted_on", "reply_due"])
def recommend(
    organization: Organization,
    *,
    by: Actor,
    title: Words,
    words: Words,
    adopted_on: date,
    asked_by: date | None = None,
) -> Recommendation:
    """Hand on what the body adopted on a day. The reply is owed by the charter's date; where the charter gives no
    number of days, by the day that the body asks for."""
    due, by_charter = day_of_reply(organization, adopted_on, asked_by)
    matter = docket_of(organization, by=by)
    start = datetime.combine(adopted_on, time(12), matter.agency.zone)
    window, given = letter_from(
        organization, matter, by=by, words=words, at=min(start, clock.now()), given_on=adopted_on, replies_due=due
    )
    made = Recommendation(organization=organization, title=title, given=given, adopted_on=adopted_on, reply_due=due)
    made.number = Recommendation.objects.filter(organization=organization).count() + 1
    made.due_by_charter = by_charter
    made.full_clean()
    made.save()
    made.publishes = [window, given]
    return made


def day_of_reply(organization: Organization, adopted_on: date, asked_by: date | None) -> tuple[date, bool]:
    """The day by which a reply is owed, and whether the charter in force on the day of adoption says it."""
    if adopted_on > clock.today():
        raise Refused(_("A recommendation can be handed on once it is adopted, not before."))
    charter = Charter.objects.of(organization, adopted_on)
    said = reply_due(charter.read, adopted_on) if charter else None
    if said is not None:
        return said, True
    if asked_by is None:
        raise Refused(_("The charter gives no number of days. Say by which day the body asks for a reply."))
    if asked_by < adopted_on + timedelta(days=1):
        raise Refused(_("A reply cannot be asked for before the day after the recommendation was adopted."))
    return asked_by, False
