"""Replies as the desk shows them: the drafts of a topic, each with its promise and the comments that it serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commonbeat.matters.models import Answer, Commitment, Input, Matter
from commonbeat.matters.shown.inbox import copies


@dataclass(frozen=True)
class Draft:
    """A drafted reply, the comments that it serves, how many stand behind these, and the promise it makes."""

    reply: Answer
    served: Sequence[Input]
    promise: Commitment | None

    @property
    def behind(self) -> int:
        return sum(one.copies for one in self.served)

    @property
    def value(self) -> str:
        """What choosing it sends: its number, and what stood in it when it was read."""
        return f"{self.reply.pk}-{self.reply.stand}"


def with_copies(rows: list[Input]) -> list[Input]:
    """The same comments, each with how many stand behind it."""
    folded = copies(rows)
    for one in rows:
        one.copies = folded.get(one.pk, 0)
    return rows


def served(actor: Any, reply: Answer) -> list[Input]:
    """The comments that a reply serves."""
    rows = Input.objects.visible_to(actor).filter(answer=reply).select_related("passage")
    return with_copies(list(rows.order_by("pk")))


def drafts(actor: Any, matter: Matter) -> list[Draft]:
    """The drafted replies of a topic."""
    rows = list(Answer.objects.visible_to(actor).drafts().filter(matter=matter).select_related("by_seat__organization"))
    by_reply: dict[int, list[Input]] = {}
    given = Input.objects.visible_to(actor).filter(answer__in=rows).select_related("passage").order_by("pk")
    for one in with_copies(list(given)):
        by_reply.setdefault(one.answer_id, []).append(one)
    made = Commitment.objects.visible_to(actor).filter(answer__in=rows).select_related("owner__organization")
    promises = {one.answer_id: one for one in made}
    return [Draft(one, by_reply.get(one.pk, []), promises.get(one.pk)) for one in rows]


def drafted_for(actor: Any, given: Sequence[Input]) -> list[Answer]:
    """Drafts and replies that somebody has already written for some of these comments."""
    numbers = {one.answer_id for one in given if one.answer_id}
    return list(Answer.objects.visible_to(actor).filter(pk__in=numbers).select_related("by_seat__organization"))
