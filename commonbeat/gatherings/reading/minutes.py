"""Sentences of old minutes that read like a promise, with who and when as far as they tell. A person decides.

Nothing here is a promise: a sentence is proposed because it holds one of a few phrases, in English or Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

#: phrases by which people promise, by language; each stands at the beginning of a word
PHRASES = {
    "en": (
        r"action (?:item|step)s?\b", r"to[- ]?do:", r"follow[- ]?up:",
        r"(?:will|shall|\w+[’']ll|is going to|are going to|agreed to|agrees to|promised to|offered to|committed to|to) "
        r"(?:also |then |please )?(?:look into|look at|report|follow|check|find out|get back|come back|contact|reach"
        r"|send|provide|share|bring|ask|arrange|schedule|set up|post|publish|forward|speak|talk|work with|meet with"
        r"|make sure|see (?:to|if|that)|install|repair|fix|add|increase|invite|present|email|e-mail|call)\b",
    ),
    "es": (
        r"(?:tarea|pendiente|acuerdo|compromiso)s?:",
        r"se (?:compromet\w+|encargará\w*|ofreció) ",
        r"dar[áé]n? (?:seguimiento|respuesta)", r"(?:va|van|vamos) a (?:revisar|investigar|averiguar|informar|enviar"
        r"|contactar|hablar|preguntar|traer|dar|pedir|organizar|publicar|reparar|arreglar|instalar|invitar|buscar)",
        r"(?:revisar|investigar|averiguar|informar|enviar|contactar|hablar|preguntar|pedir|organizar|publicar|reparar"
        r"|arreglar|instalar|invitar|buscar|presentar|compartir)(?:á|án|emos)\b",
    ),
}  # fmt: skip
#: "to" alone begins a promise only where a line is a task: "Sgt. Lopez to check the lights"
_FINDERS = {
    language: re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})", re.IGNORECASE) for language, phrases in PHRASES.items()
}
NOT_PROMISED = re.compile(r"\b(?:asked|wants?|wanted|hopes?|would like|able|unable|need(?:s|ed)?) to\b", re.IGNORECASE)
#: before whose dot no sentence ends: titles and initials; and words behind which one may end, before a capital letter
TITLES = re.compile(r"(?:^|[\s(])(?:Sgt|Lt|Capt|Cmdr|Ofc|Off|Det|Mr|Mrs|Ms|Dr|Sr|Sra|Srta|No|[A-Z])\.$")
SHORT = re.compile(r"(?:^|[\s(])(?:St|Ave|Blvd|a\.m|p\.m)\.$", re.IGNORECASE)
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep set", "oct", "nov", "dec dic"), 1
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday lunes", "tuesday martes", "wednesday miércoles", "thursday jueves", "friday viernes",
         "saturday sábado", "sunday domingo")
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {"a": 1, "one": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4}
SPANS = {"day": 1, "día": 1, "dia": 1, "week": 7, "semana": 7, "month": 30, "mes": 30}


@dataclass(frozen=True)
class Proposal:
    """A sentence that reads like a promise; ``owner`` is the key of who was guessed, ``due`` the day, if any."""

    line: int
    words: str
    language: str
    owner: int | None
    due: date | None


def proposals(text: str, held_on: date, owners: Mapping[int, Sequence[str]]) -> list[Proposal]:
    """The sentences of minutes that read like promises, in their order, each once.

    ``owners`` has for each key the words by which that seat is called; days count from the day of the meeting.
    """
    found: dict[str, Proposal] = {}
    for line, sentence in sentences(text):
        language = language_of_promise(sentence)
        if language and sentence.casefold() not in found:
            due, owner = day_in(sentence, held_on), owner_in(sentence, owners)
            found[sentence.casefold()] = Proposal(line, sentence, language, owner, due)
    return list(found.values())


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the line on which it begins; a list's line is one, a wrapped line goes on."""
    paragraph, begins = "", 0
    for number, line in enumerate([*text.splitlines(), ""], 1):
        bare = line.strip()
        starts_anew = not bare or re.match(r"[-*•☐□]|\d+[.)]|\[.?\]", bare)
        if paragraph and starts_anew:
            yield from ((begins, one) for one in _split(paragraph))
            paragraph = ""
        if bare:
            begins = begins if paragraph else number
            paragraph = f"{paragraph} {bare}".strip()


