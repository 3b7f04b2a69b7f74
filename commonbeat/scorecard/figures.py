"""What a piece of evidence is made of: a sentence, shares with all that is needed to read them, counts, a curve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commonbeat.measures import result
from commonbeat.measures.result import LEAST, Origin, Period, Result, is_small
from commonbeat.measures.survival import Curve


@dataclass(frozen=True)
class Share:
    """Part of a whole, with what is said of it: numerator, denominator, interval, period, what was left out."""

    label: str
    result: Result

    @property
    def percents(self) -> tuple[int, int]:
        """The interval of the true share in whole percents."""
        low, high = self.result.interval
        return round(100 * (low or 0)), round(100 * (1 if high is None else high))


@dataclass(frozen=True)
class Evidence:
    """One thing to show: its title, a sentence, how it is computed, from when to when, and when it was last alive."""

    name: str
    title: str
    sentence: str
    how: str
    first: date | None
    last: date | None
    shares: list[Share] = field(default_factory=list)
    counts: list[tuple[str, int | None]] = field(default_factory=list)
    left_out: list[tuple[str, int]] = field(default_factory=list)
    curve: Curve | None = None


def share_of(
    label: str, part: int, whole: int, span: tuple[date | None, date | None], left_out: list[tuple[str, int]]
) -> list[Share]:
    """A share of records as a list of one; an empty list where there is nothing to share."""
    first, last = span
    period = Period(first, last) if first and last else None
    made = result.share(part, whole, Origin("the public records of this house", period, dict(left_out)), people=False)
    return [Share(label, made)] if whole and isinstance(made, Result) else []


def withheld(counts: dict[str, int]) -> list[tuple[str, int | None]]:
    """Counts of people by name, largest first; None where a count is withheld.

    Counts below five are; then the next smallest too, until at least two are withheld that add up to five or more,
    because the total would give them away otherwise.
    """
    rows = sorted(((name, n) for name, n in counts.items() if n), key=lambda row: -row[1])
    hidden = [n for _name, n in rows if is_small(n)]
    keep = len(rows) - len(hidden)
    while hidden and keep and (len(hidden) < 2 or sum(hidden) < LEAST):
        keep -= 1
        hidden.append(rows[keep][1])
    return [(name, n if at < keep else None) for at, (name, n) in enumerate(rows)]
