"""What the desk shows of a topic: what is next, its changes with who may have moved them, problems of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commonbeat.frame.rules import Refused
from commonbeat.matters.actions.decisions import what_waits
from commonbeat.matters.actions.inputs import refuse_wrong_place
from commonbeat.matters.models import Answer, Change, Commitment, Decision, Fate, Input, Matter, Passage, Text, Window
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.matters.texts import alignment, csv_door, screening
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.models import Giver


def newest_text(matter: Matter, actor: Any) -> Text | None:
    """The newest version, a draft included."""
    return Text.objects.visible_to(actor).filter(matter=matter).order_by("-version").first()


def newest_window(matter: Matter, actor: Any) -> Window | None:
    rows = Window.objects.visible_to(actor).filter(matter=matter).select_related("checked_by", "matter__agency")
    return rows.order_by("-opens_at").first()


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
    waits: list[str]
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
    """Promises reported done that wait for somebody outside."""
    rows = Commitment.objects.visible_to(actor).filter(state=Commitment.State.REPORTED)
    return list(rows.select_related("owner__organization", "matter__agency"))


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


def problems(
    window: Window, sheet: csv_door.Sheet, chosen: date | None, passages: Mapping[str, Passage]
) -> list[csv_door.Problem]:
    """What is wrong with rows in view of this comment period: what it does not take keeps a row out."""
    first, last = window.matter.agency.local(window.opens_at).date(), window.last_day
    last = min(last, window.matter.agency.today())
    found = []
    for row in sheet.rows:
        day = chosen or row.given_on
        if day is None or not first <= day <= last:
            sentence = _("Its date is not within the comment period. Choose one date for all, or correct the file.")
            found.append(csv_door.Problem(row.line, sentence))
        if row.passage and row.passage not in passages:
            sentence = _("No passage has the number “%(label)s”: it is entered on the whole.") % {"label": row.passage}
            found.append(csv_door.Problem(row.line, sentence, False))
        try:
            refuse_wrong_place(window, csv_door.kind_of(row.kind), passages.get(row.passage))
        except Refused as refusal:
            found.append(csv_door.Problem(row.line, refusal.sentence))
        found += [csv_door.Problem(row.line, sentence, False) for sentence in looked_at_because(row.words)]
    return found


def entered_with(return_words: str) -> Input | None:
    """What was entered for the giver of these return words: a second click finds what the first one made."""
    return Input.objects.filter(giver__in=Giver.objects.with_words(return_words)).first() if return_words else None


def looked_at_because(words: str) -> Iterator[str]:
    """Why words of a file wait for a look, in sentences."""
    if screening.personal_data(words):
        yield _("It looks as if a private address or number stands in it: it is held for a look.")
    if screening.immigration_status(words):
        yield _("It says something about somebody’s immigration or citizenship status: it is held for a look.")
