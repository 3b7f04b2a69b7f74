"""Votes on opinions as one sparse table: who voted what, the last vote counting where somebody voted twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

AGREE, UNSURE, DISAGREE = 1, 0, -1
#: entries of a table that are worked on at once, so that a state's votes fit in memory
BLOCK = 4_000_000


@dataclass(frozen=True)
class Votes:
    """The votes of ``people`` (rows) on ``opinions`` (columns).

    ``table`` is a sparse int8 array in row order; a stored 0 is "not sure", nothing stored means that there was no
    vote. ``people`` and ``opinions`` are the ids of its rows and columns, rising. ``replaced`` counts the earlier votes
    of a person on the same opinion, which do not count.
    """

    table: Any
    people: NDArray[np.int64]
    opinions: NDArray[np.int64]
    replaced: int = 0

    @property
    def given(self) -> NDArray[np.int64]:
        """How many opinions each person voted on, one number for each row."""
        return np.diff(self.table.indptr).astype(np.int64)

    def of(self, rows: NDArray[np.int64]) -> Votes:
        """The votes of some people only, given as row numbers; every opinion stays."""
        return Votes(self.table[rows], self.people[rows], self.opinions)

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """Runs of rows with the run of their entries, each of about BLOCK entries."""
        ends = self.table.indptr
        first = 0
        while first < self.table.shape[0]:
            last = int(np.searchsorted(ends, int(ends[first]) + BLOCK, side="right")) - 1
            last = min(max(last, first + 1), self.table.shape[0])
            yield slice(first, last), slice(int(ends[first]), int(ends[last]))
            first = last


def tally(people: ArrayLike, statements: ArrayLike, votes: ArrayLike) -> Votes:
    """The table of three equal-length integer arrays: who, on which opinion, −1 disagree, 0 not sure, 1 agree.

    Of several votes of one person on one opinion the last in order counts. Two counting sorts, whatever the order.
    Raises ValueError where the arrays differ in length, are not of integers, or hold another vote.
    """
    who, what, how = (
        _integers(array, name) for array, name in ((people, "people"), (statements, "statements"), (votes, "votes"))
    )
    if not len(who) == len(what) == len(how):
        raise ValueError(f"{len(who)} people, {len(what)} statements and {len(how)} votes do not belong together")
    if len(how) and not (how.min() >= -1 and how.max() <= 1):
        raise ValueError("a vote is −1 (disagree), 0 (not sure) or 1 (agree)")
    rows, row_ids = numbered(who)
    columns, column_ids = numbered(what)
    shape = (len(row_ids), len(column_ids))
    entries = sparse.coo_array((how.astype(np.int8), (rows, columns)), shape=shape)
    del rows, columns
    entries.has_canonical_format = True  # keeps SciPy from adding up votes given twice: the last one counts
    table, replaced = last_only(entries.tocsc().tocsr())
    return Votes(table, row_ids, column_ids, replaced)


def _integers(array: ArrayLike, name: str) -> NDArray[Any]:
    found = np.asarray(array)
    if found.ndim != 1 or (found.size and found.dtype.kind not in "iu"):
        raise ValueError(f"{name} must be one row of integers")
    return found if found.size else found.astype(np.int64)


def numbered(ids: NDArray[Any]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Ids replaced by their places among the different ones, and these, rising: (votes,) and (different,).

    Where ids lie close together by a list of what occurs, otherwise by sorting.
    """
    if not ids.size:
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    low, high = int(ids.min()), int(ids.max())
    if high - low > 4 * ids.size + 1_000_000:
        different, places = np.unique(ids, return_inverse=True)
        return places.astype(np.int32), different.astype(np.int64)
    occurs = np.zeros(high - low + 1, bool)
    shifted = ids if low == 0 else ids - low
    occurs[shifted] = True
    places = (np.cumsum(occurs) - 1).astype(np.int32)
    return places[shifted], np.flatnonzero(occurs) + low


def last_only(table: Any) -> tuple[Any, int]:
    """A table in row and column order with the last entry of each cell only, and how many earlier ones were there."""
    again = np.zeros(table.nnz, bool)
    again[:-1] = table.indices[:-1] == table.indices[1:]
    borders = table.indptr[1:-1]
    again[borders[(borders > 0)] - 1] = False
    replaced = int(again.sum())
    if replaced:
        kept = ~again
        ends = np.concatenate([[0], np.cumsum(kept)])[table.indptr].astype(table.indptr.dtype)
        table = sparse.csr_array((table.data[kept], table.indices[kept], ends), shape=table.shape)
    table.has_sorted_indices = table.has_canonical_format = True
    return table, replaced
