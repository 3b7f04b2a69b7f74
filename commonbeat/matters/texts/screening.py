"""Find private data and clean what nobody can see, before words are shown.

What is found is held for a person to look at, so a miss shows a neighbor's telephone number to everybody, and a false
find holds somebody's words back for nothing: both are kept down by tables in the tests.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WAY = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Place|Pl|Terrace|Ter|Circle|Cir|Way|"
    r"Parkway|Pkwy|Highway|Hwy|Trail|Trl|Square|Sq|Alley|Row|Loop)"
)
_QUARTER = r"(?:(?:[NSEW]\.?|[NS]\.?[EW]\.?|North|South|East|West)\s+)"
_NAME = r"(?:(?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th))\s+)"
_HOUSE = r"(?<![\d$§#.:/-])\d{1,5}[A-Za-z]?(?:-\d{1,4})?"
_SPANISH_WAY = r"(?:[Cc]alle|[Aa]venida|[Cc]arrera|[Cc]amino|[Pp]asaje)"
_KINDS = {
    "e-mail address": (re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b"),),
    "telephone number": (
        re.compile(
            r"(?<![\w.+-])(?:\+?1[ .-]?)?(?:\(\d{3}\)[ .-]{0,2}|\d{3}[ .–-]{1,2})\d{3}[ .–-]{1,2}\d{4}(?![\w-]|\.\d)"
        ),
        re.compile(r"(?<![\w.$-])\+(?:[ .-]?\d){8,15}(?![\w-])"),
        re.compile(
            r"(?i)\b(?:call|text|phone|cell|tel|number|whatsapp|tel[ée]fono|celular|n[úu]mero)\b[^\d\n.]{0,20}"
            r"(?P<private>\d{10}|\d{3}[ .–-]\d{4})(?![\w-]|\.\d)"
        ),
    ),
    "street address": (
        re.compile(rf"{_HOUSE}\s+{_QUARTER}?{_NAME}{{1,3}}{_WAY}\b(?!\s+[a-z]+\s+(?:officers|cameras|lights))"),
        re.compile(rf"(?i)(?<![\d$§#.:/-])\d{{3,5}}\s+(?:[nsew]\.?\s+)?(?!of\b|and\b)[a-z]{{3,}}\s+{_WAY}\b"),
        re.compile(rf"\b{_SPANISH_WAY}\s+{_NAME}{{0,3}}[A-Z][\w'’-]*,?\s+(?:#|n[úu]mero\s+|No\.?\s*)?\d{{1,5}}\b"),
        re.compile(r"\bP\.?\s?O\.?\s+Box\s+\d{1,6}\b", re.IGNORECASE),
    ),
}


@dataclass(frozen=True)
class Found:
    """Something private in a text, from ``start`` to ``end``."""

    kind: str
    start: int
    end: int


def personal_data(text: str) -> list[Found]:
    """Addresses and numbers of private persons, in order and without overlaps."""
    found = []
    for kind, patterns in _KINDS.items():
        for pattern in patterns:
            group = "private" if "private" in pattern.groupindex else 0
            found += [Found(kind, *match.span(group)) for match in pattern.finditer(text)]
    apart: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2060\ufeff\ufff9-\ufffb\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_JOINERS = "\u200b\u200c\u200d"


def clean(text: str) -> str:
    """Without control characters, without characters that turn the direction of reading, and with plain line ends.

    Joiners of no width stay inside scripts and pictures that need them: Arabic, the scripts of India, emoji.
    """
    text = re.sub("\r\n|[\r\u0085\u2028\u2029]", "\n", text)
    text = _UNSEEN.sub("", text)
    if not any(joiner in text for joiner in _JOINERS):
        return text
    kept: list[str] = []
    for letter in text:
        if letter not in _JOINERS or (kept and _joins(kept[-1])):
            kept.append(letter)
    return "".join(kept)


def _joins(letter: str) -> bool:
    """Whether a joiner of no width means something after this letter: not after Latin, Greek, Cyrillic or a space."""
    return ord(letter) >= 0x0590 and letter not in _JOINERS and unicodedata.category(letter)[0] not in "ZP"


_KIN = (
    r"(?:(?:my|our)\s+(?:\w+\s+)?(?:husband|wife|mother|mom|father|dad|parents?|brothers?|sisters?|sons?|daughters?|"
    r"kids?|child(?:ren)?|cousins?|uncles?|aunts?|grand\w+|family|fianc\w+|partner|boyfriend|girlfriend|nephews?|"
    r"nieces?|roommates?|household|spouse))"
)
_WHO = rf"(?:i|we|he|she|{_KIN})"
_BE = r"(?:(?:['’](?:m|re|s)|\s+(?:am|is|are|was|were|(?:have|has)\s+been))(?:\s+not|n['’]t)?)"
_BETWEEN = r"(?:(?:all|still|also|both|now|an?|the|here|just|currently)\s+){0,3}"
_STATUS = (
    r"(?:undocumented|unauthorized|illegal(?:s|ly)?(?=\s*(?:[,.;!?]|and\b|here\b|in\b|immigrant|$))|"
    r"(?:here|in\s+the\s+country)\s+(?:il)?legally|without\s+(?:papers|documents|legal\s+status)|"
    r"green\s+card\s+holders?|(?:lawful\s+|legal\s+)?permanent\s+residents?|on\s+(?:an?|my)\s+(?:[\w-]+\s+)?visas?|"
    r"deportable|deported|refugees?|asylum\s+seekers?|asylees?|dreamers?|(?:on|under)\s+(?:daca|tps)|daca\s+recipients?|"
    r"naturalized|detained\s+by\s+ice|non-?citizens?|(?:u\.?s\.?|american)\s+citizens?|citizens?\s*(?:[,.;!?]|$))"
)
_PAPERS = (
    r"(?:visa|green\s+card|asylum\s+(?:case|claim|application|hearing)|deportation|"
    r"(?:immigration|citizenship|legal|residency)\s+(?:status|case|papers|court|hearing|lawyer|interview)|"
    r"work\s+permit|daca|tps)"
)
_ENGLISH = (
    rf"\b{_WHO}{_BE}\s+{_BETWEEN}{_STATUS}",
    rf"\b(?:my|our|his|her)\s+(?:(?:own|\w+['’]s?)\s+)?{_PAPERS}\b(?!\s+(?:card|reader|bill))",
    rf"\b{_WHO}\s+(?:\w+\s+)?(?:overstayed|crossed\s+the\s+border|got\s+deported|came\s+(?:here\s+)?illegally)\b",
    rf"\b{_WHO}\s+(?:have|has|had|got)\s+(?:(?:no|an?|temporary)\s+)?(?:papers\b(?!\s+(?:to|for|about|from)\b)|legal\s+status\b|{_PAPERS}\b)",
    rf"\b{_WHO}\s+(?:do|does|did)(?:\s+not|n['’]t)\s+have\s+(?:any\s+|an?\s+)?(?:papers\b|documents\b|legal\s+status\b|{_PAPERS}\b)",
    rf"\b(?:ice|immigration)\s+(?:\w+\s+)?(?:took|deported|detained|arrested)\s+(?:me|us|{_KIN})\b",
)
_PARIENTE = r"(?:(?:mis?|nuestr[oa]s?)\s+(?!barri|call|comunid|ciudad)\w+)"
_ESTADO = (
    r"(?:indocumentad[oa]s?|ilegal(?:es)?|sin\s+(?:papeles|documentos)|residentes?\s+permanentes?|refugiad[oa]s?|"
    r"asilad[oa]s?|solicitantes?\s+de\s+asilo|soñador(?:a|es|as)?|deportad[oa]s?|ciudadan[oa]s?\s+(?:american|estadounidens)\w+)"
)
_PAPELES = (
    r"(?:visas?|residencia|green\s+card|tarjeta\s+verde|(?:caso|solicitud)\s+de\s+asilo|(?:e?status|estado|situación|caso)\s+"
    r"(?:migratori[oa]|legal|de\s+inmigración)|deportación|permiso\s+de\s+trabajo|ciudadanía)"
)
_SPANISH = (
    rf"\b(?:soy|somos|estoy|estamos|{_PARIENTE}\s+(?:es|son|está|están|fue|fueron))\s+(?:\w+\s+){{0,2}}{_ESTADO}\b",
    rf"\b(?:{_PARIENTE}\s+)?no\s+(?:tengo|tenemos)\s+(?:los\s+|mis\s+)?(?:papeles|documentos|{_PAPELES})\b",
    rf"\b{_PARIENTE}\s+no\s+tienen?\s+(?:papeles|documentos|{_PAPELES})\b",
    r"\b(?:vivo|vivimos|trabajo|trabajamos|vine|vinimos)\s+(?:\w+\s+){0,2}sin\s+(?:papeles|documentos)\b",
    rf"\b(?:mis?|nuestr[oa]s?)\s+{_PAPELES}\b",
    rf"\b(?:me|nos)\s+(?:van\s+a\s+deportar|deportaron)\b|\bdeportaron\s+a\s+{_PARIENTE}\b",
    r"\b(?:crucé|cruzamos)\s+la\s+frontera\b",
)
_OWN_STATUS = re.compile("|".join((*_ENGLISH, *_SPANISH)), re.IGNORECASE)


def immigration_status(text: str) -> bool:
    """Whether a giver tells of their own or their household's status, in English or Spanish.

    Then they are asked before sending whether to leave it in; what they answer is not kept. Talk of policy, or of
    immigrants in general, is nobody's status.
    """
    return bool(_OWN_STATUS.search(text))
