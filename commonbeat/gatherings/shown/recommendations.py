"""Recommendations as pages list them: each with its clock, its reply and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.gatherings.models import Recommendation
from commonbeat.matters import stations
from commonbeat.matters.models import Answer, Commitment
from commonbeat.people.models import Organization

#: what a reply's outcome is called where it answers a board
OUTCOMES = {
    Answer.Outcome.WILL_DO: _("Accepted"),
    Answer.Outcome.IN_PART: _("Accepted in part"),
    Answer.Outcome.ALREADY: _("Already so, says the agency"),
    Answer.Outcome.WILL_NOT: _("Rejected"),
    Answer.Outcome.NOT_OURS: _("Not the agency’s to decide"),
}
COLUMNS = [
    "number",
    "board",
    "recommendation",
    "adopted_on",
    "reply_due",
    "due_by_charter",
    "replied_on",
    "days_late",
    "outcome",
    "promise_due",
    "promise_state",
    "page",
]


@dataclass(frozen=True)
class Row:
    """One recommendation with its reply and the promises that the reply made."""

    made: Recommendation
    promises: list[Commitment]

    @property
    def reply(self) -> Answer | None:
        return self.made.given.reply

    @property
    def outcome_key(self) -> str:
        """The reply's outcome as data; "" while there is none."""
        return self.reply.outcome if self.reply else ""

    @property
    def outcome(self) -> Any:
        """The same as a board reads it."""
        return OUTCOMES[Answer.Outcome(self.outcome_key)] if self.reply else ""

    @property
    def days_late(self) -> int:
        """Days past the day on which the reply was due, until it came or until today."""
        until = self.reply.published_on if self.reply else clock.today()
        return max(0, (until - self.made.reply_due).days)

    @property
    def rail(self) -> list[stations.Station]:
        """The stations of its thread. No text is changed nor topic decided by it: those two it does not pass."""
        given = self.made.given
        return stations.passed(given.matter, stations.of_input(given, [], None, self.promises))

    @property
    def promise_due(self) -> date | None:
        return max((one.due for one in self.promises), default=None)

    @property
    def promise_state(self) -> str:
        """The state of the promise that is furthest from being kept; "" where nothing was promised."""
        order = list(Commitment.State)
        states = [Commitment.State(one.state) for one in self.promises]
        return min(states, key=order.index).value if states else ""


def rows(actor: Any, body: Organization | None = None) -> list[Row]:
    """Every recommendation that the actor may see, the newest first; of one body where it is named. Two queries."""
    found: QuerySet = Recommendation.objects.visible_to(actor)
    found = found.filter(organization=body) if body else found
    related = ("given__window", "given__same_as", "given__answer", "given__matter__agency__organization")
    made = list(found.select_related("organization", *related))
    replies = [one.given.answer_id for one in made if one.given.reply]
    kept = Commitment.objects.visible_to(actor).filter(answer__in=replies).exclude(state=Commitment.State.DROPPED)
    if not made:
        return []
    promised: dict[int, list[Commitment]] = {}
    for one in stations.with_checks(kept):
        promised.setdefault(one.answer_id, []).append(one)
    return [Row(one, promised.get(one.given.answer_id, []) if one.given.reply else []) for one in made]


def cells(one: Row) -> list[Any]:
    """A row as data."""
    made = one.made
    return [
        made.number,
        str(made.organization),
        made.title.text,
        made.adopted_on,
        made.reply_due,
        made.due_by_charter,
        one.reply.published_on if one.reply else None,
        one.days_late,
        one.outcome_key,
        one.promise_due,
        one.promise_state,
        made.get_absolute_url(),
    ]


@dataclass(frozen=True)
class Tally:
    """How many there are, how many wait, how many of these are late, and how each reply came out."""

    every: int
    waiting: int
    late: int
    outcomes: list[tuple[Any, int]]


def tally(found: list[Row]) -> Tally:
    """The counts that stand in the sentence above the list."""
    waiting = [one for one in found if one.reply is None]
    outcomes = [(label, sum(one.outcome_key == key for one in found)) for key, label in OUTCOMES.items()]
    late = sum(one.days_late > 0 for one in waiting)
    return Tally(len(found), len(waiting), late, [(label, n) for label, n in outcomes if n])
