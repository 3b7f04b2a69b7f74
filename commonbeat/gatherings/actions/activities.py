"""Record what officers did with people when nothing was wrong: what, where, how many, how long. Never who."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings.actions.docket import docket_of, in_all_languages
from commonbeat.gatherings.models import Gathering, Promised
from commonbeat.matters.actions.commitments import new_promise
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Place, Seat

#: the longest and the most that is believed of one activity
LONGEST, MOST_PEOPLE = timedelta(hours=12), 5000
#: how far back one is recorded
OLDEST = timedelta(days=31)


@action("gatherings.record_activity", facts=["activity", "day"])
def record_activity(
    agency: Agency,
    *,
    by: Actor,
    activity: str,
    place: Place | None,
    people: int,
    minutes: int,
    on: date | None = None,
    location: str = "",
    promise: Words | None = None,
    owner: Seat | None = None,
    due: date | None = None,
) -> Gathering:
    """Record an activity that is over. It names no officer, in the log neither; what was promised is a promise."""
    starts_at = _began(agency, on, minutes)
    label = Gathering.Activity(activity).label
    made = Gathering(agency=agency, organization=agency.organization, kind=Gathering.Kind.ACTIVITY, activity=activity)
    made.title, made.place, made.location = in_all_languages(agency, lambda: str(label)), place, location
    made.head_count = people
    made.starts_at, made.ends_at, made.changed_at = starts_at, starts_at + timedelta(minutes=minutes), starts_at
    made.state, made.announced_on = Gathering.State.ANNOUNCED, agency.today()
    made.full_clean()
    made.save()
    if promise:
        _promise(made, promise, owner, due, by)
    return made


def _began(agency: Agency, on: date | None, minutes: int) -> datetime:
    """The first moment of its day: nobody is asked for the hour, and that of recording would help to guess by whom."""
    today = agency.today()
    day = on or today
    if day > today:
        raise Refused(_("This day is still to come. An activity is recorded once it is over."))
    if day < today - OLDEST:
        raise Refused(_("An activity is recorded within a month."))
    if not timedelta() < timedelta(minutes=minutes) <= LONGEST:
        raise Refused(_("An activity lasts from one minute to twelve hours."))
    return agency.end_of(day - timedelta(days=1))


def _promise(made: Gathering, words: Words, owner: Seat | None, due: date | None, by: Actor) -> None:
    if owner is None or due is None:
        raise Refused(_("Say who answers for the promise, and by when."))
    promise = new_promise(docket_of(made.organization, by=by), words, owner, due)
    promise.in_the_name_of = made.organization
    tie = Promised(gathering=made, commitment=promise)
    tie.full_clean()
    tie.save()
    made.publishes = [promise]
