"""Terms: when one ends, what holds past its end, and whether somebody may serve once more."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from commonbeat.people.charter.rules import Rules

#: days before its end in which a term "ends soon"
SOON_DAYS = 90
#: how a charter says, in English or Spanish, that the lot decides who gets which first term
BY_LOT = {"lot", "lots", "sorteo"}


class Term(StrEnum):
    """How a seat stands on a day."""

    VACANT = "vacant"
    RUNNING = "running"
    ENDS_SOON = "ends soon"
    HELD_OVER = "held over"
    OVER = "over"
    UNKNOWN = "not said"


def later(day: date, years: Fraction) -> date:
    """The day so many years later; of February 29, and of days that a month does not have, the month's last."""
    months = day.year * 12 + day.month - 1 + int(years * 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def term_end(rules: Rules, kind: str, start: date, years: Fraction | None = None) -> date | None:
    """The last day of a term that begins on a day; None where the charter does not say how long it is.

    ``years`` is the length of this one term where it differs, as first terms do. Where terms end on one day of the
    calendar, it is the last such day that the term reaches.
    """
    known = rules.kind(kind)
    length = years or (known.years if known else None) or (rules.terms.years if rules.terms else None)
    if length is None:
        return None
    last = later(start, length) - timedelta(days=1)
    if rules.terms and rules.terms.ends_on:
        month, day = rules.terms.ends_on
        this_year = date(last.year, month, day)
        return this_year if this_year <= last else date(last.year - 1, month, day)
    return last


def drawn_by_lot(rules: Rules) -> list[str]:
    """Every first term that a charter leaves to the lot, in years, such as "2" or "1/2"; none where it does not."""
    terms = rules.terms
    if terms is None or not BY_LOT & set(terms.first_by.lower().split()):
        return []
    return [str(one.years) for one in terms.first for _number in range(one.number)]


@dataclass(frozen=True)
class Standing:
    """How a seat stands on a day, and until when its holder may stay on (None: no day is said)."""

    term: Term
    until: date | None = None


def term_on(rules: Rules, today: date, *, filled: bool, ends: date | None) -> Standing:
    """How a seat stands on a day: vacant, running, ending soon, held over as the charter allows, or over.

    Past its end and with a charter that is silent on holding over, it is "not said" whether the holder still sits.
    """
    if not filled:
        return Standing(Term.VACANT)
    if ends is None:
        return Standing(Term.RUNNING)
    if today <= ends:
        return Standing(Term.ENDS_SOON if ends - today < timedelta(days=SOON_DAYS) else Term.RUNNING, ends)
    terms = rules.terms
    if terms is None or not terms.holdover:
        return Standing(Term.UNKNOWN, ends)
    if terms.holdover == "until a successor":
        return Standing(Term.HELD_OVER)
    last = ends + timedelta(days=terms.holdover_days or 0)
    return Standing(Term.HELD_OVER if today <= last else Term.OVER, last)


def may_serve_again(
    rules: Rules, *, full_terms: int, part_terms: int = 0, years: Fraction = Fraction(0)
) -> bool | None:
    """Whether somebody who has served so many terms in a row, and so many years in all, may serve one more.

    None where the charter sets no limit, or where it depends on whether the rest of somebody else's term counts and
    the charter does not say.
    """
    terms = rules.terms
    if terms is None or (terms.in_a_row is None and terms.years_in_a_lifetime is None):
        return None
    if terms.years_in_a_lifetime is not None and years + (terms.years or 0) > terms.years_in_a_lifetime:
        return False
    if terms.in_a_row is None:
        return True
    answers = {
        full_terms + (part_terms if counts else 0) < terms.in_a_row for counts in _readings(terms.remainder_counts)
    }
    return answers.pop() if len(answers) == 1 else None


def _readings(said: bool | None) -> tuple[bool, ...]:
    return (True, False) if said is None else (said,)
