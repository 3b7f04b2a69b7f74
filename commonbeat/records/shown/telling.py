"""Results in the reader's language: sentences are words with gaps, numbers are spelled as the reader does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext as in_the_language_of_the_reader

from commonbeat.frame.text import day
from commonbeat.measures.charts.paper import Tongue


def number(value: float, places: int = 0) -> str:
    """A number with so many places, its thousands apart, as the reader spells it.

    In Spanish as it is written in the United States (docs/words-es.md), where Django would spell it as Spain does.
    """
    text = f"{value:,.{places}f}"
    text = text.removeprefix("-") if not any(digit in text for digit in "123456789") else text
    if (get_language() or "en").split("-")[0] in ("en", "es"):
        return text
    return number_format(Decimal(text.replace(",", "")), decimal_pos=places, use_l10n=True, force_grouping=True)


def count(n: int | None) -> str:
    """A count; None is one that would tell of few people, by itself or beside an earlier one."""
    return in_the_language_of_the_reader("withheld") if n is None else number(n)


def word(label: str) -> str:
    """A label of the library or a value of records in the reader's language; as it is where nobody translated it."""
    head, colon, rest = label.partition(": ")
    if colon and head == "not read in":
        return f"{in_the_language_of_the_reader(head)}: {word(rest)}"
    return in_the_language_of_the_reader(label) if label else ""


#: how charts speak
TONGUE = Tongue(word, number)


class _Spelling(Formatter):
    """Fills the gaps of a sentence."""

    def format_field(self, value: Any, spec: str) -> str:
        if isinstance(value, list):
            return ", ".join(self.format_field(one, spec) for one in value)
        if isinstance(value, dict):
            return said(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number(value, int(spec[1:-1]) if spec.startswith(".") else 0)
        return _date(value) or word(str(value))


_spelling = _Spelling()


def said(told: Mapping[str, Any]) -> str:
    """A sentence (``Said.as_dict``) in the reader's language."""
    return _spelling.format(in_the_language_of_the_reader(told["words"]), **told["values"])


def _date(value: Any) -> str:
    """A day as JSON carries it, as the reader writes it; "" for any other word."""
    try:
        return day(date.fromisoformat(value)) if isinstance(value, str) and len(value) == 10 else ""
    except ValueError:
        return ""
