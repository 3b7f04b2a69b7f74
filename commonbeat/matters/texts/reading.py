"""Read what was uploaded: Markdown, plain text or DOCX become plain text, or a message says what to do."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from html import unescape
from typing import Any

import mammoth
from django.utils.translation import gettext as _

from commonbeat.matters.texts.screening import clean

MOST_BYTES = 2 * 1024 * 1024
MOST_CHARACTERS = 400_000
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.S)


class Unreadable(Exception):
    """A file that cannot be read; the message says why and what to do."""


def read(data: bytes, name: str) -> str:
    """The text in a file. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("This file is larger than 2 MB. Remove pictures, or paste the text."))
    if data.startswith(b"PK"):
        text = _docx(data)
    elif data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(_("PDF and old Word files cannot be split into passages. Save it as DOCX, or paste the text."))
    else:
        text = decoded(data)
    return tidy(text)


def tidy(text: str) -> str:
    """Text without what nobody sees, in one spelling of each letter. Raises Unreadable where nothing is left."""
    text = unicodedata.normalize("NFC", clean(text))
    if not text.strip():
        raise Unreadable(_("There are no words in this file."))
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(_("This text is longer than 400,000 characters. Put it in two topics."))
    return text


def decoded(data: bytes) -> str:
    """The characters of a text file in the encodings that offices use. Raises Unreadable."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise Unreadable(_("This is not a text file. Save it as DOCX or plain text, or paste the text."))
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as UTF-8, or paste the text."))


def _docx(data: bytes) -> str:
    try:
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_no_picture)).value
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as trouble:
        raise Unreadable(_("This DOCX file is damaged or cut short. Save it again, or paste the text.")) from trouble
    return _plain(html)


def _no_picture(image: Any) -> dict[str, str]:
    return {}


def _plain(html: str) -> str:
    """Paragraphs, headings and list items of simple HTML as lines of text."""
    html = _HEADING.sub(lambda found: f"\n\n{'#' * int(found[1])} {found[2]}\n\n", html)
    html = re.sub(r"<li>", "\n- ", html)
    html = re.sub(r"</p>|<br ?/?>|</tr>|</ul>|</ol>", "\n\n", html)
    html = re.sub(r"<[^>]+>", "", html)
    return re.sub(r"\n{3,}", "\n\n", unescape(html)).strip()
