"""Two wrote on at one text: their changes joined where they touch different lines. Pure text, no database."""

from __future__ import annotations

from difflib import SequenceMatcher

#: what was done to which lines: from, to, and what stands there now
Change = tuple[int, int, list[str]]


def merged(was: str, mine: str, theirs: str) -> str | None:
    """Both changes of ``was`` in one text, mine after theirs where both only add at one place; None where they clash.

    Works on lines. A clash is a line that both changed or took away in different ways.
    """
    if mine == theirs or theirs == was:
        return mine
    if mine == was:
        return theirs
    old = _lines(was)
    ours, others = _changes(old, _lines(mine)), _changes(old, _lines(theirs))
    if any(_clash(one, other) for one in ours for other in others):
        return None
    lines, done = [], 0
    for start, end, new, _whose in sorted([*((*one, 1) for one in ours), *((*one, 0) for one in others)], key=_place):
        lines += [*old[done:start], *new]
        done = max(done, end)
    return "\n".join([*lines, *old[done:]])


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _place(change: tuple[int, int, list[str], int]) -> tuple[int, int, int]:
    start, end, _new, whose = change
    return start, end, whose


def _changes(old: list[str], new: list[str]) -> list[Change]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start, end, new[begin:stop]) for kind, start, end, begin, stop in steps if kind != "equal"]


def _clash(one: Change, other: Change) -> bool:
    """Whether two changes touch the same line; two that only add at one place do not."""
    (start, end, _new), (begin, stop, _other) = one, other
    return start < stop and begin < end
