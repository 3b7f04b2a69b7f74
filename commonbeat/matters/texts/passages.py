"""Split a text into numbered passages, and edit such a list: split, merge, move, remove."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from commonbeat.matters.texts import numbering
from commonbeat.matters.texts.numbering import Step

#: deeper passages are shown, and can be edited, like those of this depth
DEEPEST = 4
#: lines after a mark in which the next of its series is looked for
LOOK_AHEAD = 200
_NUMBER = r"(?:\d[\w.-]*|[IVXLC]+|[A-Z])"
_NAMED = rf"(?:§+\s*\d[\w.:-]*|(?:Section|Article|Chapter|Part|Title)\s+{_NUMBER}(?=[\s.:—–-]|$))"
_HEADING = re.compile(rf"\s*(?:#{{1,6}}\s+(.*?)[\s#]*|({_NAMED}(?:[\s.:—–-]+[^a-z\s].{{0,150}})?[.:]?))$")
_OWN_NUMBER = re.compile(rf"{_NAMED}|\d+(?:\.\d+)*")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Passage:
    """One numbered piece: its label as in "(d-1)(2)", its depth from 1, its words; headings have no label.

    ``mark`` says which passage it is through all versions; a piece that has just come has none yet.
    """

    label: str
    depth: int
    words: str
    heading: bool = False
    mark: str = ""


def split(text: str) -> list[Passage]:
    """The passages of a text, by its own numbering where it has one, else by its paragraphs."""
    lines = [line for line in text.splitlines() if not _RULE.match(line)]
    marks = [numbering.mark_of(line) for line in lines]
    made = _Splitting()
    for at, line in enumerate(lines):
        heading, mark = _heading(line, made.before), marks[at]
        if heading:
            made.begin_heading(heading)
        elif mark and numbering.is_believable(mark, made.path, made.before):
            ahead = [later.text for later in marks[at + 1 : at + 1 + LOOK_AHEAD] if later]
            made.begin_marked(numbering.placed(mark, made.path, ahead), mark.words)
        elif line.strip():
            made.go_on(line.strip())
        made.before = line
    made.close_mark()
    return _distinct(relabel(made.pieces))


def _heading(line: str, before: str) -> str:
    """The words of a heading, "" where the line is none."""
    found = _HEADING.match(line)
    if not found or (found[2] and numbering.is_wrapped(before)):
        return ""
    return (found[1] or found[2] or "").strip()


class _Splitting:
    """A text half split: the passages so far, the path of the last mark, and the line before."""

    def __init__(self) -> None:
        self.pieces: list[Passage] = []
        self.path: list[Step] = []
        self.waiting = False  # the last mark has no words yet
        self.before = ""

    def begin_heading(self, words: str) -> None:
        self.close_mark()
        self.path = []
        self.pieces.append(Passage("", 1, words, heading=True))

    def begin_marked(self, path: list[Step], words: str) -> None:
        """A mark alone on its line, such as "(d-2)" before "(1)", is shown in the labels of those below it."""
        if path[: len(self.path)] != self.path:
            self.close_mark()
        self.path, self.waiting = path, not words
        if words:
            self._append(words)

    def go_on(self, words: str) -> None:
        """A line without a mark: the words of a mark that stood alone, a new paragraph, or more of the last one."""
        if self.waiting:
            self._append(words)
            self.waiting = False
        elif not self.before.strip() or not self.pieces or self.pieces[-1].heading:
            self.pieces.append(Passage("", 1, words))
        else:
            self.pieces[-1] = replace(self.pieces[-1], words=f"{self.pieces[-1].words} {words}")

    def close_mark(self) -> None:
        """A mark that got neither words nor anything below it is kept as words."""
        if self.waiting:
            self.pieces.append(Passage("", min(len(self.path), DEEPEST), self.path[-1].text))
        self.waiting = False

    def _append(self, words: str) -> None:
        self.pieces.append(Passage(numbering.label(self.path), min(len(self.path), DEEPEST), words))


def relabel(pieces: Sequence[Passage]) -> list[Passage]:
    """Number paragraphs by their place where no passage has a number of its own; bullets belong to the one above."""
    if any(piece.label and not piece.label.startswith("•") for piece in pieces):
        return list(pieces)
    numbered, count = [], 0
    for piece in pieces:
        count += not piece.heading and not piece.label
        own = piece.label if piece.label else str(count)
        above = str(count) if piece.label and count else ""
        numbered.append(piece if piece.heading else replace(piece, label=f"{above}{own}"))
    return numbered


def _distinct(pieces: Sequence[Passage]) -> list[Passage]:
    """Labels that each name one passage: where they begin anew under each heading, its number goes before them."""
    if not _repeated(pieces):
        return list(pieces)
    under, count, named = "", 0, []
    for piece in pieces:
        if piece.heading:
            count += 1
            own = _OWN_NUMBER.match(piece.words)
            under = f"{own[0].rstrip('.:')} " if own else f"{count}·"
        named.append(replace(piece, label=f"{under}{piece.label}") if piece.label else piece)
    times: Counter[str] = Counter()
    for at, piece in enumerate(named):
        times[piece.label] += 1
        if piece.label and times[piece.label] > 1:
            named[at] = replace(piece, label=f"{piece.label} [{times[piece.label]}]")
    return [replace(piece, label=piece.label[-numbering.LONGEST_LABEL :]) for piece in named]


def _repeated(pieces: Sequence[Passage]) -> bool:
    labels = [piece.label for piece in pieces if piece.label]
    return len(labels) > len(set(labels))


def split_at(pieces: Sequence[Passage], index: int, offset: int) -> list[Passage]:
    """Split one passage in two after so many characters; the second part gets a label of its own to be given.

    The longer part is still the passage that it was.
    """
    piece = pieces[index]
    first, second = piece.words[:offset].strip(), piece.words[offset:].strip()
    if not first or not second:
        return list(pieces)
    return [
        *pieces[:index],
        replace(piece, words=first, mark=piece.mark if len(first) >= len(second) else ""),
        Passage("", piece.depth, second, mark=piece.mark if len(first) < len(second) else ""),
        *pieces[index + 1 :],
    ]


def merge(pieces: Sequence[Passage], index: int) -> list[Passage]:
    """Put a passage and the next into one. A label like "(b)" stays in the words, a bare number or bullet does not."""
    if index + 1 >= len(pieces):
        return list(pieces)
    one, other = pieces[index], pieces[index + 1]
    told = other.label not in ("", one.label) and not _BARE_NUMBER.fullmatch(other.label) and "•" not in other.label
    inner = f"{other.label} {other.words}" if told else other.words
    mark = max(one, other, key=lambda piece: len(piece.words)).mark
    return [*pieces[:index], replace(one, words=f"{one.words} {inner}", mark=mark), *pieces[index + 2 :]]


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
