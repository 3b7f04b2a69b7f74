"""Quarters of a year, each by its first day."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext

#: a day of the next quarter lies so far behind the first of one
A_QUARTER = timedelta(days=100)


def quarter_of(day: date) -> date:
    """A day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def quarter_after(first: date) -> date:
    """The quarter after one."""
    return quarter_of(first + A_QUARTER)


def quarter_before(first: date) -> date:
    """The quarter before one."""
    return quarter_of(first - timedelta(days=1))


def quarter_name(first: date) -> str:
    """A quarter as people name it."""
    return gettext("Quarter %(number)s of %(year)s") % {"number": (first.month + 2) // 3, "year": first.year}
