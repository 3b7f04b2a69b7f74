"""Read what was uploaded: Markdown, plain text or DOCX become plain text, or a message says what to do."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from commonbeat.matters.texts import word
from commonbeat.matters.texts.markup import without_marks
from commonbeat.matters.texts.screening import clean

MOST_BYTES = 2 * 1024 * 1024
MOST_CHARACTERS = 400_000


class Unreadable(Exception):
    """A file that cannot be read; the message says why and what to do."""


def read(data: bytes, name: str) -> str:
    """The text in a file. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("This file is larger than 2 MB. Remove pictures, or paste the text."))
    if data.startswith(b"PK"):
        return tidy(_docx(data), marks=False)
    if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(_("PDF and old Word files cannot be split into passages. Save it as DOCX, or paste the text."))
    return tidy(decoded(data))


def tidy(text: str, *, marks: bool = True) -> str:
    """Text without what nobody sees and without Markdown's ``marks``, in one spelling of each letter.

    Raises Unreadable where nothing is left.
    """
    text = unicodedata.normalize("NFC", clean(text))
    text = without_marks(text) if marks else text
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
        raise Unreadable(_("This is not a text file. Save it as DOCX, plain text or CSV."))
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The letters of this file cannot be read. Save it as UTF-8."))


def _docx(data: bytes) -> str:
    try:
        return word.lines(data)
    except word.Undecided as trouble:
        raise Unreadable(str(trouble)) from trouble
    except word.Damaged as trouble:
        raise Unreadable(_("This DOCX file is damaged or cut short. Save it again, or paste the text.")) from trouble
