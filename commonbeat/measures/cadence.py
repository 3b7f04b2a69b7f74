"""How often meetings were held against how often they were to be held, so that a silent month is seen.

Needs: the days of meetings held, those that only a calendar has, those called off, and how many months may pass from
one meeting to the next.
Reads as: "monthly: 9 of 12 held; none since March".
Take care: a term counts as due only once it is over; one that still runs counts where a meeting was held in it.
Two meetings in one term keep one term. Where a meeting stands in a calendar and nobody has said that it was held, or a
record does not tell whose it was, the term is neither called held nor missed: it is counted apart, and what is said to
be held is a floor.
Source: a plain count of meetings held by meetings planned; why it is one by place and month: A. Fung, Empowered
Participation (2004), and W. G. Skogan, Police and Community in Chicago (2006), both on monthly beat meetings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What is known of one term."""

    HELD = "held"
    LISTED = "listed"
    UNTOLD = "untold"
    CANCELED = "canceled"
    MISSED = "missed"
    RUNNING = "running"
    UNSAID = "unsaid"


#: what is known of a term in which somebody, or a calendar, tells of a meeting
TOLD = (State.HELD, State.LISTED)


@dataclass(frozen=True)
class Term:
    """One stretch of months in which a meeting was to be held; ``last`` is its last day, ``meetings`` were held."""

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
    last_told: date | None

    @property
    def over(self) -> list[State]:
        """The states of terms that are over, or with a meeting already; not of those for which nobody said anything."""
        return [one.state for one in self.terms if one.state not in (State.RUNNING, State.UNSAID)]

    @property
    def due(self) -> int:
        """How many terms that is."""
        return len(self.over)

    @property
    def held(self) -> int:
        """Terms with at least one meeting."""
        return self.count(State.HELD)

    @property
    def listed(self) -> int:
        """Terms with a meeting in a calendar, of which nobody has said that it was held."""
        return self.count(State.LISTED)

    @property
    def untold(self) -> int:
        """Terms in which a meeting may have been held: the record does not tell whose it was."""
        return self.count(State.UNTOLD)

    def count(self, state: State) -> int:
        """How many terms are in a state."""
        return sum(one.state == state for one in self.terms)

    @property
    def silent(self) -> int:
        """Terms at the end, over and without a meeting as far as is told; where there never was one, all of them."""
        return next((at for at, state in enumerate(reversed(self.over)) if state in TOLD), self.due)


def kept(
    held: Iterable[date],
    *,
    first: date,
    last: date,
    every_months: int = 1,
    canceled: Iterable[date] = (),
    listed: Iterable[date] = (),
    untold: Iterable[date] = (),
    said: tuple[date, date] | None = None,
) -> Kept:
    """The terms from the month of ``first`` to the day ``last``, each with what is known of it.

    ``held``, ``listed`` (in a calendar alone), ``canceled`` and ``untold`` are days at the agency; days outside the
    stretch count nowhere, and a meeting after ``last`` has not been held yet. ``last_told`` is the last day held or
    listed. Where ``said`` names the first and the last day for which meetings were planned or written down, a term
    beyond them without one was not missed. Raises ValueError where the stretch is none, or a term has no month.
    """
    if last < first or every_months < 1:
        raise ValueError("a stretch of time begins before it ends, and a term has at least one month")
    origin = first.year * 12 + first.month - 1
    given = {State.HELD: held, State.LISTED: listed, State.UNTOLD: untold, State.CANCELED: canceled}
    days = {state: [day for day in some if first <= day <= last] for state, some in given.items()}
    known = {state: Counter(_term(day, origin, every_months) for day in some) for state, some in days.items()}
    terms = []
    for number in range(_term(last, origin, every_months) + 1):
        begins = origin + number * every_months
        start, end = _month(begins), date.fromordinal(_month(begins + every_months).toordinal() - 1)
        state = _state([state for state, count in known.items() if count[number]], end > last)
        if said and state == State.MISSED and (end < said[0] or start > said[1]):
            state = State.UNSAID
        terms.append(Term(start, end, state, known[State.HELD][number]))
    last_told = max([*days[State.HELD], *days[State.LISTED]], default=None)
    return Kept(tuple(terms), every_months, max(days[State.HELD], default=None), last_told)


def _state(known: list[State], runs: bool) -> State:
    """The first that is known of a term, surest first; of one that still runs only what was held or listed in it."""
    found = known[0] if known else State.MISSED
    return State.RUNNING if runs and found not in TOLD else found


def _term(day: date, origin: int, every_months: int) -> int:
    """The number of the term in which a day lies, from 0."""
    return (day.year * 12 + day.month - 1 - origin) // every_months


def _month(months: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)
