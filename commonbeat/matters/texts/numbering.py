"""The marks by which rules are numbered, such as "(d-1)", "3.2", "B." or a bullet, and where each stands below others.

Indentation decides where there is any. Where a text was pasted without it, the kind of a mark and its place in its
series decide: "(i)" is the letter after "(h)", and a Roman one where "(ii)" comes next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

#: a label is a passage's name in links and files; a deeper path loses its beginning
LONGEST_LABEL = 60
#: a line from this length on, in characters, may have been broken because the page was full
WRAPPED = 50
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_LETTERS = r"(?P<low>[a-z])(?P=low)?|(?P<high>[A-Z])(?P=high)?"
_INNER = rf"(?:{_LETTERS}|{_ROMAN}|{_ROMAN.upper()}|\d{{1,3}})(?:-\d{{1,3}})?"
_BARE = rf"\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}\.?|\d{{1,3}}[.)]|{_ROMAN.upper()}\.|[A-Za-z][.)]|[-*+•–]"
_MARK = re.compile(rf"(?P<indent>\s*)(?P<mark>\({_INNER}\)|{_BARE})(?:\s+(?P<words>\S.*)|\s*)$")
_ENDED = re.compile(r"(?:[.;:,!?…—–]|\b(?:and|or|y|o))[\"”’)]*$")
_VALUES = {"i": 1, "v": 5, "x": 10}


class Mark(NamedTuple):
    """A mark as it stands at the beginning of a line, with the words after it."""

    indent: int
    text: str
    words: str


class Step(NamedTuple):
    """One step of a passage's path: a mark, which kind of mark it is, its place in its series, and its indentation."""

    text: str
    kind: str
    place: tuple[int, ...]
    indent: int


def mark_of(line: str) -> Mark | None:
    """The mark with which a line begins, if any."""
    found = _MARK.match(line.expandtabs(4))
    return Mark(len(found["indent"]), found["mark"], (found["words"] or "").strip()) if found else None


def readings(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """What a mark can be: (kind, place in its series). "(i)" is a Roman one or the ninth letter."""
    if not text[-1].isalnum() and text.strip("-*+•–") == "":
        return [("bullet", (0,))]
    inner, _dash, inserted = text.strip("().").partition("-")
    style, later = text.replace(inner, "", 1) if "-" not in text else "()", int(inserted or 0)
    if inner[0].isdigit():
        numbers = tuple(int(part) for part in inner.split("."))
        return [(f"decimal {len(numbers)}" if len(numbers) > 1 else f"number {style}", (*numbers, later))]
    case = "upper" if inner.isupper() else "lower"
    found = []
    if re.fullmatch(_ROMAN, inner.lower()):
        found.append((f"roman {case} {style}", (_roman(inner.lower()), later)))
    if len(set(inner)) == 1 and len(inner) <= 2:
        letter = ord(inner[0].lower()) - ord("a") + 1
        found.append((f"letter {case} {style}", (letter + 26 * (len(inner) - 1), later)))
    return found


def _roman(inner: str) -> int:
    values = [_VALUES[letter] for letter in inner]
    return sum(-one if one < later else one for one, later in zip(values, [*values[1:], 0], strict=True))


def follows(step: Step, kind: str, place: tuple[int, ...]) -> bool:
    """Whether a mark comes next after an earlier one of its kind: "(d)" is followed by "(d-1)" or "(e)"."""
    if step.kind != kind or kind == "bullet":
        return step.kind == kind
    *before, number, inserted = step.place
    return place in ((*before, number, inserted + 1), (*before, number + 1, 0))


def placed(mark: Mark, path: Sequence[Step], ahead: Sequence[str]) -> list[Step]:
    """The path of a passage that begins with a mark; ``ahead`` are the marks that come after it, in order."""
    above = [step for step in path if step.indent <= mark.indent]
    options = _likely(mark, ahead)
    if above and above[-1].indent < mark.indent:
        return [*above, Step(mark.text, *options[0], mark.indent)]
    beside = [at for at, step in enumerate(above) if step.indent == mark.indent]
    for at in reversed(beside):
        for kind, place in options:
            if follows(above[at], kind, place):
                return [*above[:at], _beside(above[at], mark, kind, place)]
    kinds = {above[at].kind for at in beside}
    for kind, place in options:
        if place[0] == 1 and kind not in kinds:
            return [*above, Step(mark.text, kind, place, mark.indent)]
    for at in reversed(beside):
        for kind, place in options:
            if above[at].kind == kind:
                return [*above[:at], Step(mark.text, kind, place, mark.indent)]
    return [*above, Step(mark.text, *options[0], mark.indent)]


def _beside(step: Step, mark: Mark, kind: str, place: tuple[int, ...]) -> Step:
    return Step(mark.text, kind, (step.place[0] + 1,) if kind == "bullet" else place, mark.indent)


def _likely(mark: Mark, ahead: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """The readings of a mark, without those that the next mark of either series speaks against."""
    options = readings(mark.text)
    for text in ahead if len(options) > 1 else ():
        if text == mark.text:
            break
        for kind, place in readings(text):
            fits = [one for one in options if follows(Step(mark.text, *one, 0), kind, place)]
            if fits:
                return fits
    return options


def is_wrapped(line: str) -> bool:
    """Whether a line breaks off in the middle of a sentence because the page was full."""
    return len(line.strip()) >= WRAPPED and not _ENDED.search(line.strip())


def is_believable(mark: Mark, path: Sequence[Step], before: str) -> bool:
    """Whether a line with a mark begins a passage, and does not carry on the sentence of the line ``before``.

    A mark that is next in its series is believed anywhere. Bare letters ("A.") must otherwise be the first of a series
    or go on with one, and decimals ("12.3") stand before a capital.
    """
    options = readings(mark.text)
    if any(follows(step, kind, place) for step in path for kind, place in options if kind != "bullet"):
        return True
    if is_wrapped(before):
        return mark.words[:1].isupper() and mark.text[0] == "("
    if mark.text[0].isalpha():
        goes_on = any(step.kind == kind and step.place < place for step in path for kind, place in options)
        return goes_on or any(place[0] == 1 for _kind, place in options)
    return not options[0][0].startswith("decimal") or not mark.words[:1].islower()


def label(path: Sequence[Step]) -> str:
    """The full path, so that a label alone finds its passage; "1.2" below "1" carries its path itself."""
    made = ""
    for step in path:
        own = f"•{step.place[0] + 1}" if step.kind == "bullet" else step.text
        own = own.rstrip(".") if own[0] == "(" else own.rstrip(".)")
        if step.kind.startswith("decimal") and own.startswith(f"{made}."):
            made = own
        else:
            made += f".{own}" if made[-1:].isalnum() and own[0].isalnum() else own
    return made if len(made) <= LONGEST_LABEL else f"…{made[1 - LONGEST_LABEL :]}"
