"""What is wrong with a file of comments in view of a comment period, and whether it was entered before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.matters.actions.inputs import refuse_wrong_place
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.matters.texts import csv_door, screening
from commonbeat.matters.texts.csv_door import Problem, Row


def problems(
    window: Window, sheet: csv_door.Sheet, clean: Mapping[str, Any], passages: Mapping[str, Passage]
) -> list[Problem]:
    """What is wrong with rows in view of this comment period: what it does not take keeps a row out."""
    found = _of_dates(window, sheet.rows, clean)
    for row in sheet.rows:
        if row.passage and row.passage not in passages:
            sentence = _("No passage has the number “%(label)s”: it is entered on the whole.") % {"label": row.passage}
            found.append(Problem(row.line, sentence, False))
        if row.language and row.language not in dict(settings.LANGUAGES):
            said = _("The language “%(language)s” is not known here: it is entered as %(name)s.")
            name = dict(settings.LANGUAGES)[clean["language"]]
            found.append(Problem(row.line, said % {"language": row.language, "name": name}, False))
        try:
            refuse_wrong_place(window, csv_door.kind_of(row.kind), passages.get(row.passage))
        except Refused as refusal:
            found.append(Problem(row.line, refusal.sentence))
        found += [Problem(row.line, sentence, False) for sentence in looked_at_because(row.words)]
    return found


def _of_dates(window: Window, rows: Sequence[Row], clean: Mapping[str, Any]) -> list[Problem]:
    """Rows with a date that cannot be read, with none, or with one outside the comment period."""
    chosen = clean["given_on"]
    first, last = window.opens_on, min(window.last_day, window.matter.agency.today())
    found, outside = [], []
    for row in rows:
        day = chosen or row.given_on
        if row.unread and not (chosen and clean["for_unread"]):
            found.append(Problem(row.line, _("The date “%(date)s” cannot be read.") % {"date": row.unread}))
        elif day is None:
            found.append(Problem(row.line, _("It has no date. Choose one date for all.")))
        elif not first <= day <= last:
            outside.append((row.line, day))
    days = [day for _line, day in outside]
    return found + [Problem(line, _outside(min(days), max(days), first, last)) for line, _day in outside]


def _outside(earliest: date, latest: date, first: date, last: date) -> str:
    """One sentence for all rows whose dates the period does not take."""
    sentence = _(
        "Its date is not within the comment period, which goes from %(first)s to %(last)s. "
        "Such dates in this file: %(earliest)s to %(latest)s. Choose one date for all, or correct the file."
    )
    days = {"first": first, "last": last, "earliest": earliest, "latest": latest}
    return sentence % {name: date_format(day) for name, day in days.items()}


@dataclass(frozen=True)
class Group:
    """The lines on which the same thing is wrong."""

    lines: Sequence[int]
    sentence: str
    grave: bool


def grouped(found: Sequence[Problem]) -> list[Group]:
    """Each thing that is wrong, once, with its lines."""
    lines: dict[tuple[str, bool], list[int]] = {}
    for one in sorted(found, key=lambda one: one.line):
        lines.setdefault((str(one.sentence), one.grave), []).append(one.line)
    return [Group(at, sentence, grave) for (sentence, grave), at in lines.items()]


def entered_before(window: Window, digest: str, rows: Sequence[Row]) -> list[str]:
    """In sentences: when the same file was entered, and how many of its words are already there."""
    found = []
    for entry in record.entries(f"{window._meta.verbose_name} {window.pk}"):
        if entry.said["facts"].get("digest") == digest:
            day = date_format(date.fromisoformat(entry.said["on"]))
            found.append(_("The same file was entered on %(day)s.") % {"day": day})
    given = Input.objects.filter(matter=window.matter_id).only("words", "kept")
    there = {(one.kept or one.words).text for one in given}
    n = sum(row.words in there for row in rows)
    if n:
        said = ngettext(
            "%(n)s row has words that are already among the comments.",
            "%(n)s rows have words that are already among the comments.",
            n,
        )
        found.append(said % {"n": n})
    return found


def looked_at_because(words: str) -> Iterator[str]:
    """Why words of a file wait for a look, in sentences."""
    if screening.personal_data(words):
        yield _("It looks as if a private address or number stands in it: it is held for a look.")
    if screening.immigration_status(words):
        yield _("It says something about somebody’s immigration or citizenship status: it is held for a look.")
