"""A body's old lists in people's words: what enters, what does not."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from commonbeat.gatherings import lists
from commonbeat.gatherings.reading import lists as reading

#: reasons why a row does not enter → as people read them
OUT = {
    reading.NO_DAY: gettext_lazy("rows with a day that cannot be read"),
    reading.TWICE: gettext_lazy("rows that the file has once more"),
    lists.HERE: gettext_lazy("rows that are here already"),
    lists.TOO_LONG: gettext_lazy("rows with a longer title than a seat can have"),
    lists.NO_SINCE: gettext_lazy("rows without the day on which somebody took the seat"),
    lists.NO_ADDRESS: gettext_lazy("seats held now without an e-mail address: nobody can be invited to them"),
    lists.ENDS_EARLY: gettext_lazy("rows with a seat that ends before it begins"),
    lists.NO_WORDS: gettext_lazy("rows without words"),
    lists.NO_ADOPTION: gettext_lazy("rows without the day on which it was adopted, or with one to come"),
    lists.NO_REPLY_DAY: gettext_lazy("rows without a day for the reply, which the charter does not say either"),
}


class Group(NamedTuple):
    """A reason, and the lines that it holds of; ``titles`` is there for the page that shows groups of meetings too."""

    sentence: Any
    lines: list[int]
    titles: tuple[str, ...] = ()


def left(looked: lists.Looked) -> list[Group]:
    """Rows that do not enter, by reason."""
    found: dict[str, Group] = {}
    for one in looked.out:
        found.setdefault(one.why, Group(OUT[one.why], [])).lines.append(one.line)
    return list(found.values())


def rows(looked: lists.Looked) -> list[tuple[int, dict[str, str], list[date]]]:
    """The first rows that enter: line, words, and the days that they tell."""
    return [(row.line, row.words, [day for day in row.days.values() if day]) for row in looked.rows[:60]]


def invited(looked: lists.Looked) -> int:
    """How many get an invitation by mail."""
    return sum(not lists.is_over(row) for row in looked.rows)
