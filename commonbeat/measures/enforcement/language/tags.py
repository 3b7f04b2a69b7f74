"""A sentence as a row of tags: what each of its words does in a text about counting.

"Each officer must issue ten tickets a month" becomes officer, demand, write, number, act, period. The vocabularies are
english.toml and spanish.toml; the grammar over tags (grammar.py) is one for both languages.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from commonbeat.laws.quota import Act

LANGUAGES = ("english", "spanish")
#: the headings of the vocabularies, and what a word under each does
HEADINGS = {
    "act": "citations, arrests, stops: what officers do that can be counted",
    "acting": "the same as a verb: arresting, pulling over",
    "acted": "and as done: arrested",
    "object": "whom or what it is done to: drivers, cars",
    "violation": "what is written up: seat belts",
    "quota": "a quota by name",
    "activity": "productivity, numbers: counted, and not said what",
    "enforcement": "enforcement, in all its meanings",
    "enforcing": "enforcement in traffic, which is evaluated or encouraged wherever it is named",
    "quantity": "the number of, volume, total",
    "set": "a certain number of, a minimum of",
    "number": "ten, 20",
    "percent": "a share",
    "period": "a month, each quarter",
    "tour": "a period of one officer: a shift, an hour",
    "floor": "at least, or more",
    "target": "goal, benchmark: what a number is set for",
    "grade": "standard, satisfactory: what work is held against",
    "demand": "must, expected, I need",
    "ordering": "a ranking where officers are ordered by a count, a demand otherwise",
    "told": "a demand where officers are told to do something",
    "will": "a demand where an officer stands before it",
    "hint": "ideally, encouraged",
    "would": "a hint where a number stands beside it",
    "more": "more, increase",
    "focus": "focus on: enforcement, where offenses follow",
    "under": "fewer, where a number follows",
    "over": "at least, where a number follows",
    "reduce": "to fall, reduce: what is wanted is less",
    "explain": "explain why: where nothing follows, it was owed",
    "manner": "safely, lawful: how an act is done",
    "up": "more, where it follows an act",
    "low": "too few, below",
    "most": "the most, the fewest",
    "leading": "with the most, where an officer stands before it; with more, otherwise",
    "compare": "compared, ranked",
    "peers": "than their colleagues, below the squad's average",
    "officer": "officers, the squad",
    "you": "you, everybody: spoken to officers",
    "evaluate": "evaluation, rating, performance",
    "value": "said of work, not only of officers: monitor, effective, initiative",
    "reward": "what is given or taken for a count: overtime, promotion, discipline",
    "points": "points of a form",
    "write": "how acts come about: issue, make",
    "base": "based on, depends on",
    "judged": "measured by, evaluated on",
    "each": "for each, per",
    "together": "with other criteria, not alone",
    "sole": "only, primary",
    "log": "recording: a demand where a number is to be recorded, reporting otherwise",
    "record": "reporting and checking",
    "past": "marks of a statistic",
    "passive": "was, has been",
    "did": "issued, made",
    "prohibit": "may not, illegal",
    "deny": "denies, there is no",
    "none": "no, nobody",
    "not": "not, without",
    "fail": "fail to, fall short",
    "if": "if, who",
    "until": "until, unless",
    "may": "may, can",
    "meet": "what is done with quotas and numbers: meet, hit",
    "hold": "how quotas are there: exist, admitted",
    "training": "what teaches: an act after it is only its subject",
    "of": "of, for, in: what follows is not what a number before it counts",
    "impose": "how they come about: set, impose",
    "define": "means, is defined as",
    "part": "a new thought: but",
    "comma": "a new phrase: a comma, and they",
    "despite": "despite, although",
    "other": "looks like an act and is none: arrest warrant",
    "unit": "hours, dollars: a number before it counts no acts",
    "plain": "words that only show which language it is",
}
#: given by this file, not by a vocabulary
_GIVEN = ("measured", "unknown")
#: made from others while a sentence is read (rows.py)
MADE = {
    "counted": "a number of acts",
    "shared": "a share of acts",
    "amount": "the number of acts, how many acts",
    "rise": "more acts",
    "few": "too few acts",
    "peak": "the most acts",
    "statistic": "a number of acts that were done",
    "listed": "a number of acts that are reported or reviewed",
    "unforbidden": "not forbidden",
    "gone": "forbidden or denied",
}
#: each heading is one letter of the row, so that regular expressions can read word order; no letter means anything
LETTERS = {name: chr(0xC0 + n) for n, name in enumerate([*HEADINGS, *_GIVEN, *MADE])}
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(rf"\d+:\d+|\d+(?:[.,]\d+)*|{_LETTER}+(?:'{_LETTER}+)?|[%,;:()/=|·—–…$€§#]|\.\s")
#: "20/month"; and a line of boxes to tick, "1 2 3 4 5", which counts nothing
_A_RATE = re.compile(
    r"\s?/\s?(month|week|quarter|day|shift|hour|year|tour|officer|mes|semana|turno|hora|trimestre|oficial)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
_A_SCALE = re.compile(r"\b[01]\W{1,3}[12]\W{1,3}[23](?:\W{1,3}[3-9]|\W{1,3}10)*\b(?!\s*\w)")
_BREAKS = set(",;:()=/|·—–….")
_A_YEAR_OR_TIME = re.compile(r"(?:19|20)\d\d|\d+:\d+")
#: before a number: then it numbers a thing
_LABELS = {"$", "€", "§", "#"}


@dataclass(frozen=True)
class Tagged:
    """The row of letters, the words under each as they are written, and the acts named, by their place in the row."""

    row: str
    words: tuple[str, ...]
    acts: dict[int, Act]


@dataclass(frozen=True)
class Vocabulary:
    """Phrase → heading, the acts of those that name one, and words after which a number is only a name.

    ``alone`` are the phrases of one word; ``longest`` is how many words the longest phrase has that begins with a word.
    """

    phrases: dict[tuple[str, ...], str]
    acts: dict[tuple[str, ...], Act]
    numbered: frozenset[str]
    alone: frozenset[str]
    longest: dict[str, int]


def plain(word: str) -> str:
    """Lower case, without accents."""
    if not word.isascii():
        word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return word.lower()


def words_of(text: str) -> list[str]:
    """The words, numbers and marks of a text that count for its meaning, as they are written, without possessives."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("’", "'").replace("‘", "'"))
    text = _A_SCALE.sub(" ", _A_RATE.sub(r" per \1", _POSSESSIVE.sub("", text)))
    return [word.strip() for word in _TOKEN.findall(text)]


