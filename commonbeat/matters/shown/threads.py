"""All that belongs to one comment, for its thread page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from commonbeat.matters import stations
from commonbeat.matters.models import (
    Answer,
    Appeal,
    Change,
    Check,
    Commitment,
    Decision,
    Erasure,
    Input,
    Translation,
    Window,
)
from commonbeat.matters.models.input import State
from commonbeat.matters.shown.texts import runs_of
from commonbeat.matters.stations import Station


@dataclass(frozen=True)
class ThreadPage:
    """The pieces of a thread page: what each of the six stations opens into, and what stands around them."""

    given: Input
    stand_in: Input
    changes: list[Change]
    decision: Decision | None
    promises: list[Commitment]
    checks: list[Check]
    earlier: list[Answer]
    not_answered: int
    served: int
    served_copies: int
    copies: int
    appeal: Appeal | None
    erasure: Erasure | None
    refused: int
    written_on: list[Input]
    running: Window | None
    waiting: int

    @property
    def reply(self) -> Answer | None:
        return self.stand_in.reply

    @property
    def ended(self) -> str:
        """Why nothing more will come of it; "" where it goes on."""
        return stations.why_ended(self.given)

    @property
    def served_in_all(self) -> int:
        """How many comments the reply goes to, with those that stand behind others."""
        return self.served + self.served_copies

    @property
    def has_appealed(self) -> bool:
        """Whether an appeal stands against what is hidden or struck now."""
        return self.appeal is not None and not self.appeal.ended

    @property
    def is_reported(self) -> bool:
        """Whether some promise waits for a check from outside."""
        return any(one.state == Commitment.State.REPORTED for one in self.promises)

    @property
    def stations(self) -> dict[str, Station]:
        names = ("said", "reply", "changed", "decided", "promised", "checked")
        rail = stations.of_input(self.given, self.changes, self.decision, self.promises)
        return dict(zip(names, rail, strict=True))


def read(number: int, actor: Any) -> Input:
    """A comment with all that its page reads of it, in one query; and how many on its topic are ``waiting``."""
    related = ("matter__agency__organization", "window__checked_by", "answer__by_seat__organization", "passage__text")
    rows = Input.objects.visible_to(actor).select_related(
        *related,
        "giver__organization",
        "entered_by__organization",
        "same_as__answer__by_seat__organization",
        "same_as__window",
        "follows",
    )
    refused = Translation.objects.filter(input=OuterRef("pk")).exclude(refused_on=None).order_by().values("input")
    waiting = Input.objects.waiting().filter(matter=OuterRef("matter")).order_by().values("matter")
    given = rows.annotate(
        refused=Subquery(refused.annotate(n=Count("pk")).values("n")),
        waiting=Subquery(waiting.annotate(n=Count("pk")).values("n")),
    ).get(pk=number)
    for one in (given, given.stand_in):
        one.matter = one.window.matter = given.matter
    return given


def page_of(number: int, actor: Any) -> ThreadPage:
    """Read a thread whose comment the actor may see."""
    given = read(number, actor)
    stand_in = given.stand_in
    promises = promises_of(stand_in)
    tally = tally_of(stand_in)
    return ThreadPage(
        given=given,
        stand_in=stand_in,
        changes=changes_by(stand_in),
        decision=decision_after(given),
        promises=promises,
        checks=checks_of(promises),
        earlier=earlier(stand_in.reply),
        not_answered=tally["no"],
        served=tally["served"],
        served_copies=tally["served_copies"],
        copies=tally["copies"],
        appeal=Appeal.objects.filter(input=given).select_related("decided_by__organization").last(),
        erasure=erasure_of(given),
        refused=given.refused or 0,
        written_on=list(Input.objects.visible_to(actor).filter(follows=given)),
        running=running_for(given, actor),
        waiting=given.waiting or 0,
    )


def tally_of(given: Input) -> dict[str, int]:
    """How many comments have the same reply, how many stand behind these, who is not answered, and the own copies."""
    served = Q(answer=given.answer_id) if given.reply else Q(pk=None)
    behind = Q(same_as__answer=given.answer_id) if given.reply else Q(pk=None)
    return Input.objects.filter(served | behind | Q(same_as=given)).aggregate(
        served=Count("pk", filter=served),
        served_copies=Count("pk", filter=behind),
        no=Count("not_answered_on", filter=served | behind),
        copies=Count("pk", filter=Q(same_as=given)),
    )


def changes_by(given: Input) -> list[Change]:
    """The published changes that a comment moved, each with its ``runs``."""
    rows = Change.objects.filter(inputs=given).exclude(text__published_on=None).select_related("text", "old", "new")
    changes = list(rows)
    for change in changes:
        change.runs = runs_of(change)
    return changes


def decision_after(given: Input) -> Decision | None:
    """The newest decision on the topic since the comment was given; an interim order is none."""
    rows = Decision.objects.final().filter(matter=given.matter_id, decided_on__gte=given.given_on)
    return rows.select_related("by_seat__organization").last()


def promises_of(given: Input) -> list[Commitment]:
    """The promises that a comment's published reply made and that were not given up."""
    if given.reply is None:
        return []
    rows = Commitment.objects.filter(answer=given.reply).exclude(state=Commitment.State.DROPPED)
    return list(stations.with_checks(rows).select_related("owner__organization", "matter__agency"))


def checks_of(promises: list[Commitment]) -> list[Check]:
    """Every check of these promises, kept or sent back, in order."""
    rows = Check.objects.filter(report__commitment__in=promises).select_related("report", "by_seat__organization")
    return list(rows.order_by("pk"))


def erasure_of(given: Input) -> Erasure | None:
    """The decision by which the words were erased, with the law that it names."""
    if given.state != State.ERASED:
        return None
    return Erasure.objects.granted().filter(input=given).select_related("by_seat__organization").last()


def earlier(reply: Answer | None) -> list[Answer]:
    """The replies that this one corrects, newest first."""
    if reply is None or reply.corrects_id is None:
        return []
    known = {one.pk: one for one in Answer.objects.filter(matter=reply.matter_id, pk__lt=reply.pk)}
    chain = []
    number = reply.corrects_id
    while number:
        chain.append(known[number])
        number = known[number].corrects_id
    return chain


def running_for(given: Input, actor: Any) -> Window | None:
    """The period in which the giver of this comment can write on now; asked only for the giver."""
    if given.giver_id is None or given.giver_id not in actor.giver_ids:
        return None
    return Window.objects.visible_to(actor).running().filter(matter=given.matter_id, matter__stage="published").first()
