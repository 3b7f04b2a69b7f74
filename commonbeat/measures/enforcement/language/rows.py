"""Patterns over the row of a sentence's tags, and the two readings of it that come before its meaning.

First numbers and quantities are tied to the acts that they count; then what is forbidden or denied is put out of sight.
A pattern names tags: "demand ~3 enforcement" is a demand with at most three words of the same phrase before the
enforcement; "-3" lets stand between only what can stand between a number and what it counts; a bare "~" reaches to the
end of the thought; "=3" lets stand no "of" either, and "!5" neither reward nor judgment; "^" and "$" are its
beginning and end.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from commonbeat.measures.enforcement.language.tags import LETTERS

#: what ends a phrase, and what ends a thought
_PHRASE_ENDS, _THOUGHT_ENDS = "comma part", "part"
#: what never stands between a number and the acts that it counts
_APART = (
    "write base demand number officer will other measured quantity past did passive prohibit not none each record told"
)
#: what stands between "no officer" and "fewer than ten" where nothing is demanded
_DECIDED = f"{_PHRASE_ENDS} reward evaluate base judged if demand fail prohibit not none"
GONE = LETTERS["gone"]


@cache
def letters(names: str) -> str:
    """The letters of some headings, given with spaces or bars between."""
    return "".join(LETTERS[name] for name in re.split(r"[ |]", names) if name)


def holds(row: str, names: str) -> bool:
    """Whether any of these headings stands in the row."""
    return not set(row).isdisjoint(letters(names))


@cache
def pattern(said: str) -> re.Pattern[str]:
    """A pattern of headings as a regular expression over letters."""
    apart = f"{_PHRASE_ENDS} {_APART}"
    gaps = {"~": letters(_PHRASE_ENDS), "-": letters(apart), "=": letters(f"{apart} of"), "!": letters(_DECIDED)}
    made = []
    for word in said.split():
        if word == "~":
            made.append(f"[^{letters(_THOUGHT_ENDS)}]*?")
        elif word[0] in gaps:
            made.append(f"[^{gaps[word[0]]}]{{0,{word[1:]}}}?")
        else:
            made.append(word if word in "^$" else f"[{letters(word)}]")
    return re.compile("".join(made))


class Change(NamedTuple):
    """Where a pattern is found, the headings ``of`` in it become another."""

    said: str
    of: str
    becomes: str

    def made(self, found: re.Match[str]) -> str:
        """What was found, with the change in it."""
        return found[0].translate(dict.fromkeys(map(ord, letters(self.of)), LETTERS[self.becomes]))


_TIES = (
    Change("ordering ~2 officer|you -3 base|of -1 quantity", "ordering", "compare"),
    Change("ordering ~2 officer|you -3 base -1 act", "ordering", "compare"),
    Change("officer|you ~3 ordering -1 base|of -1 quantity", "ordering", "compare"),
    Change("officer|you ~3 ordering -1 base -1 act", "ordering", "compare"),
    Change("ordering", "ordering", "demand"),
    Change("officer ~3 leading -3 act", "leading", "most"),
    Change("leading", "leading", "more"),
    Change("officer|you ~1 low number ~ act", "number", "counted"),
    Change("under ~1 number", "under", "low"),
    Change("over number", "over", "floor"),
    Change("quantity ~1 object ~2 acted|acting", "quantity", "amount"),
    Change("quantity ~2 acted|acting", "quantity", "amount"),
    Change("sole -1 number -3 act", "sole", "few"),
    Change("quantity -4 act", "quantity", "amount"),
    Change("act quantity|activity", "quantity|activity", "amount"),
    Change("training ~2 act", "act", "other"),
    Change("number ~1 of act", "of", "plain"),
    Change("number =3 act|violation", "number", "counted"),
    Change("act|violation ~ target|grade|floor|low comma number", "number", "counted"),
    Change("act|violation comma floor -1 number", "number", "counted"),
    Change("act -2 number ~1 object", "number", "counted"),
    Change("acted ~1 floor ~1 number ~2 object", "number", "counted"),
    Change("acted ~2 number ~2 object", "number", "statistic"),
    Change("acting ~2 number ~2 object", "number", "counted"),
    Change("act|violation ~6 floor number ~1 period|tour", "number", "counted"),
    Change("act|violation of number ~1 tour|period", "number", "counted"),
    Change("act|violation ~1 grade|floor|low|meet ~1 number", "number", "counted"),
    Change("act|violation ~2 comma -1 number", "number", "counted"),
    Change("act|violation number $", "number", "counted"),
    Change("percent -4 act", "percent", "shared"),
    Change("more -3 act", "more", "rise"),
    Change("act ~1 up", "up", "more"),
    Change("demand|hint|target ~2 low -3 act", "low", "plain"),
    Change("low -3 act", "low", "few"),
    Change("most -3 act", "most", "peak"),
    Change("would|hint ~ did ~2 counted", "did", "write"),
    Change("will|demand ~1 did ~2 counted", "did", "write"),
    Change("did ~2 counted", "counted", "statistic"),
    Change("set -4 act|violation", "set", "counted"),
    Change("told ~2 officer|you ~1 write|acting", "told", "demand"),
    Change("demand|will|floor ~1 log ~1 counted", "log", "write"),
    Change("log", "log", "record"),
    Change("record ~4 counted|amount", "counted|amount", "listed"),
)
#: where the act was named before: "tickets … write ten a day"
_ELIDED = (Change("write|demand ~1 number ~1 period|tour|each", "number", "counted"),)
#: what negation does beside hiding: not forbidden, not alone, who do not reach, no officer shall
_NEGATIONS = (
    Change("explain ~8 none|not ~5 act", "none|not", "few"),
    Change("none|not|prohibit ~8 until ~4 counted", "none|not|prohibit", "demand"),
    Change("none|not ~2 reward ~5 until ~ act", "none|not", "demand"),
    Change("part officer|you not $", "part", "deny"),
    Change("not|none|prohibit ~1 prohibit", "prohibit", "unforbidden"),
    Change("not|none ~1 unforbidden", "not|none", "plain"),
    Change("quota ~3 define", "define", "deny"),
    Change("define ~3 quota", "define", "deny"),
    Change("if impose ~2 quota", "if", "deny"),
    Change("reward ~3 impose ~2 quota", "impose", "deny"),
    Change("quota ~4 may ~2 record", "may", "deny"),
    Change("officer|you ~4 not|none ~1 act ~ will|reward", "not|none", "fail"),
    Change("reward ~ not|none !3 write|meet|impose|act|counted|quota", "not|none", "fail"),
    Change("may ~2 sole", "sole", "together"),
    Change("not|none|prohibit ~5 sole", "sole", "together"),
    Change("not|none|prohibit ~5 together", "not|none|prohibit", "plain"),
    Change("tour|period ~1 not ~1 act", "not", "fail"),
    Change("if ~4 not|none ~3 write|meet|acting|act|counted", "not|none", "fail"),
    Change("officer not|none write|meet -1 counted", "not|none", "fail"),
    Change("not|none !4 not|none ~2 counted|write|act", "not|none", "fail"),
    Change("low|few|counted|fail ~ prohibit|not|none ~4 reward", "prohibit|not|none", "reward"),
    Change("prohibit|not|none ~6 reward ~4 until", "prohibit|not|none", "plain"),
    Change("none officer !6 low|floor|few -1 counted", "none", "demand"),
    Change("none ~4 demand|may|will", "none", "prohibit"),
    Change("^ none ~ may", "none", "prohibit"),
    Change("^ none ~3 quota", "none", "deny"),
    Change("not ~1 demand", "not", "prohibit"),
)


def tied(row: str, names_acts: bool) -> str:
    """Numbers and quantities of acts told apart from other numbers."""
    return _changed(row, _TIES + (_ELIDED if names_acts else ()))


def masked(row: str) -> str:
    """What is forbidden or denied, out of sight. "Despite …," is a thought of its own."""
    despite, comma, part = (LETTERS[name] for name in ("despite", "comma", "part"))
    row = re.sub(f"{despite}([^{comma}{part}]*){comma}", rf"{despite}\1{part}", row)
    return part.join(_hidden(thought) for thought in _changed(row, _NEGATIONS).split(part))


def _hidden(thought: str) -> str:
    """A prohibition or denial covers its whole thought, a plain "not" what follows in its phrase.

    Where counts decide together with other things, that alone is left, unless a number is named.
    """
    if holds(thought, "prohibit deny"):
        return GONE * len(thought)
    if holds(thought, "together") and not holds(thought, "counted"):
        return re.sub(f"[^{letters('together act activity')}]", GONE, thought)
    return re.sub(f"[{letters('not none')}][^{LETTERS['comma']}]*", lambda found: GONE * len(found[0]), thought)


def _changed(row: str, changes: tuple[Change, ...]) -> str:
    for change in changes:
        row = pattern(change.said).sub(change.made, row)
    return row