@cache
def vocabulary(language: str) -> Vocabulary:
    """One language's words. Raises ValueError where a phrase stands under two headings, or a heading is unknown."""
    with Path(__file__).with_name(f"{language}.toml").open("rb") as file:
        found = tomllib.load(file)
    phrases: dict[tuple[str, ...], str] = {}
    acts: dict[tuple[str, ...], Act] = {}
    lists = [("act", act, rows) for act, rows in found["act"].items()]
    lists += [(heading, "", rows) for heading, rows in found["words"].items()]
    for heading, act, rows in lists:
        for phrase in (words for row in rows for words in spelled_out(row)):
            if heading not in HEADINGS or phrases.setdefault(phrase, heading) != heading:
                raise ValueError(f"{language}: {' '.join(phrase)} stands under {phrases.get(phrase)} and {heading}")
            if act:
                acts[phrase] = Act(act)
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    alone = frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)
    return Vocabulary(phrases, acts, frozenset(found["numbered"]), alone, longest)


def spelled_out(row: str) -> Iterator[tuple[str, ...]]:
    """ticket{,s} → ticket, tickets."""
    pieces = [piece.split(",") if n % 2 else [piece] for n, piece in enumerate(re.split(r"[{}]", row))]
    for choice in product(*pieces):
        yield tuple(map(plain, words_of("".join(choice))))


def tagged(text: str) -> Tagged:
    """The sentence in the language that knows more of its words."""
    written = words_of(text)
    words = [plain(word) for word in written]
    known = max(map(vocabulary, LANGUAGES), key=lambda one: sum(word in one.alone for word in words))
    row: list[str] = []
    under: list[str] = []
    acts: dict[int, Act] = {}
    at = 0
    while at < len(words):
        phrase, heading = _longest(words, at, known)
        if heading == "number" and row and words[at - 1] in known.numbered | _LABELS:
            heading = "plain"
        if phrase in known.acts:
            acts[len(row)] = known.acts[phrase]
        row.append(LETTERS[heading])
        under.append(" ".join(written[at : at + len(phrase)]))
        at += len(phrase)
    return Tagged("".join(row), tuple(under), acts)


def _longest(words: list[str], at: int, known: Vocabulary) -> tuple[tuple[str, ...], str]:
    """The longest known phrase that begins here, with its heading; a number with its unit is one."""
    for length in range(known.longest.get(words[at], 0), 0, -1):
        phrase = tuple(words[at : at + length])
        if phrase in known.phrases:
            heading = known.phrases[phrase]
            return _with_unit(words, at, phrase, known) if heading == "number" else (phrase, heading)
    word = words[at]
    if _A_YEAR_OR_TIME.fullmatch(word):
        return (word,), "plain"
    if word[0].isdigit():
        return _with_unit(words, at, (word,), known)
    return (word,), "comma" if word in _BREAKS else "unknown"


def _with_unit(words: list[str], at: int, phrase: tuple[str, ...], known: Vocabulary) -> tuple[tuple[str, ...], str]:
    """A number is measured where a unit follows."""
    after = at + len(phrase)
    for length in (2, 1):
        if known.phrases.get(tuple(words[after : after + length])) in ("unit", "percent"):
            return phrase, "measured"
    return phrase, "number"
