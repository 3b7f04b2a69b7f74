"""What a piece of evidence is made of: a sentence, shares with all that is needed to read them, counts, a curve."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy

from commonbeat.measures import result
from commonbeat.measures.result import Number, Origin, Period
from commonbeat.measures.survival import Curve

#: why a meeting that was taken in with a calendar is not among those held
IN_CALENDAR = gettext_lazy("in a calendar alone: nobody has said that they were held")


@dataclass(frozen=True)
class Share:
    """Part of a whole, with what is said of it: numerator, denominator, interval, period, what was left out.

    Every record of the house is counted, none is drawn by chance: the interval is for whoever takes the past for a
    sample of what is to come, and stands in the data only. What is counted as it stands today has none.
    """

    label: str
    result: Number
    is_of_today: bool = False

    @property
    def interval(self) -> tuple[float | None, float | None]:
        return (None, None) if self.is_of_today else self.result.interval


@dataclass(frozen=True)
class Evidence:
    """One thing to show: its title, a sentence, how it is computed, from when to when, and when it was last alive.

    ``drawing`` makes its picture, ``address`` the page that tells what it can and cannot say; "" where there is none.
    """

    name: str
    title: str
    sentence: str
    how: str
    first: date | None
    last: date | None
    shares: list[Share] = field(default_factory=list)
    counts: list[tuple[str, int]] = field(default_factory=list)
    left_out: list[tuple[str, int]] = field(default_factory=list)
    curve: Curve | None = None
    drawing: Callable[[], str] = str
    address: str = ""


def share_of(
    label: str, part: int, whole: int, span: tuple[date | None, date | None], left_out: list[tuple[str, int]]
) -> list[Share]:
    """A share of records as a list of one; an empty list where there is nothing to share."""
    first, last = span
    period = Period(first, last) if first and last else None
    made = result.share(part, whole, Origin("the public records of this house", period, dict(left_out)), people=False)
    return [Share(label, made)] if whole and isinstance(made, Number) else []
