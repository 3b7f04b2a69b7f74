"""Who comes back with return words, and what they gave before."""

from __future__ import annotations

from typing import Any

from commonbeat.matters.models import Input, Window
from commonbeat.people.models import Giver


def giver_with(words: str) -> Giver | None:
    """The giver to whom these return words were given."""
    return Giver.objects.with_words(words).first()


def given_by(actor: Any) -> list[Input]:
    """What this actor gave, newest first, each with the period ``running`` in which they can write on now."""
    related = ("matter__agency__organization", "window", "answer__by_seat__organization", "passage")
    rows = Input.objects.visible_to(actor).given_by(actor).select_related(*related)
    rows = list(rows.select_related("same_as__answer__by_seat__organization", "same_as__window").order_by("-pk")[:200])
    open_now = Window.objects.visible_to(actor).running().filter(matter__stage="published")
    running = {one.matter_id: one for one in open_now.filter(matter__in={one.matter_id for one in rows})}
    for given in rows:
        for one in (given, given.stand_in):
            one.window.matter = given.matter
        given.running = running.get(given.matter_id)
    return rows


def drafts(actor: Any, kept: dict[str, str]) -> list[tuple[Window, str]]:
    """The words kept in this browser that came when comments were not open, each with its period."""
    rows = Window.objects.visible_to(actor).filter(pk__in=kept).select_related("matter__agency__organization")
    return [(window, kept[str(window.pk)]) for window in rows]


def with_number(actor: Any, typed: str) -> Input | None:
    """The comment with a follow number, however it is typed: "24", "no. 24", "Comment 24"."""
    digits = "".join(one for one in typed if one in "0123456789")[:18]
    return Input.objects.visible_to(actor).filter(pk=int(digits)).first() if digits else None
