"""How often meetings were held against how often they were to be held, so that a silent month is seen.

Needs: the days of meetings held, those called off, and how many months may pass from one meeting to the next.
Reads as: "monthly: 9 of 12 held; none since March".
Take care: a term counts as due only once it is over; one that still runs counts where a meeting was held in it.
Two meetings in one term keep one term. Where a record does not tell whose meeting it was, the term is neither called
held nor missed: it is counted apart, and what is said to be held is a floor.
Source: a plain count of meetings held by meetings planned; why it is one by place and month: A. Fung, Empowered
Participation (2004), and W. G. Skogan, Police and Community in Chicago (2006), both on monthly beat meetings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What is known of one term."""

    HELD = "held"
    UNTOLD = "untold"
    CANCELED = "canceled"
    MISSED = "missed"
    RUNNING = "running"


@dataclass(frozen=True)
class Term:
    """One stretch of months in which a meeting was to be held; ``last`` is its last day."""

    first: date
    last: date
    state: State
    meetings: int


@dataclass(frozen=True)
class Kept:
    """The terms of a stretch of time, in their order."""

    terms: tuple[Term, ...]
    every_months: int
    last_held: date | None

    @property
    def due(self) -> int:
        """Terms that are over, or in which a meeting was held already."""
        return sum(one.state != State.RUNNING for one in self.terms)

    @property
    def held(self) -> int:
        """Terms with at least one meeting."""
        return self.count(State.HELD)

    @property
    def untold(self) -> int:
        """Terms in which a meeting may have been held: the record does not tell whose it was."""
        return self.count(State.UNTOLD)

    def count(self, state: State) -> int:
        """How many terms are in a state."""
        return sum(one.state == state for one in self.terms)

    @property
    def silent(self) -> int:
        """Terms at the end, over and without a meeting as far as is told; where none was ever held, all of them."""
        over = [one.state for one in self.terms if one.state != State.RUNNING]
        return next((at for at, state in enumerate(reversed(over)) if state == State.HELD), len(over))


def kept(
    held: Iterable[date],
    *,
    first: date,
    last: date,
    every_months: int = 1,
    canceled: Iterable[date] = (),
    untold: Iterable[date] = (),
) -> Kept:
    """The terms from the month of ``first`` to the day ``last``, each with what is known of it.

    ``held``, ``canceled`` and ``untold`` are days at the agency; days outside the stretch count nowhere, and a meeting
    after ``last`` has not been held yet. Raises ValueError where the stretch is none, or a term has no month.
    """
    if last < first or every_months < 1:
        raise ValueError("a stretch of time begins before it ends, and a term has at least one month")
    origin = first.year * 12 + first.month - 1
    days = [{_term(day, origin, every_months) for day in some if first <= day <= last} for some in (canceled, untold)]
    meetings = sorted(day for day in held if first <= day <= last)
    terms = []
    for number in range(_term(last, origin, every_months) + 1):
        begins = origin + number * every_months
        start, end = _month(begins), date.fromordinal(_month(begins + every_months).toordinal() - 1)
        count = sum(_term(day, origin, every_months) == number for day in meetings)
        terms.append(Term(start, end, _state(count, number in days[1], number in days[0], end > last), count))
    return Kept(tuple(terms), every_months, meetings[-1] if meetings else None)


def _state(count: int, untold: bool, canceled: bool, runs: bool) -> State:
    if count:
        return State.HELD
    if runs:
        return State.RUNNING
    if untold:
        return State.UNTOLD
    return State.CANCELED if canceled else State.MISSED


def _term(day: date, origin: int, every_months: int) -> int:
    """The number of the term in which a day lies, from 0."""
    return (day.year * 12 + day.month - 1 - origin) // every_months


def _month(months: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)
