"""How long until something happens, with those that still wait counted in.

Needs: for each case the days from its start, and whether it has happened or still waits.
Reads as: "half were answered within 23 days".
Take care: a median of the answered alone gets better when hard cases are left lying; this one does not.
Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958); variance by M.
Greenwood (1926); interval of the median by R. Brookmeyer and J. Crowley, Biometrics 38 (1982), on the log-log scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from commonbeat.measures.intervals import Z95


@dataclass(frozen=True)
class Step:
    """After ``days``: the share that still waits, with its 95 % interval, and how many were at risk before."""

    days: float
    waiting: float
    low: float
    high: float
    at_risk: int
    happened: int


@dataclass(frozen=True)
class Curve:
    """The share that still waits, falling in steps."""

    steps: Sequence[Step]
    cases: int
    still_waiting: int

    def quantile(self, share: float) -> float | None:
        """Days after which this share is done; None where it is not reached yet."""
        return next((step.days for step in self.steps if step.waiting <= 1 - share + 1e-12), None)

    @property
    def median(self) -> float | None:
        return self.quantile(0.5)

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """Days between which the median lies with 95 % confidence; None for an open end."""
        low = next((step.days for step in self.steps if step.low <= 0.5), None)
        high = next((step.days for step in self.steps if step.high <= 0.5), None)
        return low, high


def kaplan_meier(cases: Iterable[tuple[float, bool]]) -> Curve:
    """The curve of (days, happened) pairs; those that have not happened count until their day.

    Raises ValueError where days are negative or no number.
    """
    rows = sorted(cases)
    if not all(0 <= days < inf for days, _ in rows):
        raise ValueError("days must be a number, zero or more")
    happened, left = Counter(days for days, done in rows if done), Counter(days for days, _ in rows)
    at_risk, waiting, spread, bounds = len(rows), 1.0, 0.0, (1.0, 1.0)
    steps: list[Step] = []
    for days in sorted(left):
        if happened[days]:
            waiting *= 1 - happened[days] / at_risk
            rest = at_risk - happened[days]
            spread = spread + happened[days] / (at_risk * rest) if rest else inf
            bounds = _interval(waiting, spread) if rest else (0.0, bounds[1])
            steps.append(Step(days, waiting, *bounds, at_risk, happened[days]))
        at_risk -= left[days]
    return Curve(steps, len(rows), sum(not done for _, done in rows))


def _interval(waiting: float, spread: float) -> tuple[float, float]:
    """The log-log interval, which stays between 0 and 1; where nobody waits any more it says nothing."""
    half = Z95 * sqrt(spread) / abs(log(waiting))
    return waiting ** exp(half), waiting ** exp(-half)
