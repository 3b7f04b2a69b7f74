"""Counts as rows that may be shown: the largest first, small numbers and what gives them away withheld (as None)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from commonbeat.measures import intervals
from commonbeat.measures.many import pooled_shares
from commonbeat.measures.result import ALL, OTHERS
from commonbeat.measures.suppression import hidden, with_totals

#: rows that a table shows one by one; what is rarer is added up
MOST = 20
#: fewer labels than this have no mean worth being drawn to
POOLED = 5
Cells = Iterable[Mapping[str, Any]]


def sums(cells: Cells, rows: str, columns: Sequence[Any], of: str) -> dict[str, list[int]]:
    """How many, by what stands in ``rows`` and, in the order of ``columns``, by what stands in ``of``."""
    found: dict[str, list[int]] = {}
    place = {name: at for at, name in enumerate(columns)}
    for cell in cells:
        found.setdefault(cell[rows], [0] * len(columns))[place[cell[of]]] += cell["n"]
    return found


def total(cells: Cells) -> int:
    """How many records stand in these cells."""
    return sum(cell["n"] for cell in cells)


def count_rows(name: str, columns: Sequence[str], counts: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """One row for each label with its counts and their sum, and last a row of all; None is withheld."""
    labels, table = _largest(counts)
    if not labels:
        return []
    full, mask = with_totals(table), hidden(table)
    return [
        {name: label}
        | {column: None if mask[at, place] else int(full[at, place]) for place, column in enumerate([*columns, ALL])}
        for at, label in enumerate([*labels, ALL])
    ]


def share_rows(name: str, part: str, counts: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """The same of (part, rest), as ``part`` of all with the share and its 95 % interval; None is withheld.

    ``pooled`` is the share drawn toward the mean of all, for the label's own number is small and jumps about.
    """
    rows = count_rows(name, [part, "rest"], counts)
    for row in rows:
        rest = row.pop("rest")
        told = None not in (row[part], rest, row[ALL]) and row[ALL] > 0
        low, high = intervals.share(row[part], row[ALL]) if told else (None, None)
        row |= {"share": row[part] / row[ALL] if told else None, "low": low, "high": high, "pooled": None}
    able = [row for row in rows[:-1] if row["share"] is not None and row[name] != OTHERS]
    if len(able) >= POOLED:
        pooled = pooled_shares([row[part] for row in able], [row[ALL] for row in able])
        for row, share in zip(able, pooled.tolist(), strict=True):
            row["pooled"] = share
    return rows


def _largest(counts: Mapping[str, Sequence[int]]) -> tuple[list[str], Any]:
    """Labels and counts, the largest first, those beyond MOST added up; what nobody is in is left out."""
    order = sorted((label for label in counts if sum(counts[label])), key=lambda label: (-sum(counts[label]), label))
    table = np.array([counts[label] for label in order], np.int64)
    if len(order) <= MOST:
        return order, table
    return [*order[: MOST - 1], OTHERS], np.vstack([table[: MOST - 1], table[MOST - 1 :].sum(axis=0)])
