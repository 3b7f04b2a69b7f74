"""Enter what came on paper, by telephone or in a meeting: one at a time, or many from a checked file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.inputs import hold_for, put_words, refuse_wrong_place
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver

#: what stands in other tables and was read from them: not looked up again for each of many
READ = ["matter", "window", "passage", "giver", "follows", "entered_by", "same_as", "answer"]


@action("matters.enter", facts=["channel", "given_on"])
def enter(
    window: Window,
    *,
    by: Actor,
    words: Words,
    channel: str,
    given_on: date,
    kind: str = Input.Kind.COMMENT,
    passage: Passage | None = None,
    role: str = "",
    return_words: str = "",
    left_in: bool = False,
) -> Input:
    """Enter what came on paper, by telephone or in a meeting, with its true channel and date, the enterer apart.

    ``left_in``: who gave it wants to leave in what it tells of somebody's immigration status; else it is held.
    """
    row = {"words": words, "given_on": given_on, "kind": kind, "passage": passage, "left_in": left_in}
    return enter_one(window, by, channel, row, role=role, return_words=return_words)


def enter_one(
    window: Window, by: Actor, channel: str, row: Mapping[str, Any], *, role: str = "", return_words: str = ""
) -> Input:
    """One input that came another way than on this site, with a giver of its own; ``row`` as for ``enter_many``."""
    given = _entered(window, by, channel, row)
    giver = Giver(topic=window.matter_id, role=role, language=row["words"].language)
    giver.words_digest = Giver.digest(return_words) if return_words else None
    giver.full_clean()
    giver.save()
    given.giver = giver
    given.full_clean(exclude=READ)
    given.save()
    return given


@action("matters.enter_many", facts=["channel", "count", "digest"])
def enter_many(
    window: Window, *, by: Actor, rows: Sequence[Mapping[str, Any]], channel: str, count: int, digest: str
) -> Window:
    """Enter many at once from a checked file: one act, one entry with their number and the file's digest.

    Each row has ``words`` (Words), ``given_on`` (date) and may have ``kind`` and ``passage``; each is checked as if
    it were entered alone.
    """
    if len(rows) != count:
        raise Refused(_("The file changed between the preview and now. Check it again."))
    made = [_entered(window, by, channel, row) for row in rows]
    for given in made:
        given.clean_fields(exclude=READ)
    Input.objects.bulk_create(made, batch_size=500)
    return window


def _entered(window: Window, by: Actor, channel: str, row: Mapping[str, Any]) -> Input:
    """One input from what was entered, refused where the period does not take it."""
    kind, passage, words = row.get("kind", Input.Kind.COMMENT), row.get("passage"), row["words"]
    refuse_wrong_place(window, kind, passage)
    _refuse_wrong_date(window, row["given_on"])
    given = Input(matter=window.matter, window=window, passage=passage, kind=kind, channel=channel)
    given.given_on, given.entered_by = row["given_on"], by.hat
    given.entered_on, given.entered_late = window.matter.agency.today(), window.is_over
    put_words(given, words, hold_for(words.text, window, left_in=row.get("left_in", False)))
    return given


def _refuse_wrong_date(window: Window, given_on: date) -> None:
    first = window.matter.agency.local(window.opens_at).date()
    if not first <= given_on <= min(window.last_day, window.matter.agency.today()):
        raise Refused(_("The date it was given must lie within the comment period."))
