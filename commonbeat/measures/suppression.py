"""Small cells of a table, and what would give them away, are withheld.

Needs: a table of counts of people: rows, columns, and their totals.
Reads as: "withheld", where a number would tell of one to four people, or would let a reader work out such a number.
Take care: a hidden cell can be computed from totals and neighbors. Here further cells are hidden until each small one
could still be any of at least five numbers, whatever a reader adds and subtracts within the table. Two tables made at
two moments, or from the same records by another column, can still be compared with each other.
Source: Federal Committee on Statistical Methodology, Statistical Policy Working Paper 22 (2005); M. Fischetti and J. J.
Salazar, Models and algorithms for the two-dimensional cell suppression problem, Mathematical Programming 84 (1999).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.result import LEAST

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


def hidden(cells: Any) -> Mask:
    """Which numbers of a table to hide, (rows + 1, columns + 1): the last row and column are the totals.

    ``cells`` (rows, columns) are counts of people in categories that exclude each other. The totals of the columns are
    settled first and alone, so that every table of the same records hides the same ones.
    """
    table = with_totals(np.asarray(cells, np.int64))
    foot = table[-1:].copy()
    settled = _protect(foot, _small(foot), fixed=np.zeros_like(foot, bool))
    mask = _small(table)
    mask[-1] = settled
    fixed = np.zeros_like(mask)
    fixed[-1] = True
    return _protect(table, mask, fixed)


def with_totals(cells: Counts) -> Counts:
    """The table with a last column and a last row of totals."""
    rows = np.column_stack([cells, cells.sum(axis=1)])
    return np.vstack([rows, rows.sum(axis=0)])


def _small(table: Counts) -> Mask:
    return np.asarray((table > 0) & (table < LEAST))


def _protect(table: Counts, mask: Mask, fixed: Mask) -> Mask:
    """Hide more until each small number could be at least LEAST different ones; ``fixed`` cells stay as they are."""
    mask = mask.copy()
    while (given_away := _given_away(table, mask)) is not None:
        more = _cycle(table, given_away, mask, fixed) if len(table) > 1 else []
        if not more:
            left = [(int(r), int(c)) for r, c in np.argwhere(~mask & ~fixed)]
            more = sorted(left, key=lambda cell: (table[cell] == 0, table[cell], cell))[:1]
        if not more:
            return mask  # all that may be hidden is: the totals alone tell what they tell
        for cell in more:
            mask[cell] = True
    return mask


def _cycle(table: Counts, cell: tuple[int, int], mask: Mask, fixed: Mask) -> list[tuple[int, int]]:
    """The cells to hide with one so that it could as well be larger: three more corners of a rectangle, and of all
    rectangles the one that costs the fewest numbers, then the smallest ones. Empty where there is none."""
    row, column = cell
    best: tuple[tuple[int, int], list[tuple[int, int]]] | None = None
    for r in range(len(table)):
        for c in range(table.shape[1]):
            corners = [(row, c), (r, column), (r, c)]
            more = [one for one in corners if not mask[one]]
            can_give = table[r, column] >= LEAST - 1 and (table[row, c] >= LEAST - 1 or c == table.shape[1] - 1)
            if r == row or c == column or not more or not can_give or any(fixed[one] for one in more):
                continue
            cost = len(more), int(sum(table[one] for one in more))
            best = min(best or (cost, more), (cost, more))
    return best[1] if best else []


def _given_away(table: Counts, mask: Mask) -> tuple[int, int] | None:
    """A small hidden number that a reader could pin down to fewer than LEAST values; None where there is none."""
    for row, column in np.argwhere(mask & _small(table)):
        low, high = feasible(table, mask, (int(row), int(column)))
        if high - low < LEAST - 1:
            return int(row), int(column)
    return None


def feasible(table: Counts, mask: Mask, cell: tuple[int, int]) -> tuple[float, float]:
    """The least and the largest number that a hidden cell can be, for a reader who has all that is shown."""
    from scipy.optimize import linprog

    unknown = np.argwhere(mask)
    place = {(int(r), int(c)): at for at, (r, c) in enumerate(unknown)}
    equal, right = [], []
    for line in _lines(table.shape):
        row = np.zeros(len(unknown))
        known = 0
        for one, sign in line:
            if one in place:
                row[place[one]] = sign
            else:
                known += sign * int(table[one])
        if row.any():
            equal.append(row)
            right.append(-known)
    goal = np.zeros(len(unknown))
    goal[place[cell]] = 1
    bounds = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=np.array(equal) if equal else None, b_eq=right or None)
        bounds.append(sign * found.fun if found.status == 0 else np.inf)
    return round(bounds[0], 6), round(bounds[1], 6)


def _lines(shape: tuple[int, int]) -> list[list[tuple[tuple[int, int], int]]]:
    """What a reader knows of the table: in each row and each column the cells add up to their total."""
    rows, columns = shape
    across = [[((r, c), 1 if c < columns - 1 else -1) for c in range(columns)] for r in range(rows)]
    down = [[((r, c), 1 if r < rows - 1 else -1) for r in range(rows)] for c in range(columns)]
    return across + (down if rows > 1 else [])


def completed(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """The table with what follows, line after line, from what is told; nan is a number that still is withheld.

    ``table`` (rows + 1, columns + 1): the last row and column are the totals. One row alone has no row of totals.
    """
    table, before = table.copy(), -1
    while before != (before := int(np.isnan(table).sum())):
        for withheld, rest in _open_lines(table):
            if len(withheld) == 1:
                [(cell, sign)] = withheld
                table[cell] = sign * rest
    return table


def gives_away(table: NDArray[np.float64], *, signed: bool = False) -> set[int]:
    """Rows of a table where a reader learns of one to four, in one number or in what a line withholds together.

    ``signed``: of differences, which may be negative, together four are too few; of people, some could be nobody.
    """
    table = completed(table)
    known = np.abs(table) if signed else table
    few = {int(row) for row in np.argwhere((known > 0) & (known < LEAST))[:, 0]}
    for withheld, rest in _open_lines(table):
        if all(sign == 1 for _cell, sign in withheld) and 0 < (abs(rest) if signed else rest) < LEAST - 1 + signed:
            few.add(withheld[0][0][0])
    return few


def _open_lines(table: NDArray[np.float64]) -> Iterator[tuple[list[tuple[tuple[int, int], int]], float]]:
    """The lines that withhold something: which cells with which sign, and what they are together."""
    for line in _lines((table.shape[0], table.shape[1])):
        withheld = [(cell, sign) for cell, sign in line if np.isnan(table[cell])]
        if withheld:
            yield withheld, -sum(sign * float(table[cell]) for cell, sign in line if not np.isnan(table[cell]))
