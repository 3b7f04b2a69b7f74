"""What may be shown of answers: no count of one to four people, and none that a difference would give away.

Source: Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22 (2005): threshold rule and
complementary suppression.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.result import LEAST

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Released:
    """What may be shown of answers on each opinion; a hidden number is −1.

    ``voted`` (opinions,) and ``answers`` (opinions, 3: disagree, not sure, agree) of everybody; ``group_voted``
    (groups, opinions) and ``group_answers`` (groups, opinions, 3) of each group. ``leading`` and ``group_leading`` are
    the answer that surely more than half gave (−1, 0, 1), 2 where there is none or it is hidden; they are told where
    five people or more voted, also where the exact counts are hidden.
    """

    voted: Counts
    answers: Counts
    group_voted: Counts
    group_answers: Counts
    leading: Counts
    group_leading: Counts


def safe(counts: Counts) -> NDArray[np.bool_]:
    """Which counts are of nobody or of five people or more."""
    return np.asarray((counts == 0) | (counts >= LEAST))


def release(counts: Counts, in_no_group: int) -> Released:
    """What may be shown of ``counts`` (groups + 1, opinions, 3), the last row of the people ``in_no_group``.

    Totals come first; groups follow in order as long as what remains of the total is safe as well. Where not all three
    answers are safe, none of them is told. Where one to four people are in no group, the last group's counts are
    withheld on every opinion alike: were they withheld only where one of these few voted, the gaps would tell on what.
    """
    voted = counts.sum(axis=2)
    total, groups = counts.sum(axis=0), len(counts) - 1
    counted = groups - 1 if released_size(in_no_group) is None else groups
    all_voted = voted.sum(axis=0)
    shown = all_voted >= LEAST
    answered = shown & safe(total).all(axis=1)
    group_voted, group_answers = np.full_like(voted[:groups], -1), np.full_like(counts[:groups], -1)
    rest_voted, rest = all_voted.copy(), total.copy()
    for group in range(counted):
        told = shown & (voted[group] >= LEAST) & safe(rest_voted - voted[group])
        rest_voted = np.where(told, rest_voted - voted[group], rest_voted)
        group_voted[group] = np.where(told, voted[group], -1)
        left = rest - counts[group]
        fine = told & safe(counts[group]).all(axis=1) & (safe(left).all(axis=1) | ~answered)
        rest = np.where(fine[:, None], left, rest)
        group_answers[group] = np.where(fine[:, None], counts[group], -1)
    return Released(
        np.where(shown, all_voted, -1),
        np.where(answered[:, None], total, -1),
        group_voted,
        group_answers,
        _leading(total, shown),
        _leading(counts[:groups], voted[:groups] >= LEAST),
    )


def _leading(counts: Counts, told: NDArray[np.bool_]) -> Counts:
    """The answer of more than half, 2 where there is none or it may not be told."""
    most, voted = counts.argmax(axis=-1), counts.sum(axis=-1)
    return np.asarray(np.where(told & (2 * counts.max(axis=-1) > voted), most - 1, 2))


def released_size(size: int) -> int | None:
    """How many people; None for one to four."""
    return None if 0 < size < LEAST else size


def dots(where: NDArray[np.float64], most: int = 150) -> list[tuple[float, float, int]]:
    """Positions that each stand for five people or more, near each other: x, y and how many; none for fewer than five.

    Halves the people along their longer side again and again. At most about ``most`` dots.
    """
    if len(where) < LEAST:
        return []
    least = max(LEAST, -(-len(where) // most))
    heaps, found = [where], []
    while heaps:
        heap = heaps.pop()
        if len(heap) < 2 * least:
            middle = heap.mean(axis=0)
            found.append((float(middle[0]), float(middle[1]), len(heap)))
            continue
        axis = int(np.ptp(heap, axis=0).argmax())
        order = np.lexsort((heap[:, 1 - axis], heap[:, axis]))
        heaps += [heap[order[: len(heap) // 2]], heap[order[len(heap) // 2 :]]]
    return sorted(found)
