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


_ENGLISH = re.compile(
    r"\b(?:i am|i'm|we are|we're|my \w+ (?:is|are|was)|our \w+ (?:is|are)|he is|she is)\s+(?:\w+\s+){0,2}"
    r"(?:undocumented|illegal(?:ly)?|here illegally|without papers|a green card holder|on a visa|deportable)\b"
    r"|\b(?:my|our|his|her)\s+(?:\w+\s+)?(?:visa|green card|asylum (?:case|claim)|"
    r"immigration status|deportation order|papers)\b"
    r"|\b(?:i|we|my \w+)\s+(?:\w+\s+)?(?:overstayed|was deported|were deported|crossed the border|have no papers)\b",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"\b(?:soy|somos|estoy|estamos|mi \w+ (?:es|está)|mis \w+ (?:son|están))\s+(?:\w+\s+){0,2}"
    r"(?:indocumentad[oa]s?|ilegal(?:es)?|sin papeles|residentes? permanentes?)\b"
    r"|\b(?:no tengo|no tenemos|mi \w+ no tiene|sin)\s+papeles\b"
    r"|\bmis? (?:visa|residencia|green card|caso de asilo|estatus migratorio|deportación)\b",
    re.IGNORECASE,
)


def immigration_status(text: str) -> bool:
    """Whether a giver tells of their own or their family's immigration status: then they are asked before sending."""
    return bool(_ENGLISH.search(text) or _SPANISH.search(text))
