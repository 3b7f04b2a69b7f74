"""By when a public meeting has to be posted: each state's rule with its way of counting, never a bare number.

Needs: the state's rule, when the meeting starts, its time zone, the holidays.
Reads as: "By 6:30 p.m. on Tuesday, March 3: 72 hours before, weekends and holidays counted."
Take care: a rule is a lead, not a warrant. Each says whether the statute itself was read, where, and how old that copy
is; before it is relied on, somebody of that place confirms that it is current. Local rules can be stricter.
Source: the TOML files beside this one, each row with its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from commonbeat.laws.calendar import DAY, is_business_day

#: what a law that asks for an agenda may call it
AGENDA = {"agenda", "topics", "principal subjects", "business", "notice"}
#: no count goes further back than this many days: a longer one is a slip in a file
FURTHEST = 400


class Counter(StrEnum):
    """The ways in which statutes count back from a meeting."""

    HOURS = "hours"  # every hour of the clock, nights and weekends too
    BUSINESS_HOURS = "business_hours"  # hours of days that are neither weekend nor holiday, around the clock
    CALENDAR_DAYS = "calendar_days"  # the n-th day before the date of the meeting, to its end
    BUSINESS_DAYS = "business_days"  # the n-th business day before that date, to its end
    CLEAR_DAYS = "clear_days"  # n whole days between; the days of posting and of meeting do not count
    CLEAR_BUSINESS_DAYS = "clear_business_days"  # the same in business days


@dataclass(frozen=True)
class Count:
    """So many of what a counter counts."""

    number: int
    by: Counter

    def __str__(self) -> str:
        return _PHRASES[self.by].format(n=self.number, s="" if self.number == 1 else "s")


_PHRASES = {
    Counter.HOURS: "{n} hour{s} before the meeting, weekends and holidays counted",
    Counter.BUSINESS_HOURS: "{n} hour{s} before the meeting, Saturdays, Sundays and legal holidays not counted",
    Counter.CALENDAR_DAYS: "{n} calendar day{s} before the date of the meeting",
    Counter.BUSINESS_DAYS: "{n} business day{s} before the date of the meeting",
    Counter.CLEAR_DAYS: "{n} clear day{s} before the meeting, the days of posting and of meeting not counted",
    Counter.CLEAR_BUSINESS_DAYS: "{n} whole business day{s} before the date of the meeting, the day of posting not "
    "counted",
}


@dataclass(frozen=True)
class Rule:
    """What one state asks for one sort of meeting. No ``counts``: it names no figure, and ``standard`` says what else.

    Where there are several counts the longest holds. ``read``: "whole" or "in part", of the statute itself.
    """

    id: str
    state: str
    sort: str
    citation: str
    short: str
    counts: tuple[Count, ...]
    standard: str
    post: tuple[str, ...]
    source: str
    read: str
    not_read: str
    read_on: date
    page_date: str
    valid_from: date | None = None
    if_scheduled_days_ahead: int = 0

    def sentence(self) -> str:
        """What has to be done by when, as a person says it, in the language of the law."""
        if not self.counts:
            return self.standard
        asked = ", or ".join(str(count) for count in self.counts)
        longest = ", whichever is longer" if len(self.counts) > 1 else ""
        ahead = f" (where it is scheduled {self.if_scheduled_days_ahead} days ahead or more; else {self.standard})"
        return f"{asked}{longest}{ahead if self.if_scheduled_days_ahead else ''}"

    @property
    def asks_agenda(self) -> bool:
        """Whether an agenda is among what it asks to be posted; else its count is of time and place alone."""
        return not AGENDA.isdisjoint(self.post)

    def holds(self, starts_at: datetime, zone: tzinfo, scheduled_on: date | None) -> bool:
        """Whether its counts bind a meeting on this day that was scheduled on that one."""
        day = starts_at.astimezone(zone).date()
        if self.valid_from and day < self.valid_from:
            return False
        return scheduled_on is None or (day - scheduled_on).days >= self.if_scheduled_days_ahead


def notice_deadline(rule: Rule, starts_at: datetime, zone: tzinfo, holidays: Collection[date]) -> datetime | None:
    """The last moment at which a meeting is posted in time, in the meeting's zone; None where there is no figure."""
    moments = [_back(count, starts_at, zone, holidays) for count in rule.counts]
    return min(moments) if moments else None


def _back(count: Count, starts_at: datetime, zone: tzinfo, holidays: Collection[date]) -> datetime:
    """The last moment by one count. Hours are those that pass: a clock change makes no hour and takes none."""
    if count.by == Counter.HOURS:
        return (starts_at.astimezone(UTC) - timedelta(hours=count.number)).astimezone(zone)
    if count.by == Counter.BUSINESS_HOURS:
        return _business_hours(count.number, starts_at, zone, holidays)
    business = count.by in (Counter.BUSINESS_DAYS, Counter.CLEAR_BUSINESS_DAYS)
    day, left = starts_at.astimezone(zone).date(), count.number
    for _step in range(FURTHEST):
        if left == 0:
            break
        day -= DAY
        left -= not business or is_business_day(day, holidays)
    if count.by in (Counter.CLEAR_DAYS, Counter.CLEAR_BUSINESS_DAYS):
        day -= DAY
    return datetime.combine(day, time(23, 59, 59), zone)


def _business_hours(hours: int, starts_at: datetime, zone: tzinfo, holidays: Collection[date]) -> datetime:
    """Back through the hours of business days, around the clock; those of other days pass without being counted."""
    left, moment = timedelta(hours=hours), starts_at.astimezone(UTC)
    for _step in range(FURTHEST):
        day = (moment - timedelta(microseconds=1)).astimezone(zone).date()
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        if not is_business_day(day, holidays):
            moment = midnight
        elif moment - midnight >= left:
            break
        else:
            left, moment = left - (moment - midnight), midnight
    return (moment - left).astimezone(zone)


@cache
def notice_rules() -> tuple[Rule, ...]:
    """Every rule on notice of every state's file that has one, by file and in its order."""
    return tuple(rule for path in sorted(Path(__file__).parent.glob("us-*.toml")) for rule in _read(path))


def _read(path: Path) -> list[Rule]:
    with path.open("rb") as file:
        found = tomllib.load(file)
    about = found.get("notice", {})
    return [_rule(about, asked, found["state"]) for asked in about.get("asks", [])]


def _rule(about: dict[str, Any], asked: dict[str, Any], state: str) -> Rule:
    same = {name: about[name] for name in ("id", "citation", "short", "source", "read", "not_read", "read_on")}
    return Rule(
        **same,
        state=state,
        page_date=about["page_date"],
        valid_from=about.get("valid_from"),
        post=tuple(about["post"]),
        sort=asked["meeting"],
        counts=tuple(Count(one["number"], Counter(one["by"])) for one in asked.get("counts", [])),
        standard=asked.get("standard", ""),
        if_scheduled_days_ahead=asked.get("if_scheduled_days_ahead", 0),
    )


def rule_for(state: str, sort: str = "regular") -> Rule | None:
    """The rule of a state, by its name or its two letters, for a sort of meeting; None where none was read."""
    wanted = state.strip().lower()
    for rule in notice_rules():
        if rule.sort == sort and wanted in (rule.state.lower(), rule.id[3:5]):
            return rule
    return None
