"""What each group holds, how it differs from the others, and what all of them share.

Source: Polis' tests as published in its code and in Small et al. 2021: shares with one vote added for and against,
a one-proportion and a two-proportion z test; Y. Benjamini and Y. Hochberg, Controlling the false discovery rate (1995).
Groups are made from the same votes that are then compared, which makes differences look surer than they are. Therefore
the comparison places each person without the very vote that is being counted (each vote is left out in turn).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from commonbeat.measures.many import false_discovery_rate
from commonbeat.measures.opinions.components import HELD, Components, centered
from commonbeat.measures.opinions.partition import Partition, nearest
from commonbeat.measures.opinions.votes import Votes

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
#: z above which Polis calls a share or a difference representative, one-sided 90 %
Z90 = 1.2816
#: share of false ones that is accepted among the differences told
FALSE_DISCOVERIES = 0.10
#: opinions told for each group
TOLD = 5
#: columns of a count: disagree, not sure, agree
ANSWERS = 3


@dataclass(frozen=True)
class Comparison:
    """Each group against everybody else in a group, on each opinion; all arrays are (groups, opinions).

    ``agree`` and ``disagree`` are the shares with one vote added for and against; ``agree_ratio`` and
    ``disagree_ratio`` how many times as common that answer is in the group; ``…_z`` the test of the difference,
    ``…_holds`` the test against one half, and ``…_q`` the false-discovery rate at which the difference is told.
    """

    agree: Floats
    disagree: Floats
    agree_ratio: Floats
    disagree_ratio: Floats
    agree_z: Floats
    disagree_z: Floats
    agree_holds: Floats
    disagree_holds: Floats
    agree_q: Floats
    disagree_q: Floats


@dataclass(frozen=True)
class Representative:
    """An opinion (its column) that sets a group apart, with the answer the group gives and Polis' measure of it."""

    opinion: int
    agrees: bool
    measure: float
    false_discovery_rate: float


def count_answers(votes: Votes, labels: NDArray[np.int64], groups: int) -> Counts:
    """Answers (groups + 1, opinions, 3: disagree, not sure, agree); people labeled −1 are in the last row."""
    size = votes.table.shape[1]
    found = np.zeros((groups + 1) * size * ANSWERS, np.int64)
    group = np.where(labels < 0, groups, labels)
    for rows, entries in votes.blocks():
        each = np.repeat(group[rows], np.diff(votes.table.indptr[rows.start : rows.stop + 1]))
        cell = (each * size + votes.table.indices[entries]) * ANSWERS + votes.table.data[entries] + 1
        found += np.bincount(cell, minlength=len(found))
    return found.reshape(groups + 1, size, ANSWERS)


def count_answers_left_out(
    votes: Votes, labels: NDArray[np.int64], components: Components, division: Partition
) -> Counts:
    """The same, with each vote counted in the group that its giver would be in without that vote."""
    groups, size = len(division.centers), votes.table.shape[1]
    found = np.zeros((groups + 1) * size * ANSWERS, np.int64)
    values = centered(votes, components.means)
    sums = np.asarray(values @ components.axes.T.astype(values.dtype), np.float64)
    for rows, entries in votes.blocks():
        many = np.diff(votes.table.indptr[rows.start : rows.stop + 1])
        which = np.repeat(np.arange(rows.start, rows.stop), many)
        column = votes.table.indices[entries]
        rest = sums[which] - values.data[entries, None] * components.axes.T[column]
        rest *= np.sqrt(size / np.maximum(np.repeat(many, many) - 1 + HELD * size, 1))[:, None]
        group = np.where(labels[which] < 0, groups, nearest(rest, division.centers))
        cell = (group * size + column) * ANSWERS + votes.table.data[entries] + 1
        found += np.bincount(cell, minlength=len(found))
    return found.reshape(groups + 1, size, ANSWERS)


def smoothed_share(part: NDArray[Any], whole: NDArray[Any]) -> Floats:
    """A share with one vote added for and one against it, so that few votes say little."""
    return np.asarray((part + 1) / (whole + 2))


def one_proportion_z(part: NDArray[Any], whole: NDArray[Any]) -> Floats:
    """How surely more than half: 2 √(n + 1) ((part + 1) / (n + 1) − ½)."""
    return np.asarray(2 * np.sqrt(whole + 1) * ((part + 1) / (whole + 1) - 0.5))


