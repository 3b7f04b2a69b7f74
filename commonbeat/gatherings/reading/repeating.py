"""The days on which a meeting repeats, by the rules of RFC 5545, section 3.3.10.

Each day of the stretch is asked whether the rule means it: slower than jumping, and right where months are short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: the most days that one rule is believed to mean
MOST = 2000
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}


class Unknown(ValueError):
    """A rule that is not understood here."""


@dataclass(frozen=True)
class Rule:
    """A rule taken apart. ``by_day`` pairs a place in the month or year (0: each) with a weekday, Monday being 0."""

    freq: str
    interval: int
    count: int
    until: str
    by_day: tuple[tuple[int, int], ...]
    by_month_day: tuple[int, ...]
    by_month: tuple[int, ...]
    by_set_pos: tuple[int, ...]
    week_starts: int


def rule(text: str) -> Rule:
    """A rule from its text. Raises Unknown."""
    told = dict(part.upper().split("=", 1) for part in text.strip().strip(";").split(";") if "=" in part)
    known = told.get("FREQ") in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") and set(told) <= KNOWN
    if not known:
        raise Unknown(text)
    try:
        by_day = tuple(_weekday(one) for one in told["BYDAY"].split(",")) if "BYDAY" in told else ()
        numbers = {name: _numbers(told.get(name, "")) for name in ("BYMONTHDAY", "BYMONTH", "BYSETPOS")}
        interval, count = int(told.get("INTERVAL", "1")), int(told.get("COUNT", "0"))
        week_starts = DAYS.index(told.get("WKST", "MO"))
    except ValueError as trouble:
        raise Unknown(text) from trouble
    # the place of a weekday in a year that BYMONTH cuts up is counted in the month, as in a monthly rule
    places = told["FREQ"] == "YEARLY" and not numbers["BYMONTH"] and any(place for place, _day in by_day)
    if interval < 1 or count < 0 or places:
        raise Unknown(text)
    return Rule(
        told["FREQ"], interval, count, told.get("UNTIL", ""), by_day,
        numbers["BYMONTHDAY"], numbers["BYMONTH"], numbers["BYSETPOS"], week_starts,
    )  # fmt: skip


def days(start: date, rule: Rule, last: date) -> Iterator[date]:
    """The days that a rule means, the first being the day on which it begins, up to ``last`` or its own count."""
    first = _turn_begins(start, rule)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    meant = (day for day in every if _turn(start, day, rule) is not None and _is_meant(start, day, rule))
    told = 0
    for _number, some in groupby(meant, key=lambda day: _turn(start, day, rule)):
        for day in (one for one in _chosen(list(some), rule) if one >= start):
            told += 1
            if told > min(rule.count or MOST, MOST):
                return
            yield day


def _turn(start: date, day: date, rule: Rule) -> int | None:
    """Which day, week, month or year since the start this is; None where the interval leaves it out."""
    if rule.freq == "DAILY":
        number = (day - start).days
    elif rule.freq == "WEEKLY":
        number = (_week(day, rule) - _week(start, rule)).days // 7
    elif rule.freq == "MONTHLY":
        number = (day.year - start.year) * 12 + day.month - start.month
    else:
        number = day.year - start.year
    return number if number % rule.interval == 0 else None


def _turn_begins(start: date, rule: Rule) -> date:
    """The first day of the turn in which a rule begins: places are counted from there."""
    begins = {"DAILY": start, "WEEKLY": _week(start, rule), "MONTHLY": start.replace(day=1)}
    return begins.get(rule.freq, date(start.year, 1, 1))


def _week(day: date, rule: Rule) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_starts) % 7)


def _is_meant(start: date, day: date, rule: Rule) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not {day.day, day.day - _length(day) - 1} & set(rule.by_month_day):
        return False
    if rule.by_day and not any(_falls_on(day, place, weekday) for place, weekday in rule.by_day):
        return False
    if rule.by_day or rule.by_month_day or rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == start.weekday()
    same_month = rule.freq == "MONTHLY" or bool(rule.by_month) or day.month == start.month
    return same_month and day.day == start.day


def _falls_on(day: date, place: int, weekday: int) -> bool:
    """Whether a day is, for example, the second Tuesday of its month, or the last (-1)."""
    first, behind = (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7 + 1)
    return day.weekday() == weekday and place in (0, first, behind)


def _chosen(some: list[date], rule: Rule) -> list[date]:
    """Of the days of one turn those at the places that BYSETPOS names."""
    if not rule.by_set_pos:
        return some
    places = {at - 1 if at > 0 else len(some) + at for at in rule.by_set_pos}
    return [day for at, day in enumerate(some) if at in places]


def _length(day: date) -> int:
    """How many days its month has."""
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day


def _weekday(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", text)
    if not found:
        raise ValueError(text)
    return int(found[1] or 0), DAYS.index(found[2])


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(",")) if text else ()
