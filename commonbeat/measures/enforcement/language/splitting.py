"""A paper as sentences: of paragraphs, list items with what introduces them, headings, and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: what begins an item of a list: a bullet, "3.", "(a)", "IV."
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣–—☐□]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+|(?:\d{1,3}\.){1,4}\d{0,3}\s+)")
_CELLS = re.compile(r"\t+|\s*\|\s*|\s{4,}")
#: a mark that ends a sentence, its closing quotes, and the beginning of another
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[¿¡]*[A-ZÁÉÍÓÚÑ\d¿¡])|(?<=;)\s+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:no|nos|nº|art|sec|sgt|lt|capt|det|cpl|dep|insp|supt|ofc|mr|mrs|ms|dr|sr|sra|ud|uds|st|ave|vs|etc|e\.g|i\.e"
    r"|ill|cal|tex|stat|rev|approx|min|max|p\.m|a\.m|u\.s)|\b[A-Z])\.$",
    re.IGNORECASE,
)
#: a line shorter than this was ended by its writer, not by the margin
MARGIN = 45
#: a sentence longer than this is read in pieces; what introduces a list is kept to this length
LONGEST, INTRODUCTION = 1200, 300


@dataclass(frozen=True)
class Sentence:
    """What stands in the paper, and what it says where something introduces it: "Each officer must:" before an item."""

    text: str
    read_as: str


def sentences(text: str) -> list[Sentence]:
    """Every sentence of a paper in its order."""
    return [one for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")) for one in _of(block)]


def _of(block: str) -> Iterator[Sentence]:
    """The sentences of one block of lines; a line that ends with a colon introduces the items after it."""
    introduction = ""
    for line, is_item in _lines(block):
        for cell in _cells(line):
            for piece in _split(cell):
                lead = introduction if is_item else ""
                yield Sentence(piece, f"{lead} {piece}".strip())
        if line.endswith(":"):
            introduction = line[-INTRODUCTION:]
        elif not is_item:
            introduction = ""


def _lines(block: str) -> list[tuple[str, bool]]:
    """Lines as they were written, those broken at a margin joined again; with whether each is an item of a list."""
    made: list[tuple[str, bool]] = []
    broken = False
    for line in filter(str.strip, block.split("\n")):
        is_item = bool(_ITEM.match(line))
        words = _ITEM.sub("", line, count=1).strip() if is_item else line.strip()
        if made and broken and not is_item:
            made[-1] = (f"{made[-1][0]} {words}", made[-1][1])
        else:
            made.append((words, is_item))
        broken = len(line) >= MARGIN and not re.search(r"[.!?:;|]\s*$", line) and not _CELLS.search(words)
    return [(words, is_item) for words, is_item in made if words]


def _cells(line: str) -> list[str]:
    """A row of a table is one sentence, as a form's line is; where its cells hold sentences, each stands alone."""
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    if any(re.search(r"\w\w[.!?]$", cell) for cell in cells):
        return cells
    return [" | ".join(cells)] if cells else []


def _split(cell: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(cell):
        if not _ABBREVIATED.search(cell[start : end.start()].rstrip("\"”’')]")):
            yield from _pieces(cell[start : end.end()])
            start = end.end()
    yield from _pieces(cell[start:])


def _pieces(sentence: str) -> Iterator[str]:
    """What holds a word; something endless is cut at a space."""
    sentence = sentence.strip()
    while len(sentence) > LONGEST:
        cut = sentence.rfind(" ", 1, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield sentence[:cut]
        sentence = sentence[cut:].strip()
    if re.search(r"\w", sentence):
        yield sentence
