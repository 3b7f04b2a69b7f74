"""From all tests to one word for each unit, by bands that are written here and nowhere else.

A part *shows* where its q is below 5 in 100, its effect reaches its band, moved calendars do not show as much and the
series beside it does not rise as well. *Strong*: two or more different tests show. *Weak*: one does, by itself so sure
that its q is below 1 in 100. *No sign*: none does, though an effect of a size that matters would have been seen. Else
*not enough data*.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import expm1, log1p
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from commonbeat.measures.enforcement.quota.battery import ALIKE, CATCH_UP, HEAPING, PERIOD_END, Part
from commonbeat.measures.many import false_discovery_rate
from commonbeat.measures.result import Verdict
from commonbeat.measures.smallest import Z80

#: q of a sign, q of one that stands alone, and the level of what stands beside it
FALSE_DISCOVERIES, ALONE, LEVEL = 0.05, 0.01, 0.05
#: an effect smaller than this is not told as a sign, however sure: in the last days, of slopes, of totals near a
#: number, of the usual variation
BAND = {PERIOD_END: 0.05, CATCH_UP: 0.05, HEAPING: 0.10, ALIKE: 0.20}
#: where only a rise of the last days larger than this would have shown: too few
BLIND = 0.5


class Judged(NamedTuple):
    """A part with its ``q`` over all parts, how many parts were ``made``, and whether it ``shows``."""

    part: Part
    q: float
    made: int
    shows: bool

    @property
    def smallest(self) -> float | None:
        """The smallest effect that is told as a sign, if only a weak one, in 8 of 10 such records; None where the bar
        has no such short form (heaps and totals too alike, whose p are found by drawing and by more than one way).

        What has to be passed is what has to be passed alone. The surest of so many tests has a q below ``ALONE`` where
        its p is below ``ALONE`` of their number; others that show as well only lower that bar. So the estimate must be
        as many errors from zero as such a p takes with so few periods, and must itself reach its band, whichever is
        more. In half of such records it falls short of the truth: by less than ``Z80`` errors in 8 of 10. A rise in the
        last days is a ratio and reckoned on the scale of logarithms.
        """
        part = self.part
        if part.error is None:
            return None
        band = BAND[part.test]
        sure = -float(stdtrit(part.freedom, ALONE / (self.made * part.tried) / 2)) * part.error
        if part.test == PERIOD_END:
            return expm1(max(sure, log1p(band)) + Z80 * part.error)
        return max(sure, band) + Z80 * part.error

    @property
    def sees(self) -> bool:
        """Whether this test could have told something of a size that matters."""
        return self.part.test == PERIOD_END and self.smallest is not None and self.smallest <= BLIND


def judge(parts: Iterable[Part]) -> list[Judged]:
    """Each part with its q."""
    parts = list(parts)
    if not parts:
        return []
    rates = false_discovery_rate(np.array([part.p for part in parts]))
    return [Judged(part, float(q), len(parts), _shows(part, float(q))) for part, q in zip(parts, rates, strict=True)]


def _shows(part: Part, q: float) -> bool:
    stands = part.p_moved is None or part.p_moved <= LEVEL
    rises = part.placebo is not None and part.placebo_p is not None and part.placebo > 0 and part.placebo_p < LEVEL
    return q < FALSE_DISCOVERIES and part.effect >= BAND[part.test] and stands and not rises


def verdict(judged: Iterable[Judged]) -> Verdict:
    """One word for the parts of one unit, or for the surest unit where they are of several."""
    judged = list(judged)
    signs = accused(judged)
    if signs:
        tests = {
            unit: {one.part.test for one in signs if one.part.unit == unit} for unit in {s.part.unit for s in signs}
        }
        return Verdict.STRONG if max(map(len, tests.values())) > 1 else Verdict.WEAK
    return Verdict.NO_SIGN if any(one.sees for one in judged) else Verdict.TOO_FEW


def accused(judged: Iterable[Judged]) -> list[Judged]:
    """The parts that count as signs: those that show, unless one shows alone and is not sure enough for that."""
    shown = [one for one in judged if one.shows]
    return [
        one
        for one in shown
        if one.q < ALONE or any(s.part.unit == one.part.unit and s.part.test != one.part.test for s in shown)
    ]
