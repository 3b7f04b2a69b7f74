"""Find private data and clean what nobody can see, before words are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = {
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "telephone number": re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\d-])"),
    "street address": re.compile(
        r"\b\d{1,5} (?:[NSEW]\.? )?[A-Z][\w']+(?: [A-Z][\w']+)? "
        r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct)\b"
    ),
}
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Found:
    """Something private in a text, from ``start`` to ``end``."""

    kind: str
    start: int
    end: int


def personal_data(text: str) -> list[Found]:
    """Addresses and numbers of private persons, in order."""
    found = [Found(kind, m.start(), m.end()) for kind, pattern in _KINDS.items() for m in pattern.finditer(text)]
    return sorted(found, key=lambda one: one.start)


def clean(text: str) -> str:
    """Without control characters and without characters that turn the direction of reading."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