def two_proportion_z(part: NDArray[Any], whole: NDArray[Any], other: NDArray[Any], others: NDArray[Any]) -> Floats:
    """How surely a share is larger than another one, pooled, each count with one added; 0 where all say the same."""
    part, whole, other, others = part + 1, whole + 1, other + 1, others + 1
    pooled = (part + other) / (whole + others)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / whole + 1 / others))
    return np.asarray(np.where(error > 0, (part / whole - other / others) / np.where(error > 0, error, 1), 0.0))


def compare(counts: Counts, left_out: Counts) -> Comparison:
    """Each group against the rest. ``counts`` and ``left_out`` are (groups, opinions, 3) without those in no group."""
    voted, every = counts.sum(axis=2), counts.sum(axis=(0, 2))
    disagree, agree = counts[:, :, 0], counts[:, :, 2]
    no, yes = smoothed_share(disagree, voted), smoothed_share(agree, voted)
    rest = every - voted
    fair, fair_rest = left_out.sum(axis=2), left_out.sum(axis=(0, 2)) - left_out.sum(axis=2)
    z = [
        two_proportion_z(left_out[:, :, a], fair, left_out[:, :, a].sum(axis=0) - left_out[:, :, a], fair_rest)
        for a in (2, 0)
    ]
    q = false_discovery_rate(1 - ndtr(np.stack(z)))
    return Comparison(
        yes,
        no,
        yes / smoothed_share(agree.sum(axis=0) - agree, rest),
        no / smoothed_share(disagree.sum(axis=0) - disagree, rest),
        z[0],
        z[1],
        one_proportion_z(agree, voted),
        one_proportion_z(disagree, voted),
        q[0],
        q[1],
    )


def representative_opinions(found: Comparison, told: int = TOLD) -> list[list[Representative]]:
    """For each group the opinions that set it apart, agreement before disagreement, the most telling first.

    Polis' two tests at 90 % and, beyond Polis, a false-discovery rate of 10 % over all groups and opinions. A group
    that nothing sets apart has none (Polis would name its best all the same).
    """
    agrees = _telling(found.agree_z, found.agree_holds, found.agree_q)
    disagrees = _telling(found.disagree_z, found.disagree_holds, found.disagree_q)
    measures = (
        found.disagree_ratio * found.disagree_z * found.disagree * found.disagree_holds,
        found.agree_ratio * found.agree_z * found.agree * found.agree_holds,
    )
    lists = []
    for group in range(len(found.agree)):
        rows = [
            Representative(int(column), bool(yes), float(measures[yes][group, column]), float(rate[group, column]))
            for yes, which, rate in ((1, agrees, found.agree_q), (0, disagrees & ~agrees, found.disagree_q))
            for column in np.flatnonzero(which[group])
        ]
        rows = sorted(rows, key=lambda row: (-row.measure, row.opinion))[:told]
        lists.append(sorted(rows, key=lambda row: not row.agrees))
    return lists


def _telling(z: Floats, holds: Floats, q: Floats) -> NDArray[np.bool_]:
    return np.asarray((z > Z90) & (holds > Z90) & (q <= FALSE_DISCOVERIES))


def group_aware_consensus(counts: Counts) -> tuple[Floats, Floats]:
    """How much all groups agree, and how much all disagree: the product of their smoothed shares, each (opinions,)."""
    voted = counts.sum(axis=2)
    agree, disagree = smoothed_share(counts[:, :, 2], voted), smoothed_share(counts[:, :, 0], voted)
    return agree.prod(axis=0), disagree.prod(axis=0)


def shared_opinions(counts: Counts, told: int = TOLD) -> list[tuple[int, bool]]:
    """Opinions on which surely more than half of every group gives the same answer: column and whether they agree.

    Surely: the lower bound of each group's 95 % interval (Wilson's) is above one half. The most shared first.
    """
    agree, disagree = group_aware_consensus(counts)
    voted = counts.sum(axis=2)
    rows = []
    for answer, measure in ((2, agree), (0, disagree)):
        sure = (wilson_low(counts[:, :, answer], voted) > 0.5).all(axis=0)
        rows += [(float(measure[column]), int(column), answer == 2) for column in np.flatnonzero(sure)]
    return [(column, agrees) for _measure, column, agrees in sorted(rows, key=lambda row: (-row[0], row[1]))[:told]]


def wilson_low(part: NDArray[Any], whole: NDArray[Any], z: float = 1.959963984540054) -> Floats:
    """The lower bounds of Wilson's 95 % intervals; 0 where nobody voted."""
    size = np.maximum(whole, 1)
    share, square = part / size, z * z
    half = z * np.sqrt(share * (1 - share) / size + square / (4 * size * size))
    low = (share + square / (2 * size) - half) / (1 + square / size)
    return np.asarray(np.where(whole > 0, np.maximum(low, 0), 0.0))
