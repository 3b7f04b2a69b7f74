"""Why people were not offered the least harmful outcome: counts by reason and quarter, small ones withheld.

A quarter is shown once nothing can be added to it, and by itself alone: so no number of it ever changes, and no two
pages can be held against each other to find a count that neither tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonbeat.measures.composition import shown
from commonbeat.measures.result import LEAST
from commonbeat.records.actions.small_tools import OLDEST_REASON
from commonbeat.records.models import NotOffered, WhyNot
from commonbeat.records.quarters import quarter_after, quarter_name, quarter_of

COLUMNS = ["quarter", "reason", "count", "withheld"]


@dataclass(frozen=True)
class Quarter:
    """How often each reason was noted in a quarter; None is withheld. ``whole`` is None where all of it is."""

    first: date
    whole: int | None
    counts: dict[WhyNot, int | None]

    @property
    def name(self) -> str:
        return quarter_name(self.first)

    @property
    def told(self) -> list[tuple[str, int]]:
        """The reasons whose counts may be told, the most frequent first."""
        given = [(str(reason.label), n) for reason, n in self.counts.items() if n]
        return sorted(given, key=lambda one: -one[1])

    @property
    def withheld(self) -> list[str]:
        """The reasons that were given as well, but not how often."""
        return [str(reason.label) for reason, n in self.counts.items() if n is None]


def quarters(today: date) -> list[Quarter]:
    """Every quarter to which nothing can be added any more, the newest first."""
    counted: dict[date, Counter[str]] = {}
    for reason, on in NotOffered.objects.values_list("reason", "on"):
        counted.setdefault(quarter_of(on), Counter())[reason] += 1
    settled = [first for first in counted if quarter_after(first) + OLDEST_REASON < today]
    return [_quarter(first, counted[first]) for first in sorted(settled, reverse=True)]


def _quarter(first: date, counted: Counter[str]) -> Quarter:
    whole = counted.total()
    if whole < LEAST:
        return Quarter(first, None, dict.fromkeys(WhyNot))
    told = shown({reason.value: counted[reason.value] for reason in WhyNot})
    return Quarter(first, whole, {reason: told[reason.value] for reason in WhyNot})


def rows(found: list[Quarter]) -> Iterator[list[Any]]:
    """Each reason in each quarter, for a machine or a spreadsheet."""
    for one in found:
        for reason, count in one.counts.items():
            yield [one.first, reason.value, count, count is None]
