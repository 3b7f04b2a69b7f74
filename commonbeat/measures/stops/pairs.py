"""Each group beside the one it is compared with: for the same offense, in the same district and part of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.leave_one_out import FEWEST, Estimate, estimates
from commonbeat.measures.result import is_small
from commonbeat.measures.rows import Cells
from commonbeat.measures.settings import Settings, Unsettled

Floats = NDArray[np.float64]
#: fewer comparable records of either group than this are not compared
ENOUGH = 20
#: the group with which others are compared where the settings name none, of each column
USUAL = ("white", "male")
#: columns that must agree for two records to be compared: what is unknown of both agrees too
ALIKE = ("version", "violation", "district", "part")
#: columns of a pair's sums: with the least harmful outcome, and all; of the group, then of the reference
GROUP_LEAST, GROUP, REFERENCE_LEAST, REFERENCE = range(4)


@dataclass(frozen=True)
class Pair:
    """One group and the reference in the strata in which both occur.

    ``cluster`` and ``stratum`` (entries,) count from 0; ``counts`` (entries, 4); ``raw`` is the plain difference over
    all records of the two; ``seen`` how many of the group and of the reference there are in all; ``few``: a difference
    would tell of one to four people who got the least harmful outcome, or of as few who did not.
    """

    group: str
    reference: str
    cluster: NDArray[np.int64]
    stratum: NDArray[np.int64]
    counts: Floats
    raw: float
    seen: tuple[int, int]
    few: bool

    @property
    def compared(self) -> tuple[int, int]:
        """How many records of the group and of the reference are compared."""
        _least, group, _other, reference = self.counts.sum(axis=0) if len(self.counts) else (0, 0, 0, 0)
        return int(group), int(reference)

    @property
    def clusters(self) -> int:
        return len(np.unique(self.cluster))

    @property
    def is_enough(self) -> bool:
        return min(self.compared) >= ENOUGH and self.clusters >= FEWEST and not self.few

    @property
    def is_told(self) -> bool:
        """Whether the plain difference may be told, also where it cannot be adjusted."""
        return min(self.seen) >= ENOUGH and not self.few

    def estimate(self, statistic: Callable[[Floats], Any]) -> list[Estimate]:
        """What ``statistic`` makes of the strata, with its errors.

        Where everybody on each side ended alike, leaving out changes nothing; the rule of three then says how far off a
        share of none or all may be (J. A. Hanley and A. Lippman-Hand, JAMA 249, 1983).
        """
        found = estimates(self.cluster, self.stratum, self.counts, statistic)
        least, group, other, reference = self.counts.sum(axis=0)
        if least not in (0, group) or other not in (0, reference):
            return found
        doubt = 3 / 2 / min(group, reference)
        return [replace(one, error=max(one.error, float(doubt))) for one in found]


class Coded(NamedTuple):
    """Cells as arrays, (cells,): strata and clusters as whole numbers."""

    group: NDArray[np.str_]
    stratum: NDArray[np.int64]
    cluster: NDArray[np.int64]
    least: Floats
    n: Floats


def pairs(cells: Cells, settings: Settings) -> list[Pair]:
    """Every group beside the reference, the largest first.

    ``cells`` have the columns ALIKE, the compared one, ``cluster``, ``least`` and ``n``.
    """
    cells = list(cells)
    sizes: Counter[str] = Counter()
    for cell in cells:
        sizes[str(cell[settings.compare])] += cell["n"]
    if not sizes:
        return []
    reference = reference_of(sizes, settings)
    coded = code(cells, settings.compare)
    others = sorted((group for group in sizes if group != reference), key=lambda group: (-sizes[group], group))
    return [pair_of(coded, group, reference) for group in others]


def reference_of(sizes: Mapping[str, int], settings: Settings) -> str:
    """The group with which others are compared: the one that is named, else the usual one, so that the question stays
    the same when records come or go; the largest only where there are too few of that. ``sizes`` is never empty."""
    usual = next((group for group in USUAL if sizes.get(group, 0) >= ENOUGH), None)
    reference = settings.reference or usual or max(sizes, key=lambda group: (sizes[group], group))
    if reference not in sizes:
        raise Unsettled(f"nobody in the records is of the group to compare with: {reference!r}")
    return reference


def code(cells: Sequence[Any], column: str) -> Coded:
    """The cells as arrays; ``column`` tells the groups."""
    n = np.array([cell["n"] for cell in cells], float)
    return Coded(
        np.array([str(cell[column]) for cell in cells]),
        np.unique(["\x1f".join(str(cell[name]) for name in ALIKE) for cell in cells], return_inverse=True)[1],
        np.unique([str(cell["cluster"]) for cell in cells], return_inverse=True)[1],
        n * np.array([cell["least"] for cell in cells], float),
        n,
    )


def pair_of(coded: Coded, group: str, reference: str) -> Pair:
    """One group beside the reference; strata in which only one of them occurs are left out."""
    mine, theirs = (coded.group == one for one in (group, reference))
    counts = np.column_stack([mine * coded.least, mine * coded.n, theirs * coded.least, theirs * coded.n])
    whole = np.zeros((int(coded.stratum.max()) + 1, 4))
    np.add.at(whole, coded.stratum, counts)
    shared = (whole[:, GROUP] > 0) & (whole[:, REFERENCE] > 0)
    both = (mine | theirs) & shared[coded.stratum]
    stratum, cluster = (np.unique(one[both], return_inverse=True)[1] for one in (coded.stratum, coded.cluster))
    least, all_of, other, all_others = counts.sum(axis=0)
    raw = float(least / all_of - other / all_others)
    few = any(is_small(int(count)) for count in (least, all_of - least, other, all_others - other))
    return Pair(group, reference, cluster, stratum, counts[both], raw, (int(all_of), int(all_others)), few)
