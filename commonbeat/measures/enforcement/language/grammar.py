"""What a sentence says about counting, from the order of its tags: one grammar for all languages.

First numbers and quantities are tied to the acts that they count; then what is forbidden or denied is put out of sight;
what is left is looked for thought by thought. A pattern names tags: "demand ~3 enforcement" is a demand with at most three
words of the same phrase before the enforcement, and a bare "~" reaches to the end of the thought.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from commonbeat.laws.quota import Act
from commonbeat.measures.enforcement.language.tags import LETTERS, Tagged, tagged


class Says(StrEnum):
    """What a sentence does with a count of acts. The last four are no more than a reason to ask."""

    NUMBER = "a number is required"
    HINT = "a number is suggested"
    SHARE = "a share of acts is required"
    MORE = "more is demanded, or enough"
    COMPARED = "officers are compared or ranked by counts"
    RELATIVE = "a number is required relative to other officers"
    REWARDED = "something is given or taken for counts"
    POINTS = "points are given for counts"
    ALONE = "counts alone decide in an evaluation or about a benefit"
    CRITERION = "counts decide in an evaluation or about a benefit"
    QUOTA = "a quota is in use"
    NOT_ALONE = "counts may decide together with other things"
    COUNTED = "counts are kept per officer, and no use is named"
    ENCOURAGED = "enforcement is evaluated, demanded or encouraged, without a number"
    UNNAMED = "something is counted or expected, and not said what"


@dataclass(frozen=True)
class Claim:
    """One thing that a sentence says, the acts it is about (none: it names none), and the words that say so."""

    says: Says
    acts: frozenset[Act]
    words: str


#: letters made while reading, beside those of the vocabularies
_MADE = {
    "counted": "N",  # a number of acts
    "shared": "C",  # a share of acts
    "amount": "Q",  # the number of acts, how many acts
    "rise": "U",  # more acts
    "few": "L",  # too few acts
    "peak": "T",  # the most acts
    "statistic": "O",  # a number of acts that were done
    "listed": "I",  # a number of acts that something is to be done with: reported, reviewed
    "unforbidden": "?",
}
_ALL = {**LETTERS, **_MADE}
#: what may stand between a number and its act: no verb, no other number, nothing past or negated
_PHRASE, _THOUGHT, _CLOSE, _GONE = "[^,/]", "[^/]", r"[^,/zWbdntw_u#hHB!^-]", "~"
FRAGMENT = 9


@cache
def pattern(said: str) -> re.Pattern[str]:
    """A pattern of tag names as a regular expression over letters."""
    made = []
    for word in said.split():
        if word.startswith("~"):
            made.append(f"{_PHRASE}{{0,{word[1:]}}}?" if word[1:] else f"{_THOUGHT}*?")
        elif word.startswith("-"):
            made.append(f"{_CLOSE}{{0,{word[1:]}}}?")
        elif word in ("^", "$"):
            made.append(word)
        else:
            letters = "".join(re.escape(_ALL[name]) for name in word.split("|"))
            made.append(f"[{letters}]")
    return re.compile("".join(made))


Change = Callable[[re.Match[str]], str]


def _first(letter: str) -> Change:
    return lambda found: letter + found[0][1:]


def _last(letter: str) -> Change:
    return lambda found: found[0][:-1] + letter


def _swap(one: str, other: str) -> Change:
    return lambda found: found[0].replace(one, other)


#: what ties numbers and quantities to acts, in this order
_TIES: tuple[tuple[str, Change], ...] = (
    ("sole -1 number -3 act", _first("L")),
    ("quantity -4 act", _first("Q")),
    ("act quantity|activity", _last("Q")),
    ("number -3 act|violation", _first("N")),
    ("act -2 number ~1 object", _swap("n", "N")),
    ("acted ~1 floor ~1 number ~2 object", _swap("n", "N")),
    ("acted ~2 number ~2 object", _swap("n", "O")),
    ("acting ~2 number ~2 object", _swap("n", "N")),
    ("act|violation ~2 comma -1 number", _last("N")),
    ("act|violation number $", _last("N")),
    ("percent -4 act", _first("C")),
    ("more -3 act", _first("U")),
    ("low -3 act", _first("L")),
    ("most -3 act", _first("T")),
    ("did ~2 counted", _swap("N", "O")),
    ("set -4 act|violation", _first("N")),
    ("told ~2 officer|you ~1 write|acting", _first("d")),
    ("record ~4 counted", _swap("N", "I")),
    ("record ~4 amount", _swap("Q", "I")),
)
#: where an act is named before: "tickets … write ten a day"
_ELIDED: tuple[tuple[str, Change], ...] = (("write|demand ~1 number ~1 period|tour|each", _swap("n", "N")),)

#: what negation does before it hides: not less than, who do not reach, no officer shall, not forbidden, not alone
_NEGATIONS: tuple[tuple[str, Change], ...] = (
    ("not|prohibit ~1 prohibit", lambda found: "." * (len(found[0]) - 1) + "?"),
    ("quota ~3 define", _swap("q", "D")),
    ("define ~3 quota", _swap("q", "D")),
    ("reward ~3 not ~3 write|meet|act|counted", _swap("-", "F")),
    ("not|prohibit ~5 sole", lambda found: "." * (len(found[0]) - 1) + "K"),
    ("if ~4 not ~3 write|meet|acting|act|counted", _swap("-", "F")),
    ("if impose ~2 quota", _last("D")),
    ("officer not write|meet -1 counted", _swap("-", "F")),
    ("not ~3 not ~2 counted|write|act", _swap("-", "F")),
    ("low|few|counted|fail ~ prohibit|not ~4 reward", lambda found: re.sub("[!-]", "R", found[0])),
    ("prohibit|not ~6 reward ~4 until", lambda found: re.sub("[!-]", ".", found[0])),
    ("not ~4 demand|may|will", _first("!")),
)


def changed(row: str, changes: tuple[tuple[str, Change], ...]) -> str:
    """The row after each change, wherever it applies."""
    for said, change in changes:
        row = pattern(said).sub(change, row)
    return row


def masked(row: str) -> str:
    """What is forbidden or denied, out of sight."""
    row = changed(re.sub(r"&([^,/]*),", r".\1/", row), _NEGATIONS)
    return "/".join(_hidden(part) for part in row.split("/"))


def _hidden(part: str) -> str:
    """A prohibition or denial covers its whole thought, a plain "not" what follows in its phrase."""
    if "!" in part or "D" in part:
        return _GONE * len(part)
    if "K" in part and "N" not in part:
        return re.sub("[^Kay]", _GONE, part)
    return re.sub(r"-[^,]*", lambda found: _GONE * len(found[0]), part)


@dataclass(frozen=True)
class Sign:
    """A claim is made by a thought in which the pattern is found, with one of ``along`` and none of ``unless`` in it."""

    says: Says
    said: str
    along: str = ""
    unless: str = ""


SIGNS = (
    Sign(Says.POINTS, "points", "act counted", "other"),
    Sign(Says.POINTS, "number|counted each ~2 act"),
    Sign(Says.RELATIVE, "compare ~ demand|reward|fail|will|few", "act", "object"),
    Sign(Says.COMPARED, "compare ~ officer|you", "act", "past object"),
    Sign(Says.COMPARED, "officer|you ~ compare", "act", "past object"),
    Sign(Says.COMPARED, "peak", "reward evaluate demand compare base"),
    Sign(Says.COMPARED, "peak", "officer you if", "past passive statistic did"),
    Sign(Says.REWARDED, "counted|rise|few|peak", "reward", "past object"),
    Sign(Says.REWARDED, "officer|you ~ counted|rise|few|peak", "reward", "past"),
    Sign(Says.REWARDED, "fail ~4 act", "reward"),
    Sign(Says.REWARDED, "reward ~3 each ~3 act|rise|counted"),
    Sign(Says.SHARE, "shared", "demand target"),
    Sign(Says.NUMBER, "counted", "demand target grade fail", "object"),
    Sign(Says.NUMBER, "officer|you|demand ~ counted", "demand target grade fail"),
    Sign(Says.NUMBER, "counted", "floor set tour", "past passive statistic hint would object"),
    Sign(Says.NUMBER, "officer|you ~ counted ~4 period", "", "past passive statistic hint would"),
    Sign(Says.NUMBER, "counted ~4 period ~ officer|you", "", "past passive statistic hint would"),
    Sign(Says.NUMBER, "floor ~1 act", "", "past passive statistic hint would object"),
    Sign(Says.NUMBER, "officer|you ~4 will ~ counted"),
    Sign(Says.NUMBER, "^ counted ~ period", "", "past passive statistic hint would did"),
    Sign(Says.NUMBER, "^ ~1 write ~2 counted"),
    Sign(Says.NUMBER, "demand|target|grade ~4 amount"),
    Sign(Says.NUMBER, "amount ~5 demand|target"),
    Sign(Says.NUMBER, "target ~1 act"),
    Sign(Says.NUMBER, "act target"),
    Sign(Says.NUMBER, "target|grade ~2 period ~2 act"),
    Sign(Says.QUOTA, "meet|impose|demand|fail|reward|period|write|counted ~6 quota", "", "define may"),
    Sign(Says.QUOTA, "low ~2 quota"),
    Sign(Says.QUOTA, "quota ~6 meet|impose|demand|fail|reward|period|counted", "", "define may"),
    Sign(Says.HINT, "counted", "hint"),
    Sign(Says.HINT, "counted ~6 period|tour", "would"),
    Sign(Says.HINT, "would ~ counted", "officer you period tour floor"),
    Sign(Says.ALONE, "amount ~ sole", "evaluate reward base"),
    Sign(Says.ALONE, "base ~3 sole", "amount"),
    Sign(Says.CRITERION, "amount", "evaluate reward", "past together"),
    Sign(Says.CRITERION, "evaluate|reward ~8 base ~4 act", "", "together"),
    Sign(Says.CRITERION, "judged ~5 act|amount", "", "together"),
    Sign(Says.MORE, "rise", "demand hint you", "past passive statistic"),
    Sign(Says.MORE, "^ ~2 rise", "", "past passive"),
    Sign(Says.MORE, "few", "demand you", "past passive"),
    Sign(Says.MORE, "few", "evaluate reward", "object"),
    Sign(Says.MORE, "if ~3 write ~1 few", "", "object"),
    Sign(Says.MORE, "act ~3 more|low", "demand hint you", "past passive"),
    Sign(Says.NOT_ALONE, "together", "act activity"),
    Sign(Says.NOT_ALONE, "base ~ act ~ base"),
    Sign(Says.NOT_ALONE, "unforbidden", "act activity quota"),
    Sign(Says.COUNTED, "amount|counted|listed", "officer you", "past passive"),
    Sign(Says.COUNTED, "counted ~4 tour", "", "past passive statistic"),
    Sign(Says.COUNTED, "quantity", "act", "past passive object"),
    Sign(Says.COUNTED, "record ~ officer ~ act", "", "demand past passive may will if"),
    Sign(Says.ENCOURAGED, "demand|hint ~3 write|demand ~3 act"),
    Sign(Says.ENCOURAGED, "officer|you ~3 will ~2 write ~3 act"),
    Sign(Says.ENCOURAGED, "hint|evaluate|value ~4 act", "", "past passive"),
    Sign(Says.ENCOURAGED, "enforcement", "evaluate value demand hint more reward target grade base low quantity"),
    Sign(Says.ENCOURAGED, "officer|you ~3 will ~2 enforcement"),
    Sign(Says.UNNAMED, "activity", "evaluate value demand hint more low reward target grade base compare officer you"),
    Sign(Says.UNNAMED, "quota", "", "define may record"),
)
#: in a heading or a line of a form, which is no sentence
FRAGMENTS = (
    Sign(Says.ENCOURAGED, "enforcement"),
    Sign(Says.UNNAMED, "activity|target"),
    Sign(Says.COUNTED, "officer ~2 act", "", "write few rise"),
    Sign(Says.COUNTED, "act", "quantity period"),
)


def claims(sentence: str) -> list[Claim]:
    """All that the sentence says about counting, strongest first."""
    found = tagged(sentence)
    tied = changed(found.row, _TIES)
    row = masked(changed(tied, _ELIDED) if found.acts else tied)
    signs = SIGNS + (FRAGMENTS if _is_fragment(found.row) else ())
    return [claim for start, part in _thoughts(row) for claim in _made(found, start, part, signs)]


def _is_fragment(row: str) -> bool:
    return len(row) <= FRAGMENT and not set(row) & set("dwhH-!M")


def _thoughts(row: str) -> Iterator[tuple[int, str]]:
    start = 0
    for part in row.split("/"):
        yield start, part
        start += len(part) + 1


def _made(found: Tagged, start: int, part: str, signs: tuple[Sign, ...]) -> Iterator[Claim]:
    acts = frozenset(act for at, act in found.acts.items() if start <= at < start + len(part) and part[at - start] != "~")
    for sign in signs:
        seen = pattern(sign.said).search(part)
        if seen and (not sign.along or _any(sign.along, part)) and not _any(sign.unless, part):
            words = " ".join(found.words[start + seen.start() : start + seen.end()])
            yield Claim(sign.says, acts, words)


def _any(names: str, part: str) -> bool:
    return any(_ALL[name] in part for name in names.split())
