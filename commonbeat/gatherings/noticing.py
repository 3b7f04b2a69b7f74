"""By when the law of the place, and a body's own charter, ask that a meeting be known: each by its own count."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.quorum import charter_of
from commonbeat.laws.calendar import holidays_around
from commonbeat.laws.notice import Rule, notice_deadline, rule_for
from commonbeat.people.models import Organization

#: bodies that the law on open meetings binds; an agency's own talk with residents is no meeting of a public body
BOUND = (Organization.Kind.BOARD, Organization.Kind.GOVERNMENT)


def is_bound(gathering: Gathering) -> bool:
    """Whether the law on open meetings binds whoever holds it."""
    return gathering.organization.kind in BOUND


def asked_of(gathering: Gathering, sort: str, scheduled_on: date | None) -> tuple[Rule | None, datetime | None]:
    """The rule for a meeting of this sort that was scheduled on that day, today where it was not yet; its deadline.

    No rule where the law does not bind the body or none was read for this state and sort; no deadline where the rule
    names no figure that binds here.
    """
    rule = rule_for(gathering.agency.state, sort) if is_bound(gathering) else None
    zone = gathering.agency.zone
    if rule is None or not rule.holds(gathering.starts_at, zone, scheduled_on or gathering.agency.today()):
        return rule, None
    return rule, notice_deadline(rule, gathering.starts_at, zone, holidays_around(gathering.day))


def charter_asks(gathering: Gathering) -> date | None:
    """The last day on which the body's own charter lets it announce; None where it names no number of days."""
    meetings = charter_of(gathering).read.meetings
    return gathering.day - timedelta(days=meetings.notice_days) if meetings and meetings.notice_days else None
