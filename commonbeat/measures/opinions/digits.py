"""Columns of whole numbers out of the bytes of a CSV file, many lines at once: fifty million votes in seconds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

COMMA, LINE, MINUS, ZERO, QUOTE, RETURN = b',\n-0"\r'
#: digits of a number, more would not fit; and of half of it
MOST, HALF = 18, 9


class Irregular(Exception):
    """Bytes that are not lines of equally many cells, or a cell that is no whole number: to be read line by line."""


def columns_of(data: bytes, width: int, places: list[int]) -> list[NDArray[Any]]:
    """The cells at these places of lines of ``width`` cells, as one array (lines,) for each place; raises Irregular.

    The bytes end with an end of line. Quotes are irregular; other cells may hold any text without a comma.
    """
    if b'"' in data:
        raise Irregular
    text = np.frombuffer(data.replace(b"\r\n", b"\n") if b"\r" in data else data, np.uint8)
    starts, ends = cells(text, width)
    return [numbers(text, starts[:, place], ends[:, place]) for place in places]


def cells(text: NDArray[np.uint8], width: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where each cell starts and ends, both (lines, width)."""
    ends = np.flatnonzero((text == COMMA) | (text == LINE)).astype(np.int32)
    if len(ends) % width:
        raise Irregular
    last = text[ends].reshape(-1, width) == LINE
    if not last[:, -1].all() or last[:, :-1].any():
        raise Irregular
    starts = np.empty_like(ends)
    starts[0], starts[1:] = 0, ends[:-1] + 1
    return starts.reshape(-1, width), ends.reshape(-1, width)


def numbers(text: NDArray[np.uint8], starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[Any]:
    """The whole numbers between these places, (lines,); int32 where they have few digits."""
    negative = text[starts] == MINUS
    length = ends - starts - negative
    most = int(length.max())
    if length.min() < 1 or most > MOST:
        raise Irregular
    found = _digits(text, ends, length, 0, min(most, HALF))
    if most > HALF:
        found = found + _digits(text, ends, length, HALF, most) * np.int64(10**HALF)
    return np.where(negative, -found, found) if negative.any() else found


def _digits(
    text: NDArray[np.uint8], ends: NDArray[np.int32], length: NDArray[np.int32], first: int, last: int
) -> NDArray[Any]:
    """The number that the digits from ``first`` to ``last`` from the right make, so few that they fit in 32 bits."""
    found: NDArray[Any] = np.zeros(len(ends), np.int32)
    same = int(length.min()) == int(length.max())
    for place in range(first, last):
        digit = text[ends - (1 + place)] - ZERO if same else _digit(text, ends - (1 + place), length > place)
        if digit.max() > 9:
            raise Irregular
        found += digit * np.int32(10 ** (place - first))
    return found


def _digit(text: NDArray[np.uint8], where: NDArray[np.int32], there: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The digit at each place; 0 where a shorter number has none."""
    return np.asarray(np.where(there, text[np.where(there, where, 0)] - ZERO, 0), np.uint8)
