"""How much stands at a number beyond the curve of all others: the excess mass, in counts of the curve at that number.

Needs: how many totals there are of each number, and the number.
Reads as: "at 20 stand two and a half times as many more as the others lead to expect".
Take care: it believes a smooth curve. So it tells how large a heap is, once one was found without a curve.
Source: E. Saez, Do taxpayers bunch at kink points?, American Economic Journal: Economic Policy 2 (2010);
R. Chetty, J. N. Friedman, T. Olsen and L. Pistaferri, QJE 126 (2011); as computed by P. Mavrokonstantis, bunching
(R).
"""

from __future__ import annotations

from typing import Any

import numpy as np

DEGREE, REACH = 4, 19


def excess_mass(counts: Any, at: int, beside: int = 0) -> float:
    """Counts at place ``at`` and so many ``beside`` it, beyond the curve through at most REACH places on either side.

    ``counts`` (places,); in units of the curve's mean over those places. NaN where too few others make a curve.
    """
    counts = np.asarray(counts, float)
    reach = min(REACH, at, len(counts) - 1 - at)
    away = np.arange(-reach, reach + 1)
    inside = np.abs(away) <= beside
    if (~inside).sum() <= DEGREE + 1:
        return float("nan")
    curve = np.polynomial.Polynomial.fit(away[~inside], counts[at + away[~inside]], DEGREE)(away[inside])
    return float((counts[at + away[inside]] - curve).sum() / curve.mean()) if curve.mean() > 0 else float("nan")
