"""The nineteen practices, read from standards.toml; their sentences are translated when they are shown.

strings.py holds the same sentences where translators' tools find them; this file, run as a program, prints it anew.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as in_the_language_of_the_reader, gettext_lazy as _

from commonbeat.measures.catalogue import of_practice

SOURCE = Path(__file__).with_name("standards.toml")
SENTENCES = ("sentence", "question", "better", "later")
GROUPS = {"A": _("Planning and problem solving"), "B": _("Partners"), "C": _("Meeting people")}


@dataclass(frozen=True)
class Standard:
    """One practice: its published sentence, a resident's question, and the evidence that bears on it.

    ``kinds`` are the kinds of topic that count for it, none meaning all. Measures of records name their practice.
    """

    code: str
    group: str
    sentence: str
    question: str
    better: str
    evidence: tuple[str, ...]
    kinds: tuple[str, ...]
    later: str

    def said(self, name: str) -> str:
        """One of its SENTENCES in the reader's language; "" where it has none."""
        words = getattr(self, name)
        return in_the_language_of_the_reader(words) if words else ""


@cache
def standards() -> tuple[Standard, ...]:
    """All nineteen, in order."""
    rows = tomllib.loads(SOURCE.read_text("utf-8"))["standard"]
    return tuple(
        Standard(**row | {"evidence": (*row["evidence"], *of_practice(row["code"])), "kinds": tuple(row["kinds"])})
        for row in rows
    )


def standard(code: str) -> Standard | None:
    """The practice with this code."""
    return next((one for one in standards() if one.code == code), None)


def for_translators() -> str:
    """The text of strings.py: every sentence, marked for translation."""
    sentences = [getattr(one, name) for one in standards() for name in SENTENCES]
    marked = "".join(f"    _({quoted(words)}),\n" for words in sentences if words)
    return f'''"""The sentences of standards.toml, for translators. Made by standards.py; a test holds it current."""

# ruff: noqa: E501 - each sentence on one line
# fmt: off
from django.utils.translation import gettext_noop as _

STRINGS = (
{marked})
'''


def quoted(words: str) -> str:
    """Words as a program spells them, readable in every language."""
    return repr(words) if '"' in words else json.dumps(words, ensure_ascii=False)


if __name__ == "__main__":
    print(for_translators(), end="")
