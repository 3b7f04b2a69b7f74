"""What waits at the desk in the room of records: time to be logged, cases to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from commonbeat.people.models import Agency
from commonbeat.records.models import CaseAnswer, CaseReview
from commonbeat.records.shown import protected


@dataclass(frozen=True)
class Reading:
    """A review that waits for the reader: how many of its cases they have read."""

    review: CaseReview
    read: int

    @property
    def left(self) -> int:
        return len(self.review.drawn) - self.read


def reading(actor: Any) -> list[Reading]:
    """Reviews of which the actor has drawn cases to read."""
    seats = [seat.pk for seat in actor.seats]
    drawn = CaseReview.objects.visible_to(actor).of_reader(seats).exclude(drawn_on=None).filter(finished_on=None)
    own = CaseAnswer.objects.visible_to(actor)
    found = [Reading(one, own.filter(review=one).count()) for one in drawn]
    return [one for one in found if one.left]


def tasks(actor: Any, agency: Agency) -> list[tuple[str, str]]:
    """Sentences with their addresses."""
    found = []
    to_log, _logged = protected.lately(actor, agency)
    if blocks := len(to_log):
        words = ngettext(
            "Say of %(n)s time whether it was kept free", "Say of %(n)s times whether they were kept free", blocks
        )
        found.append((words % {"n": blocks}, reverse("records.blocks")))
    for one in reading(actor):
        words = ngettext("Read %(n)s case drawn by lot", "Read %(n)s cases drawn by lot", one.left)
        found.append((words % {"n": one.left}, reverse("records.cases", args=[one.review.pk])))
    return found
