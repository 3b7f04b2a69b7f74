"""Split a text into numbered passages, and edit such a list: split, merge, move, remove."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

_MARK = re.compile(r"^(\s*)(\([A-Za-z0-9]{1,5}(?:-\d+)?\)|\d+(?:\.\d+)*\.?|[-*•])(?:\s+(.*))?$")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+(.*)|(§\s*\S+.*|(?:Section|Article|Chapter)\s+\w+.*))$")
_ROMAN = re.compile(r"^\((?:x{0,3})(?:ix|iv|v?i{0,3})\)$")


@dataclass(frozen=True)
class Passage:
    """One numbered piece: its label as in "(d-1)(2)", its depth from 1, its words; headings have no label."""

    label: str
    depth: int
    words: str
    heading: bool = False


class _Step(NamedTuple):
    """One step of a passage's path: how deep, its mark, and what kind of mark it is."""

    level: int
    mark: str
    kind: str


def split(text: str) -> list[Passage]:
    """The passages of a text, by its own numbering where it has one, else by its paragraphs."""
    pieces: list[Passage] = []
    path: list[_Step] = []
    lines = text.splitlines()
    indented = any(line[:1].isspace() and _MARK.match(line) for line in lines)
    fresh = True
    for line in lines:
        heading, mark = _HEADING.match(line), _MARK.match(line)
        if heading:
            path = []
            pieces.append(Passage("", 1, (heading[1] or heading[2]).strip(), heading=True))
        elif mark and _is_mark(mark[2]):
            step = _step(mark[2], path)
            step = step._replace(level=len(mark[1])) if indented else step
            path = [earlier for earlier in path if earlier.level < step.level] + [step]
            if mark[3]:
                pieces.append(Passage(_label(path), len(path), mark[3].strip()))
        elif line.strip() and (fresh or not pieces or pieces[-1].heading):
            path = []
            pieces.append(Passage("", 1, line.strip()))
        elif line.strip():
            pieces[-1] = replace(pieces[-1], words=f"{pieces[-1].words} {line.strip()}")
        fresh = not line.strip()
    return relabel(pieces)


def _is_mark(mark: str) -> bool:
    """A number without a point or bracket begins a sentence, not a passage."""
    return not mark.isdigit()


def _step(mark: str, path: Sequence[_Step]) -> _Step:
    """Where a mark stands by its kind: beside the last of its kind, else one deeper.

    "(i)" is the letter after "(h)" and a Roman one elsewhere below another mark.
    """
    for earlier in reversed(path):
        if earlier.kind == "letter" and mark == f"({chr(ord(earlier.mark[1]) + 1)})":
            return _Step(earlier.level, mark, "letter")
    kind = "roman" if _ROMAN.match(mark) and path else _kind(mark)
    same = [earlier.level for earlier in path if earlier.kind == kind]
    return _Step(same[-1] if same else (path[-1].level + 1 if path else 0), mark, kind)


def _kind(mark: str) -> str:
    inner = mark.strip("().")
    if mark in "-*•":
        return "bullet"
    if inner[:1].isdigit():
        return f"number {mark[0] == '('} {inner.count('.')}"
    return "capital" if inner.isupper() else "letter"


def _label(path: Sequence[_Step]) -> str:
    """The full path, so that a label alone finds its passage; decimal numbers carry their path themselves."""
    own = path[-1].mark
    if own[0].isdigit() and "." in own.rstrip("."):
        return own.rstrip(".")
    return "".join("•" if step.kind == "bullet" else step.mark.rstrip(".") for step in path)


def relabel(pieces: Sequence[Passage]) -> list[Passage]:
    """Number the passages that have no number of their own, where none has one."""
    if any(piece.label for piece in pieces):
        return list(pieces)
    numbered, count = [], 0
    for piece in pieces:
        count += not piece.heading
        numbered.append(piece if piece.heading else replace(piece, label=str(count)))
    return numbered


def split_at(pieces: Sequence[Passage], index: int, offset: int) -> list[Passage]:
    """Split one passage in two after so many characters; the second part gets a label of its own to be given."""
    piece = pieces[index]
    first, second = piece.words[:offset].strip(), piece.words[offset:].strip()
    if not first or not second:
        return list(pieces)
    return [
        *pieces[:index],
        replace(piece, words=first),
        Passage("", piece.depth, second),
        *pieces[index + 1 :],
    ]


def merge(pieces: Sequence[Passage], index: int) -> list[Passage]:
    """Put a passage and the next into one."""
    if index + 1 >= len(pieces):
        return list(pieces)
    one, other = pieces[index], pieces[index + 1]
    inner = f"{other.label} {other.words}".strip() if other.label and other.label != one.label else other.words
    return [*pieces[:index], replace(one, words=f"{one.words} {inner}"), *pieces[index + 2 :]]


def move(pieces: Sequence[Passage], index: int, way: str) -> list[Passage]:
    """Move a passage "up" or "down" by one place."""
    to = index - 1 if way == "up" else index + 1
    moved = list(pieces)
    if 0 <= to < len(moved):
        moved[index], moved[to] = moved[to], moved[index]
    return moved


def remove(pieces: Sequence[Passage], index: int) -> list[Passage]:
    """Leave a passage out."""
    return [*pieces[:index], *pieces[index + 1 :]]


def sentences(words: str) -> list[int]:
    """The places in a passage at which a new sentence or clause begins, where it can be split."""
    return [found.end() for found in re.finditer(r"(?<=[.;:!?])\s+(?=[\w(“\"'])", words)]
