"""Adopt the list of eligible offenses, say why somebody was not offered the least harm, plan and log protected time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.measures.settings import key
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Place
from commonbeat.records.models import BlockLog, EligibleList, NotOffered, ProtectedBlock, WhyNot
from commonbeat.records.models.eligible_list import CONSIDERED

#: how far back a reason is noted, and a block is logged
OLDEST_REASON, OLDEST_BLOCK = timedelta(days=31), timedelta(days=14)


@action("records.adopt_list", facts=["version", "first"])
def adopt_list(
    agency: Agency,
    *,
    by: Actor,
    first: date,
    outcomes: Mapping[str, str],
    rule: str,
    reasons: Sequence[str] = (),
    considered: Sequence[str] = (),
    link: str = "",
) -> EligibleList:
    """Enter the next version of the list of eligible offenses. Those before it stay as they are, and readable."""
    before = EligibleList.objects.last()
    if before and first < before.first:
        raise Refused(_("A version begins on the day of the one before, or later."))
    made = EligibleList(version=before.version + 1 if before else 1, first=first, rule=rule, link=link)
    made.outcomes, made.reasons = dict(outcomes), [one for one in WhyNot.values if one in {*reasons, WhyNot.OTHER}]
    made.considered = dict.fromkeys(considered, CONSIDERED)
    if before and before.says == made.says:
        raise Refused(_("Nothing changes with this version."))
    made.full_clean()
    made.save()
    return made


@action("records.note_reason")
def note_reason(
    agency: Agency, *, by: Actor, offense: str, place: Place | None, reason: str, on: date | None = None
) -> NotOffered:
    """Say why somebody was not offered the least harmful outcome. It names nobody, in the log neither."""
    today = agency.today()
    on = on or today
    if not today - OLDEST_REASON <= on <= today:
        raise Refused(_("A reason is noted within a month."))
    held = EligibleList.objects.on(on)
    if held is None or key(offense) not in held.for_measures.offenses or reason not in held.reasons:
        raise Refused(_("Choose an offense and a reason of the list that held on that day."))
    made = NotOffered(agency=agency, offense=offense, place=place, on=on, reason=reason)
    made.full_clean()
    made.save()
    return made


@action("records.plan_block", facts=["weekday", "purpose"])
def plan_block(
    agency: Agency,
    *,
    by: Actor,
    place: Place | None,
    unit: str,
    weekday: int,
    starts: time,
    ends: time,
    purpose: str,
) -> ProtectedBlock:
    """Keep some hours of a weekday free of calls, every week from today on."""
    made = ProtectedBlock(agency=agency, place=place, unit=unit, weekday=weekday, starts=starts, ends=ends)
    made.purpose, made.since = purpose, agency.today()
    made.full_clean()
    made.save()
    return made


@action("records.end_block", facts=["until"])
def end_block(block: ProtectedBlock, *, by: Actor) -> ProtectedBlock:
    """From today on it is planned no more; what it was stays readable."""
    block.until = block.agency.today()
    block.full_clean()
    block.save()
    return block


@action("records.log_block", facts=["day", "kept", "reason"])
def log_block(block: ProtectedBlock, *, by: Actor, day: date, kept: bool, reason: str = "") -> BlockLog:
    """Say that the block of a day was kept, or broken and why. Said again within two weeks, the last word counts."""
    if day not in block.days(day, day) or clock.now() < block.begins(day):
        raise Refused(_("This time was not planned on that day, or has not begun yet."))
    if day < block.agency.today() - OLDEST_BLOCK:
        raise Refused(_("What nobody logged within two weeks stays not known."))
    if kept and not block.is_over(day):
        raise Refused(_("Whether it is kept is known once it is over."))
    made = BlockLog.objects.filter(block=block, day=day).first() or BlockLog(block=block, day=day)
    made.kept, made.reason = kept, "" if kept else reason
    made.full_clean()
    made.save()
    return made
