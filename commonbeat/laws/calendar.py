"""Legal holidays and counting days: what a statute's "business day" leaves out.

Needs: a year. Reads as: the dates of the federal holidays, those on a weekend moved as the law moves them.
Take care: states and cities add days of their own; where their list was not read, only the federal days are left out.
Source: 5 U.S.C. 6103, as us.toml says where it was read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

SATURDAY, SUNDAY = 5, 6
DAY = timedelta(days=1)


@cache
def federal_rules() -> tuple[dict[str, Any], ...]:
    """The rows of us.toml: a month with a day, or with the number of a weekday (-1 is the last)."""
    with Path(__file__).with_name("us.toml").open("rb") as file:
        return tuple(tomllib.load(file)["holiday"])


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The days on which a federal holiday of this year is kept, and its own date where that is a weekend."""
    days = set()
    for rule in federal_rules():
        if rule.get("since", 0) > year:
            continue
        own = date(year, rule["month"], rule["day"]) if "day" in rule else _weekday(year, rule)
        days |= {own, own - DAY if own.weekday() == SATURDAY else own + DAY if own.weekday() == SUNDAY else own}
    return frozenset(days)


def holidays_around(day: date) -> frozenset[date]:
    """The federal holidays of the year before, of and after a day: enough for every count to a meeting."""
    return federal_holidays(day.year - 1) | federal_holidays(day.year) | federal_holidays(day.year + 1)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Neither Saturday nor Sunday nor a legal holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def _weekday(year: int, rule: dict[str, Any]) -> date:
    """The n-th weekday (0 = Monday) of a month; -1 is the last."""
    if rule["number"] > 0:
        first = date(year, rule["month"], 1)
        return first + timedelta(days=(rule["weekday"] - first.weekday()) % 7 + 7 * (rule["number"] - 1))
    last = date(year + rule["month"] // 12, rule["month"] % 12 + 1, 1) - DAY
    return last - timedelta(days=(last.weekday() - rule["weekday"]) % 7)
