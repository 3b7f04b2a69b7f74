"""What the desk shows: what is next for a topic, the inbox by what is owed, one comment with all that can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from commonbeat.matters.actions.decisions import what_waits
from commonbeat.matters.models import Answer, Change, Commitment, Decision, Fate, Input, Matter, Text, Window
from commonbeat.matters.models.input import Appeal, State
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.texts import near_copies
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.models import Agency


def newest_text(matter: Matter, actor: Any) -> Text | None:
    """The newest version, a draft included."""
    return Text.objects.visible_to(actor).filter(matter=matter).order_by("-version").first()


def newest_window(matter: Matter, actor: Any) -> Window | None:
    rows = Window.objects.visible_to(actor).filter(matter=matter).select_related("checked_by", "matter__agency")
    return rows.order_by("-opens_at").first()


def pieces_of(text: Text) -> list[Piece]:
    """A text's passages as the craft of texts takes them."""
    return [Piece(one.label, one.depth, one.words, one.heading) for one in text.passages()]


@dataclass(frozen=True)
class TopicDesk:
    """Where a topic stands and what waits in it."""

    matter: Matter
    texts: list[Text]
    window: Window | None
    held: int
    waiting: int
    drafts: int
    answered: int
    unnamed: int
    uncertain: int
    decisions: list[Decision]
    promises: list[Commitment]
    waits: list[str]

    @property
    def text(self) -> Text | None:
        return self.texts[-1] if self.texts else None

    @property
    def has_draft(self) -> bool:
        """A version is being drafted."""
        return self.text is not None and self.text.published_on is None

    @property
    def is_decided(self) -> bool:
        return self.matter.stage == Stage.DECIDED

    @property
    def is_ended(self) -> bool:
        return self.matter.stage in (Stage.RETIRED, Stage.WITHDRAWN)


def topic(matter: Matter, actor: Any) -> TopicDesk:
    """Read a topic's desk."""
    given = Input.objects.visible_to(actor).filter(matter=matter)
    texts = list(Text.objects.visible_to(actor).filter(matter=matter).order_by("version"))
    draft = texts[-1] if texts and texts[-1].published_on is None else None
    return TopicDesk(
        matter=matter,
        texts=texts,
        window=newest_window(matter, actor),
        held=given.filter(state=State.HELD).count(),
        waiting=given.waiting().filter(answer=None).count(),
        drafts=Answer.objects.visible_to(actor).drafts().filter(matter=matter).count(),
        answered=given.answerable().answered().count(),
        unnamed=unnamed(draft).count() if draft else 0,
        uncertain=Fate.objects.filter(text=draft, outcome=Fate.Outcome.UNCERTAIN).count() if draft else 0,
        decisions=list(
            Decision.objects.visible_to(actor).filter(matter=matter).select_related("by_seat__organization")
        ),
        promises=list(
            Commitment.objects.visible_to(actor)
            .filter(matter=matter)
            .select_related("owner__organization", "matter__agency")
        ),
        waits=what_waits(matter),
    )


def unnamed(text: Text) -> QuerySet[Change]:
    """Changes of a draft that name neither comments nor "none" yet."""
    return Change.objects.filter(text=text, by_none=False, inputs=None)


@dataclass(frozen=True)
class Batch:
    """Work of one kind in one topic: how much of it, until when, and where it is done."""

    kind: str
    matter: Matter
    count: int
    due: date | None
    days: int | None

    @property
    def days_late(self) -> int:
        return max(0, -(self.days or 0))


def inbox(actor: Any, agency: Agency) -> list[Batch]:
    """What is owed next across topics, by date: held comments first of all, then replies, drafts and promises."""
    today = agency.today()
    given = Input.objects.visible_to(actor).exclude(matter__stage__in=[Stage.WITHDRAWN, Stage.RETIRED])
    drafts = Answer.objects.visible_to(actor).drafts()
    owed = Commitment.objects.visible_to(actor).filter(state__in=["open", "sent_back"])
    kinds = [
        ("held", _counted(given.filter(state=State.HELD), "window__closes_at")),
        ("waiting", _counted(given.waiting().filter(answer=None), "window__replies_due")),
        ("drafts", _counted(drafts, None)),
        ("promises", _counted(owed, "due")),
    ]
    numbers = {row["matter"] for _, rows in kinds for row in rows}
    rows = Matter.objects.visible_to(actor).filter(pk__in=numbers).select_related("agency__organization")
    matters = {one.pk: one for one in rows}
    batches = []
    for kind, found in kinds:
        for row in found:
            due = row.get("due")
            due = agency.local(due).date() if hasattr(due, "hour") else due
            days = (due - today).days if due else None
            batches.append(Batch(kind, matters[row["matter"]], row["n"], due, days))
    return sorted(batches, key=lambda one: (one.days is None, one.days or 0, one.kind))


def _counted(rows: QuerySet, due: str | None) -> list[dict[str, Any]]:
    counted = rows.order_by().values("matter").annotate(n=Count("pk"))
    return list(counted.annotate(due=Max(due)) if due else counted)


STATES = {
    "waiting": lambda rows: rows.waiting().filter(answer=None),
    "held": lambda rows: rows.filter(state=State.HELD),
    "hidden": lambda rows: rows.filter(state=State.HIDDEN),
    "drafted": lambda rows: rows.exclude(answer=None).filter(answer__published_on=None),
    "answered": lambda rows: rows.answered().single(),
    "all": lambda rows: rows,
}


def inputs(actor: Any, matter: Matter, state: str, channel: str = "", language: str = "") -> QuerySet[Input]:
    """The comments of a topic in one state of work, by channel and language where asked."""
    rows = Input.objects.visible_to(actor).filter(matter=matter)
    rows = STATES.get(state, STATES["waiting"])(rows)
    rows = rows.filter(channel=channel) if channel in Input.Channel.values else rows
    rows = rows.filter(words__language=language) if language else rows
    return rows.select_related("passage", "window", "answer", "giver__organization", "same_as", "matter").order_by("pk")


def copies(rows: Sequence[Input]) -> dict[int, int]:
    """How many comments are folded into each of these."""
    folded = Input.objects.filter(same_as__in=[one.pk for one in rows]).order_by()
    return dict(folded.values_list("same_as").annotate(n=Count("pk")))


def near_copies_in(actor: Any, matter: Matter) -> list[list[Input]]:
    """Groups of near-copies among the comments that still wait, for a person to decide on."""
    rows = list(Input.objects.visible_to(actor).filter(matter=matter).waiting().filter(answer=None).order_by("pk"))
    return [[rows[at] for at in group] for group in near_copies.groups([one.words.text for one in rows])]


def appeals(actor: Any) -> list[Appeal]:
    """Appeals that wait, then those that were decided."""
    visible = Input.objects.visible_to(actor)
    rows = Appeal.objects.filter(input__in=visible).select_related("input__matter__agency", "decided_by__organization")
    return list(rows.order_by("decided_on", "asked_on"))


def to_check(actor: Any) -> list[Commitment]:
    """Promises reported done that wait for somebody outside."""
    rows = Commitment.objects.visible_to(actor).filter(state=Commitment.State.REPORTED)
    return list(rows.select_related("owner__organization", "matter__agency"))


def candidates(change: Change, rows: Sequence[Input]) -> list[Input]:
    """Comments that may have moved a change: those on its passage first."""
    mark = (change.old or change.new).mark
    return sorted(rows, key=lambda one: (not (one.passage and one.passage.mark == mark), one.pk))
