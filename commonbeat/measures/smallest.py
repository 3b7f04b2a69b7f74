"""The smallest effect that could have been seen: what a quiet result is worth.

Needs: how many in each of two groups and the share expected, or the standard error of a difference.
Reads as: "no difference was found; with so few stops only one of 21 percentage points or more would have shown".
Take care: "not found" is never "not there". Computed before the data are looked at, from their number alone; computed
from the difference that was found, it would only repeat that difference.
Source: J. Cohen, Statistical power analysis for the behavioral sciences (1988); H. S. Bloom, Minimum detectable
effects, Evaluation Review 19 (1995); J. M. Hoenig and D. M. Heisey, The abuse of power, The American Statistician 55
(2001).
"""

from __future__ import annotations

from math import inf, sqrt

from commonbeat.measures.intervals import Z95

#: the normal quantile of a chance of 80 % to see what is there
Z80 = 0.8416212335729143


def detectable(error: float) -> float:
    """The smallest difference that an estimate with this standard error shows, at 5 % and in 8 of 10 cases."""
    return (Z95 + Z80) * error


def detectable_shares(one: int, other: int, share: float) -> float:
    """The smallest difference between the shares of two groups of this size, near ``share``; infinite without both."""
    if not (one > 0 and other > 0):
        return inf
    return detectable(sqrt(max(share * (1 - share), 1 / (one + other + 1)) * (1 / one + 1 / other)))
