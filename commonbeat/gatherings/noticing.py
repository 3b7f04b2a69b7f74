"""By when the law of the place asks that a meeting be known: its rule, and the last moment by that rule's own count."""

from __future__ import annotations

from datetime import date, datetime

from commonbeat.gatherings.models import Gathering
from commonbeat.laws.calendar import holidays_around
from commonbeat.laws.notice import Rule, notice_deadline, rule_for


def asked_of(gathering: Gathering, sort: str, scheduled_on: date | None) -> tuple[Rule | None, datetime | None]:
    """The rule for a meeting of this sort that was scheduled on that day, and its deadline.

    No rule where none was read for this state and sort; no deadline where the rule names no figure that binds here.
    """
    rule, zone = rule_for(gathering.agency.state, sort), gathering.agency.zone
    if rule is None or not rule.holds(gathering.starts_at, zone, scheduled_on):
        return rule, None
    return rule, notice_deadline(rule, gathering.starts_at, zone, holidays_around(gathering.day))