def _split(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph; a dot behind a title, an initial, a street or an hour may end none."""
    bare = re.sub(r"^(?:[-*•☐□]|\d+[.)]|\[.?\])\s*", "", paragraph)
    kept = ""
    for part in re.split(r"(?<=[.!?])\s+", bare):
        goes_on = TITLES.search(kept) or (SHORT.search(kept) and not part[:1].isupper())
        if kept and not goes_on:
            yield kept
            kept = ""
        kept = f"{kept} {part}".strip()
    if kept:
        yield kept


def language_of_promise(sentence: str) -> str:
    """The language in which a sentence promises; "" where it does not read so."""
    for language, finder in _FINDERS.items():
        for match in finder.finditer(sentence):
            is_wish = match[0].casefold().startswith("to ") and not _is_task(sentence, match.start())
            if not is_wish:
                return language
    return ""


def _is_task(sentence: str, at: int) -> bool:
    """Whether "to" is a task's, as in "Sgt. Lopez to check": right behind a name or a seat, and nobody's wish."""
    ahead = sentence[:at].strip()
    return bool(re.fullmatch(r"(?:[A-Z][\w.’'-]*[ ,]*){1,5}", ahead)) and not NOT_PROMISED.search(sentence)


def owner_in(sentence: str, owners: Mapping[int, Sequence[str]]) -> int | None:
    """Whose words come first in a sentence, of equals the longest; None where nobody's do."""
    places = [
        (match.start(), -len(word), key)
        for key, words in owners.items()
        for word in words
        if word and (match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", sentence, re.IGNORECASE))
    ]
    return min(places)[2] if places else None


def day_in(sentence: str, held_on: date) -> date | None:
    """The day that a sentence names, counted from the meeting; None where it names none, or one that is no day."""
    text = sentence.casefold()
    for reading in (_written, _in_figures, _within, _weekday):
        found = reading(text, held_on)
        if found:
            return found
    return None


def _written(text: str, held_on: date) -> date | None:
    names = "|".join(MONTHS)
    english = re.search(rf"\b({names})\w*\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?\b", text)
    spanish = re.search(rf"\b(\d{{1,2}}) de ({names})\w*(?: de(?:l)? (\d{{4}}))?\b", text)
    if english:
        return _day(english[3], MONTHS[english[1]], int(english[2]), held_on)
    return _day(spanish[3], MONTHS[spanish[2]], int(spanish[1]), held_on) if spanish else None


def _in_figures(text: str, held_on: date) -> date | None:
    iso = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", text)
    if iso:
        return _day(iso[1], int(iso[2]), int(iso[3]), held_on)
    found = re.search(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\b", text)
    if not found:
        return None
    year = f"20{found[3]}" if found[3] and len(found[3]) == 2 else found[3]
    return _day(year, int(found[1]), int(found[2]), held_on)


def _day(year: str | None, month: int, day: int, held_on: date) -> date | None:
    """A day of a month; without a year the first on or after the meeting."""
    try:
        if year:
            return date(int(year), month, day)
        this = date(held_on.year, month, day)
        return this if this >= held_on else date(held_on.year + 1, month, day)
    except ValueError:
        return None


def _within(text: str, held_on: date) -> date | None:
    spans, numbers = "|".join(SPANS), "|".join(NUMBERS)
    found = re.search(rf"\b(?:within|in|en|dentro de) (\d{{1,3}}|{numbers}) ({spans})(?:e?s)?\b", text)
    if found:
        count = int(found[1]) if found[1].isdigit() else NUMBERS[found[1]]
        return held_on + timedelta(days=count * SPANS[found[2]])
    soon = re.search(r"\bnext (week|month)\b|\b(?:la próxima |el próximo )(semana|mes)\b", text)
    return held_on + timedelta(days=SPANS[soon[1] or soon[2]]) if soon else None


def _weekday(text: str, held_on: date) -> date | None:
    found = re.search(rf"\b(?:by|before|on|next|el|para el|antes del) ({'|'.join(WEEKDAYS)})\b", text)
    if not found:
        return None
    return held_on + timedelta(days=(WEEKDAYS[found[1]] - held_on.weekday() - 1) % 7 + 1)
