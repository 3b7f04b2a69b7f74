"""What the desk shows of a topic: what is next, its changes with who may have moved them, problems of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from commonbeat.matters.models import (
    Appeal,
    Change,
    Commitment,
    Decision,
    Fate,
    Input,
    Matter,
    Passage,
    Report,
    Text,
    Window,
)
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.shown.decidable import Waiting, what_waits
from commonbeat.matters.texts import alignment
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.models import Giver


def newest_text(matter: Matter, actor: Any) -> Text | None:
    """The newest version, a draft included."""
    return Text.objects.visible_to(actor).filter(matter=matter).order_by("-version").first()


def newest_window(matter: Matter, actor: Any) -> Window | None:
    rows = Window.objects.visible_to(actor).filter(matter=matter).order_by("-opens_at")
    return rows.select_related("checked_by", "source", "matter__agency").first()


def pieces_of(text: Text) -> list[Piece]:
    """A text's passages as the craft of texts takes them."""
    return [Piece(one.label, one.depth, one.words, one.heading, one.mark) for one in text.passages()]


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
    waits: list[Waiting]
    passages: list[Passage]

    @property
    def published(self) -> Text | None:
        """The newest version that everybody can read."""
        return next((one for one in reversed(self.texts) if one.published_on), None)

    @property
    def text(self) -> Text | None:
        return self.texts[-1] if self.texts else None

    @property
    def has_draft(self) -> bool:
        """A version is being drafted."""
        return self.text is not None and self.text.published_on is None

    @property
    def is_redrafting(self) -> bool:
        """A later version is being drafted."""
        return self.has_draft and len(self.texts) > 1

    @property
    def was_redrafted(self) -> bool:
        return len(self.texts) > 1

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
        drafts=given.waiting().exclude(answer=None).count(),
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
        waits=what_waits(actor, matter),
        passages=list(texts[-1].passages()) if texts and texts[-1].published_on else [],
    )


def unnamed(text: Text) -> QuerySet[Change]:
    """Changes of a draft that name neither comments nor "none" yet."""
    return Change.objects.filter(text=text, by_none=False, inputs=None)


def said_to_change(text: Text, actor: Any) -> list[Input]:
    """Comments whose reply said that the text changes, and which no change of this version names."""
    given = Input.objects.visible_to(actor).filter(matter=text.matter_id, answer__changes_text=True).single()
    named = Change.objects.filter(text__matter=text.matter_id).values("inputs")
    return list(given.exclude(answer__published_on=None).exclude(pk__in=named.filter(inputs__isnull=False)))


def to_check(actor: Any) -> list[Commitment]:
    """Promises reported done that wait for somebody outside, each with its newest report."""
    rows = Commitment.objects.visible_to(actor).filter(state=Commitment.State.REPORTED)
    found = list(rows.select_related("owner__organization", "matter__agency"))
    reports = Report.objects.filter(commitment__in=found).order_by("pk").select_related("by_seat__organization")
    newest = {one.commitment_id: one for one in reports}
    for one in found:
        one.report = newest.get(one.pk)
    return found


def second_looks(actor: Any) -> int:
    """How many givers wait for somebody outside to look again at what was hidden or struck."""
    return Appeal.objects.visible_to(actor).waiting().count()


def changes(text: Text) -> list[Change]:
    """What a version changes, in its order, with the comments that are already named."""
    return list(Change.objects.filter(text=text).select_related("old", "new").prefetch_related("inputs"))


def fates(text: Text, actor: Any) -> QuerySet[Fate]:
    """What became of earlier comments on single passages."""
    visible = Input.objects.visible_to(actor).filter(matter=text.matter_id)
    return Fate.objects.filter(text=text, input__in=visible).select_related("input__passage", "passage")


#: comments offered for one change that were not about its passage; others are named by number
OFFERED = 12


def card(change: Change, given: Sequence[Input]) -> dict[str, Any]:
    """One change with its words compared, the comments on its passage, some others, and those that were chosen."""
    mark = (change.old or change.new).mark
    chosen = {one.pk for one in change.inputs.all()}
    on_it = [one for one in given if one.pk in chosen or (one.passage and one.passage.mark == mark)]
    near = {one.pk for one in on_it}
    others = [one for one in given if one.pk not in near]
    others.sort(key=lambda one: (one.passage_id is not None, one.pk))
    old, new = (change.old.words if change.old else ""), (change.new.words if change.new else "")
    offered, left = others[:OFFERED], max(0, len(others) - OFFERED)
    runs = alignment.differences(old, new)
    return {"change": change, "runs": runs, "on_it": on_it, "others": offered, "left": left, "chosen": chosen}


def entered_with(return_words: str) -> Input | None:
    """What was entered for the giver of these return words: a second click finds what the first one made."""
    return Input.objects.filter(giver__in=Giver.objects.with_words(return_words)).first() if return_words else None


def taken_in_before(digest: str, actor: Any) -> Matter | None:
    """The topic that the same files made already."""
    rows = Window.objects.visible_to(actor).filter(source__digest=digest).select_related("matter")
    return next((one.matter for one in rows), None)


def not_owed(window: Window, actor: Any) -> int:
    """How many opinions of a conversation held elsewhere are shown, have words, and are owed no reply yet."""
    rows = Input.objects.visible_to(actor).filter(window=window, reply_owed=False).opinions().shown()
    return sum(bool(one.words.text.strip()) for one in rows)
