"""When counts are looked at: the ends of months, quarters, four weeks or days of review, and the days that are special.

A period has a last day and two halves. Days are numbers (date.toordinal), so that calendars are plain arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonbeat.laws.calendar import federal_holidays
from commonbeat.measures.result import word
from commonbeat.measures.settings import Reviews

Ints = NDArray[np.int64]
#: January 1, 1970 as a number
EPOCH = date(1970, 1, 1).toordinal()
WEEK, FOUR_WEEKS, LAST_OF_MONTH = 7, 28, 31
MONTH, QUARTER, WEEKS, REVIEW = word("month"), word("quarter"), word("four weeks"), word("days of review")
#: month × 2 half-months make a quarter of six
HALVES_OF_A_QUARTER = 3
YEARS_END = ((12, 24), (1, 1))


@dataclass(frozen=True)
class Halves:
    """How days fall into halves of periods, numbered without gaps; an even number is the first half of its period.

    ``of`` takes year, month, day of the month and the day's number, numpy's or the engine's, and what makes 0 or 1 of
    yes or no.
    """

    name: str
    of: Callable[[Any, Any, Any, Any, Callable[[Any], Any]], Any]


def months() -> Halves:
    """Days 1 to 15 and the rest."""
    return Halves(MONTH, lambda year, month, day, _number, one: (year * 12 + month - 1) * 2 + one(day > 15))


def four_weeks(first: date) -> Halves:
    """Two weeks and two weeks, from the first day of any such period on."""
    return Halves(WEEKS, lambda _year, _month, _day, number, _one: (number - first.toordinal()) // (FOUR_WEEKS // 2))


def reviews(days: tuple[int, ...]) -> Halves:
    """From one day of review to the next, cut in the middle; 31 is the last day of any month."""
    within = [(one + other) // 2 for one, other in zip(days[:-1], days[1:], strict=True)]
    cuts = sorted({*within, *days, *([days[0] // 2] if days[-1] == LAST_OF_MONTH else [])} - {LAST_OF_MONTH})
    wrapped = int(days[-1] != LAST_OF_MONTH)

    def of(year: Any, month: Any, day: Any, _number: Any, one: Callable[[Any], Any]) -> Any:
        return (year * 12 + month - 1) * 2 * len(days) + wrapped + sum(one(day > cut) for cut in cuts)

    return Halves(REVIEW, of)


def halves(asked: Reviews) -> list[Halves]:
    """The calendars for which officers' totals are counted; quarters are made of months."""
    found = [months()]
    if asked.four_weeks_from:
        found.append(four_weeks(asked.four_weeks_from))
    return [*found, *([reviews(asked.days)] if asked.days else [])]


def numbered(kind: Halves, days: Ints) -> Ints:
    """The half in which each day lies; ``days`` (days,) as numbers."""
    year, month, day = _parts(days)
    return np.asarray(kind.of(year, month, day, days, lambda yes: yes.astype(np.int64)), np.int64)


def ends(kind: str, first: int, last: int, asked: Reviews) -> list[Ints]:
    """The last days of all periods that end between two days, (periods,); of four weeks all that begin on a Monday."""
    days = np.arange(first, last + 1)
    if kind == WEEKS:
        monday = date(2024, 1, 1).toordinal()
        starts = (
            [asked.four_weeks_from.toordinal()]
            if asked.four_weeks_from
            else [monday + WEEK * week for week in range(FOUR_WEEKS // WEEK)]
        )
        return [days[(days + 1 - start) % FOUR_WEEKS == 0] for start in starts]
    if kind == REVIEW:
        _year, month, day = _parts(days)
        ended = np.isin(day, [one for one in asked.days if one < LAST_OF_MONTH])
        if LAST_OF_MONTH in asked.days:
            ended |= _parts(days + 1)[1] != month
        return [days[ended]]
    _year, month, _day = _parts(days)
    ended = _parts(days + 1)[1] != month
    return [days[ended & (month % 3 == 0)] if kind == QUARTER else days[ended]]


def kinds(asked: Reviews) -> list[str]:
    """The periods that are looked at."""
    return [MONTH, WEEKS, QUARTER, *([REVIEW] if asked.days else [])]


def special(days: Ints) -> NDArray[np.float64]:
    """What is known of each day, (days, 8): weekday, federal holiday, the days from Christmas to New Year."""
    year, month, day = _parts(days)
    kept = {one.toordinal() for some in np.unique(year).tolist() for one in federal_holidays(some)}
    weekday = (days - 1) % WEEK
    (late, since), (early, until) = YEARS_END
    year_end = ((month == late) & (day >= since)) | ((month == early) & (day <= until))
    columns = [*(weekday == one for one in range(1, WEEK)), np.isin(days, list(kept)) & ~year_end, year_end]
    return np.column_stack(columns).astype(float)


def _parts(days: Ints) -> tuple[Ints, Ints, Ints]:
    """Year, month and day of the month."""
    at = (days - EPOCH).astype("datetime64[D]")
    month = at.astype("datetime64[M]")
    number = month.astype(np.int64)
    return 1970 + number // 12, number % 12 + 1, (at - month).astype(np.int64) + 1
