"""Split a text into numbered passages, and edit such a list: split, merge, move, remove."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(r"^(\s*)(\([A-Za-z0-9]{1,4}(?:-\d+)?\)|\d+(?:\.\d+)*\.?|[-*•])\s+(.*)$")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+(.*)|(§\s*\S+.*|(?:Section|Article|Chapter)\s+\w+.*))$")


@dataclass(frozen=True)
class Passage:
    """One numbered piece: its label as in "(d-1)(2)", its depth from 1, its words; headings have no label."""

    label: str
    depth: int
    words: str
    heading: bool = False


def split(text: str) -> list[Passage]:
    """The passages of a text, by its own numbering where it has one, else by its paragraphs."""
    pieces: list[Passage] = []
    path: list[tuple[int, str]] = []
    fresh = True
    for line in text.splitlines():
        if not line.strip():
            fresh = True
            continue
        heading, mark = _HEADING.match(line), _MARK.match(line)
        if heading:
            path = []
            pieces.append(Passage("", 1, (heading.group(1) or heading.group(2)).strip(), heading=True))
        elif mark:
            path = [step for step in path if step[0] < len(mark.group(1))] + [(len(mark.group(1)), mark.group(2))]
            pieces.append(Passage(_label(path), len(path), mark.group(3).strip()))
        elif fresh or not pieces or pieces[-1].heading:
            path = []
            pieces.append(Passage("", 1, line.strip()))
        else:
            pieces[-1] = replace(pieces[-1], words=f"{pieces[-1].words} {line.strip()}")
        fresh = False
    return relabel(pieces)


def _label(path: Sequence[tuple[int, str]]) -> str:
    return "".join(mark.rstrip(".") if mark[0] not in "-*•" else "•" for _, mark in path)


def relabel(pieces: Sequence[Passage]) -> list[Passage]:
    """Number the passages that have no number of their own, where none has one."""
    if any(piece.label for piece in pieces):
        return list(pieces)
    numbered, count = [], 0
    for piece in pieces:
        count += not piece.heading
        numbered.append(piece if piece.heading else replace(piece, label=str(count)))
    return numbered
