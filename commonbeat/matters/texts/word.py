"""Read a Word document as lines of text: headings, numbered and bulleted items, and a line for each row of a table."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import mammoth
from django.utils.translation import gettext as _

_DOCUMENT = "word/document.xml"
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b[^>]*>")
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
#: between the cells of a row
BETWEEN = " · "


class Damaged(Exception):
    """A file that is no Word document, or not a whole one."""


class Undecided(Exception):
    """A document in which somebody's changes are neither accepted nor rejected: nobody can say what its words are."""


def lines(data: bytes) -> str:
    """The document's words, one line for each paragraph, item or row. Raises Damaged and Undecided."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _TRACKED.search(archive.read(_DOCUMENT)):
                raise Undecided(
                    _("In this file some changes are still tracked. Accept or reject them, then save it again.")
                )
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_no_picture)).value
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as trouble:
        raise Damaged from trouble
    reader = _Lines()
    reader.feed(html)
    return reader.text()


def _no_picture(image: Any) -> dict[str, str]:
    return {}


class _Lines(HTMLParser):
    """Paragraphs as lines with an empty one between. Numbers that Word makes by itself are counted here.

    A numbered list that another paragraph interrupts goes on with the next number; a heading begins anew at 1.
    """

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []
        self.line = ""
        self.lists: list[str] = []
        self.counts: list[int] = [0]
        self.in_row = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self.end_line()
            self.lists.append(tag)
            self.counts += [0] * (len(self.lists) + 1 - len(self.counts))
        elif tag == "li":
            self.end_line()
            self.line = self._mark()
        elif tag == "tr":
            self.end_line()
            self.in_row = True
        elif tag in _HEADINGS:
            self.end_line()
            self.counts = [0]
            self.line = f"{_HEADINGS[tag]} "
        elif tag == "br":
            self.line += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.end_line()
            self.lists.pop()
            del self.counts[len(self.lists) + 1 :]
        elif tag in ("td", "th"):
            self.line = f"{self.line.rstrip()}{BETWEEN}"
        elif tag == "tr":
            self.in_row = False
            self.line = self.line.removesuffix(BETWEEN)
            self.end_line()
        elif tag in ("p", "li", *_HEADINGS):
            self.end_line()

    def handle_data(self, words: str) -> None:
        self.line += words

    def _mark(self) -> str:
        """The mark of the item that begins: "2.", below it "2.1.", or a dash."""
        depth = len(self.lists) - 1
        indent = "    " * depth
        if self.lists[depth:] != ["ol"]:
            return f"{indent}- "
        self.counts[depth] += 1
        return f"{indent}{'.'.join(str(count) for count in self.counts[: depth + 1])}. "

    def end_line(self) -> None:
        """Keep the line that stands, if there is anything on it; within a row its cells stay together."""
        if self.in_row:
            self.line = f"{self.line.rstrip()} " if self.line.strip() else self.line
        elif self.line.strip(" #-·"):
            self.made.append(" ".join(self.line.split()) if self.line[0] != " " else self.line.rstrip())
            self.line = ""

    def text(self) -> str:
        self.end_line()
        return "\n\n".join(self.made)
