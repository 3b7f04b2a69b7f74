"""The words of a paper: plain text, a Word document or a PDF that holds text."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from commonbeat.measures import problems
from commonbeat.measures.problems import Problem, Unreadable

#: no form, order or contract is larger; nor is any when unpacked
LARGEST, LARGEST_UNPACKED, MOST_PAGES = 20_000_000, 200_000_000, 3_000
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def words_of(path: Path) -> str:
    """The words of a file. Raises Unreadable and OSError."""
    if path.stat().st_size > LARGEST:
        raise _unreadable(str(path), problems.LARGE_PAPER, size=LARGEST // 1_000_000)
    return words_in(path.read_bytes(), str(path))


def words_in(data: bytes, name: str) -> str:
    """The words of a file's bytes, by what the bytes are, whatever its name says. Raises Unreadable."""
    if len(data) > LARGEST:
        raise _unreadable(name, problems.LARGE_PAPER, size=LARGEST // 1_000_000)
    if data.startswith(b"PK\x03\x04"):
        text = _of_word(data, name)
    elif data[:1024].lstrip().startswith(b"%PDF-"):
        text = _of_pdf(data, name)
    elif data.startswith(_OLD_WORD):
        raise _unreadable(name, problems.OLD_WORD)
    else:
        text = _of_text(data, name)
    if not text.strip():
        raise _unreadable(name, problems.NO_WORDS)
    return text


def _unreadable(name: str, sentence: str, **values: Any) -> Unreadable:
    """That the words of a file cannot be had, and what to do about it."""
    return Unreadable(Path(name), Problem(sentence, values))


def _of_text(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(name, problems.UTF_16_WORDS)
    if b"\0" in data:
        raise _unreadable(name, problems.NO_PAPER)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(name, problems.NO_UTF_8) from None


def _of_word(data: bytes, name: str) -> str:
    """A line for each paragraph, item and row. Words that somebody struck with changes tracked are left out."""
    import mammoth

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise _unreadable(name, problems.LARGE_UNPACKED)
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_no_picture)).value
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError) as trouble:
        raise _unreadable(name, problems.NO_WORD) from trouble
    reader = _Lines()
    reader.feed(html)
    return "".join(reader.made)


def _no_picture(image: Any) -> dict[str, str]:
    return {}


class _Lines(HTMLParser):
    """Paragraphs with an empty line between, items behind a dash, the cells of a row on one line."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []
        self.in_cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_cell += tag in ("td", "th")
        if tag == "li":
            self.made.append("\n- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell -= 1
            self.made.append(" | ")
        elif self.in_cell:
            self.made.append(" " if tag == "p" else "")
        elif tag in ("tr", "ul", "ol"):
            self.made.append("\n")
        elif tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "table"):
            self.made.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.made.append(data)


def _of_pdf(data: bytes, name: str) -> str:
    """The text layer; a PDF of pictures has none, and is refused as such."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(io.BytesIO(data)).pages
        if len(pages) > MOST_PAGES:
            raise _unreadable(name, problems.MANY_PAGES, most=MOST_PAGES)
        text = "\n\n".join(page.extract_text() for page in pages)
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError, OSError) as trouble:
        raise _unreadable(name, problems.LOCKED_PDF) from trouble
    if not text.strip():
        raise _unreadable(name, problems.PICTURES)
    return text
