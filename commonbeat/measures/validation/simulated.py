"""Invented records, again and again: does an interval hold the truth as often as it says, is chance taken for a finding
no more often than it says, and is what was planted found?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np

from commonbeat.measures import blocks, intervals, many, rates
from commonbeat.measures.enforcement import quota_signs
from commonbeat.measures.result import Result, Verdict
from commonbeat.measures.settings import Settings
from commonbeat.measures.stops import adjusted, charge_shift, explained, net_widening, veil
from commonbeat.measures.validation import Check, quotas, worlds

#: as many errors of simulation as a check may be off: of a thousand right ones, one is
SLACK = 3.29
GAP, ODDS, WIDER, SHIFT, BUSY = -0.08, 1.5, 1.5, 0.08, 0.55
SETTINGS = Settings(reference="white", change=worlds.CHANGE)


@dataclass(frozen=True)
class Question:
    """What happens in one invented world (yes or no), and how often it should: exactly, at least or at most."""

    tool: str
    what: str
    world: str
    once: Callable[[np.random.Generator], bool]
    expected: float
    bound: str = ""

    def check(self, replications: int, seed: int = 0) -> Check:
        """How often it happens in so many worlds."""
        found = np.mean([self.once(np.random.default_rng([seed, number])) for number in range(replications)])
        off = SLACK * sqrt(self.expected * (1 - self.expected) / replications)
        low = 0.0 if self.bound == "at most" else self.expected - off
        high = 1.0 if self.bound == "at least" else self.expected + off
        told = f"{self.bound} {100 * self.expected:g} of 100".strip()
        return Check(self.tool, self.what, self.world, told, max(low, 0), min(high, 1), float(found), replications)


def checks(replications: int, data: Path | None = None, only: str | None = None) -> Iterator[Check]:
    """Every question (or those of one tool), each asked of so many invented worlds; real ones lie beside ``data``."""
    for question in (*QUESTIONS, *real(data)):
        if only in (None, question.tool):
            yield question.check(replications)


def real(data: Path | None) -> tuple[Question, ...]:
    """Questions to real records with other calendars, where these are at hand."""
    if not data or not (data.parent / quotas.BOSTON).exists():
        return ()
    return tuple(Question(quota_signs.NAME, *one) for one in quotas.real(data.parent))


def holds(result: Result, truth: float) -> bool:
    """Whether the interval of a result holds the truth."""
    low, high = result.interval
    return low is not None and high is not None and low <= truth <= high


def wilson(rng: np.random.Generator) -> bool:
    truth = rng.uniform(0.05, 0.95)
    low, high = intervals.wilson(int(rng.binomial(120, truth)), 120)
    return bool(low <= truth <= high)


def exact_rate(rng: np.random.Generator) -> bool:
    truth = rng.uniform(1, 20)
    found = rates.exact(int(rng.poisson(truth)), 1)
    return found.low <= truth <= found.high


def uneven_rate(rng: np.random.Generator) -> bool:
    days = rng.integers(28, 32, 24)
    counts = rng.poisson(0.8 * days * rng.gamma(10, 1 / 10, 24))
    found = rates.over_periods(counts.tolist(), days.tolist())
    return found.low <= 0.8 <= found.high


def false_among_told(rng: np.random.Generator) -> bool:
    """One world counts as bad with the chance that one of its told differences, drawn at random, is false."""
    truth = np.where(np.arange(40) < 8, 3.2, 0.0)
    p = 2 * (1 - np.array([_normal(abs(value)) for value in rng.normal(truth, 1)]))
    told = many.false_discovery_rate(p) <= 0.05
    return bool(told.any() and rng.random() < (told & (truth == 0)).sum() / told.sum())


def _normal(z: float) -> float:
    from math import erf

    return 0.5 * (1 + erf(z / sqrt(2)))


def pooled(rng: np.random.Generator) -> bool:
    variances = rng.uniform(0.2, 2, 30)
    truth = rng.normal(3, 1, 30)
    found = many.partial_pooling(rng.normal(truth, np.sqrt(variances)), variances)
    one = rng.integers(30)
    return bool(abs(found.values[one] - truth[one]) <= intervals.Z95 * sqrt(found.errors[one]))


def gap_held(gap: float, officers: int, each: int) -> Callable[[np.random.Generator], bool]:
    return lambda rng: holds(adjusted.answer(worlds.stops(rng, gap, officers, each), SETTINGS), gap)


def gap_told(gap: float, officers: int, each: int) -> Callable[[np.random.Generator], bool]:
    return lambda rng: adjusted.answer(worlds.stops(rng, gap, officers, each), SETTINGS).verdict == Verdict.DIFFERENT


def within_held(rng: np.random.Generator) -> bool:
    return holds(explained.answer(worlds.stops(rng, GAP), SETTINGS), GAP)


def daylight_held(rng: np.random.Generator) -> bool:
    return holds(veil.answer(worlds.evenings(rng, ODDS), SETTINGS), ODDS)


def daylight_told(ratio: float) -> Callable[[np.random.Generator], bool]:
    return lambda rng: veil.answer(worlds.evenings(rng, ratio), SETTINGS).verdict == Verdict.DIFFERENT


def step_held(rng: np.random.Generator) -> bool:
    return holds(net_widening.answer(worlds.months(rng, WIDER), SETTINGS), WIDER)


def step_told(ratio: float) -> Callable[[np.random.Generator], bool]:
    return lambda rng: net_widening.answer(worlds.months(rng, ratio), SETTINGS).verdict == Verdict.DIFFERENT


def shift_held(rng: np.random.Generator) -> bool:
    return holds(charge_shift.answer(worlds.weeks(rng, SHIFT), SETTINGS), -SHIFT)


def shift_told(shift: float) -> Callable[[np.random.Generator], bool]:
    return lambda rng: charge_shift.answer(worlds.weeks(rng, shift), SETTINGS).verdict == Verdict.DIFFERENT


def busy_held(many_weeks: int, carry: float) -> Callable[[np.random.Generator], bool]:
    def once(rng: np.random.Generator) -> bool:
        found = blocks.shares(*worlds.patrol(rng, many_weeks, carry))
        return bool(found.low[0] <= BUSY <= found.high[0])

    return once


HOLDS, FALSE_ALARM, FINDS = "the interval holds the truth", "a difference is told where there is none", "it is found"
QUESTIONS: tuple[Question, ...] = (
    Question("intervals", HOLDS, "120 cases, true shares from 5 to 95 in 100 (Wilson)", wilson, 0.95),
    Question("rates", HOLDS, "a count of 1 to 20 (exact)", exact_rate, 0.95, "at least"),
    Question("rates", HOLDS, "24 months that vary 3.4 times as much as chance makes them", uneven_rate, 0.95),
    Question("many", "one of the told is false", "40 questions, 8 with an answer", false_among_told, 0.05, "at most"),
    Question("many", HOLDS, "one of 30 places, drawn toward all (partial pooling)", pooled, 0.95),
    Question("adjusted", HOLDS, f"40 officers, 2,400 stops, a gap of {GAP}", gap_held(GAP, 40, 60), 0.95),
    Question("adjusted", FALSE_ALARM, "40 officers, 2,400 stops, no gap", gap_told(0, 40, 60), 0.05),
    Question("adjusted", FALSE_ALARM, "12 officers, 2,400 stops, no gap", gap_told(0, 12, 200), 0.05),
    Question("adjusted", FINDS, f"40 officers, 2,400 stops, a gap of {GAP}", gap_told(GAP, 40, 60), 0.80, "at least"),
    Question("explained", HOLDS, f"40 officers, a gap of {GAP} within strata", within_held, 0.95),
    Question("veil", HOLDS, f"60 officers, 2,400 evening stops, odds of {ODDS} in daylight", daylight_held, 0.95),
    Question("veil", FALSE_ALARM, "60 officers, 2,400 evening stops, no veil", daylight_told(1), 0.05),
    Question("veil", FINDS, f"60 officers, odds of {ODDS} in daylight", daylight_told(ODDS), 0.80, "at least"),
    Question("net-widening", HOLDS, f"39 blocks of four weeks, {WIDER} times as many after", step_held, 0.95),
    Question("net-widening", FALSE_ALARM, "39 blocks of four weeks, no change", step_told(1), 0.05),
    Question("net-widening", FINDS, "39 blocks, twice as many after", step_told(2), 0.80, "at least"),
    Question("charge-shift", HOLDS, f"40 weeks before and after, {SHIFT} of all stops renamed", shift_held, 0.95),
    Question("charge-shift", FALSE_ALARM, "40 weeks before and after, no shift", shift_told(0), 0.05, "at most"),
    Question("charge-shift", FINDS, f"{SHIFT} of all stops renamed", shift_told(SHIFT), 0.80, "at least"),
    Question("blocks", HOLDS, "52 weeks, each on its own", busy_held(52, 0), 0.95),
    Question("blocks", HOLDS, "52 weeks, each 0.3 like the one before", busy_held(52, 0.3), 0.95),
    Question("blocks", HOLDS, "12 weeks, each 0.3 like the one before", busy_held(12, 0.3), 0.95, "at least"),
    Question(
        "blocks",
        HOLDS,
        "52 weeks, each 0.6 like the one before: known to be weaker",
        busy_held(52, 0.6),
        0.90,
        "at least",
    ),
)
QUESTIONS += tuple(Question(quota_signs.NAME, *one) for one in quotas.WORLDS)
