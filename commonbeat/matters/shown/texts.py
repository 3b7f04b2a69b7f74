"""A text to read, a version compared with the one before, and who moved a passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window as Over
from django.db.models.functions import RowNumber
from django.utils.translation import ngettext

from commonbeat.matters.models import Change, Fate, Input, Passage, Slip, Text, Window
from commonbeat.matters.texts import alignment

#: comments shown under a passage that was chosen
UNDER_A_PASSAGE = 50
#: passages up to which two comments stand beside each; longer texts show one
SHORT_TEXT = 40


@dataclass(frozen=True)
class Reading:
    """A text as it is read: passages that carry their comments, and the period in which one can comment."""

    passages: list[Passage]
    versions: list[Text]
    period: Window | None
    said: int


def versions(text: Text, actor: Any) -> list[Text]:
    """All versions of the same topic's text that the actor may read, oldest first."""
    return list(Text.objects.visible_to(actor).filter(matter=text.matter_id).order_by("version"))


def reading(text: Text, actor: Any, chosen: str = "") -> Reading:
    """Six queries. Each passage gets ``said``, ``comments``, ``more``, ``slips`` and ``moved``."""
    passages = list(text.passages())
    given = Input.objects.visible_to(actor).comments().filter(matter=text.matter_id).exclude(passage=None).shown()
    numbers = dict(given.order_by().values_list("passage__mark").annotate(n=Count("pk")))
    comments: dict[str, list[Input]] = {}
    for one in excerpts(given, chosen, 2 if len(passages) <= SHORT_TEXT else 1):
        comments.setdefault(one.passage.mark, []).append(one)
    slips: dict[int, list[Slip]] = {}
    for slip in Slip.objects.filter(passage__text=text).order_by("pk"):
        slips.setdefault(slip.passage_id, []).append(slip)
    moved = moved_marks(text)
    for passage in passages:
        passage.said = numbers.get(passage.mark, 0)
        passage.comments = comments.get(passage.mark, [])
        passage.more = max(0, passage.said - len(passage.comments)) if passage.mark != chosen else 0
        passage.slips = slips.get(passage.pk, [])
        passage.moved = passage.mark in moved
    running = Window.objects.visible_to(actor).running().filter(text=text, matter__stage="published").first()
    if running:
        running.matter = text.matter
    return Reading(passages, versions(text, actor), running, sum(numbers.values()))


def excerpts(given: QuerySet, chosen: str, each: int) -> QuerySet:
    """The newest comments of each passage, or many of the one that was chosen."""
    ranked = given.single().annotate(rank=Over(RowNumber(), partition_by=F("passage__mark"), order_by=F("pk").desc()))
    wanted = Q(rank__lte=each) | Q(passage__mark=chosen, rank__lte=UNDER_A_PASSAGE)
    return ranked.filter(wanted).select_related("passage", "answer").order_by("pk")


def moved_marks(text: Text) -> set[str]:
    """The marks of passages that some version up to this one changed."""
    rows = Change.objects.filter(text__matter=text.matter_id, text__version__lte=text.version)
    rows = rows.exclude(text__published_on=None).values_list("old__mark", "new__mark")
    return {mark for pair in rows for mark in pair if mark}


def runs_of(change: Change) -> list[alignment.Run]:
    """The words of a change: equal, inserted or deleted."""
    return alignment.differences(change.old.words if change.old else "", change.new.words if change.new else "")


@dataclass(frozen=True)
class Stretch:
    """A piece of a comparison: one change, or passages in a row that stayed as they were."""

    change: Change | None = None
    same: Sequence[Passage] = ()

    @property
    def passages(self) -> int:
        """How many stayed, headings not counted."""
        return sum(1 for one in self.same if not one.heading)


@dataclass(frozen=True)
class Comparison:
    """A version beside the one before it."""

    before: Text | None
    changes: list[Change]
    differing: int
    stretches: list[Stretch]
    unchanged: int
    fates: list[str]
    versions: list[Text]


def comparison(text: Text, actor: Any) -> Comparison:
    """Each change with its ``runs`` of words and its ``movers``; and what became of earlier comments.

    Headings are compared as well, but not counted as passages.
    """
    every = versions(text, actor)
    before = next((one for one in reversed(every) if one.version < text.version), None)
    changes = list(Change.objects.filter(text=text).select_related("old", "new").prefetch_related("inputs"))
    for change in changes:
        change.runs = runs_of(change)
        change.movers = list(change.inputs.all())
    differing = [one for one in changes if not (one.new or one.old).heading]
    passages = list(text.passages())
    total = sum(1 for one in passages if not one.heading)
    tally = Counter(dict(Fate.objects.filter(text=text).values_list("outcome").annotate(n=Count("pk"))))
    return Comparison(
        before=before,
        changes=changes,
        stretches=in_place(passages, changes),
        differing=len(differing),
        unchanged=total - sum(1 for change in differing if change.new_id),
        fates=[sentence_of(value, tally[value]) for value in Fate.Outcome.values if tally[value]],
        versions=every,
    )


def in_place(passages: Sequence[Passage], changes: Sequence[Change]) -> list[Stretch]:
    """The changes in their order, with the unchanged passages between them where they stand in the text."""
    changed = {change.new_id for change in changes if change.new_id}
    places = {passage.pk: at for at, passage in enumerate(passages)}
    stretches, done = [], 0
    for change in changes:
        upto = max(done, places[change.new_id]) if change.new_id else done
        same = [one for one in passages[done:upto] if one.pk not in changed]
        stretches += [*([Stretch(same=same)] if same else []), Stretch(change=change)]
        done = upto + 1 if change.new_id and places[change.new_id] == upto else upto
    rest = [one for one in passages[done:] if one.pk not in changed]
    return [*stretches, Stretch(same=rest)] if rest else stretches


def sentence_of(outcome: str, n: int) -> str:
    """What became of the passages of so many comments."""
    if outcome == Fate.Outcome.CHANGED:
        return ngettext("The passage of %(n)s comment changed.", "The passages of %(n)s comments changed.", n) % {
            "n": n
        }
    if outcome == Fate.Outcome.GONE:
        return ngettext("The passage of %(n)s comment is gone.", "The passages of %(n)s comments are gone.", n) % {
            "n": n
        }
    stayed = ngettext(
        "The passage of %(n)s comment stayed as it was.", "The passages of %(n)s comments stayed as they were.", n
    )
    return stayed % {"n": n}


def movers(passage: Passage) -> list[Change]:
    """Every published change of this passage through all versions, each with its ``movers`` in full."""
    rows = Change.objects.filter(text__matter=passage.text.matter_id).exclude(text__published_on=None)
    rows = rows.filter(Q(old__mark=passage.mark) | Q(new__mark=passage.mark)).select_related("text", "old", "new")
    changes = list(rows.prefetch_related("inputs").order_by("text__version", "order"))
    for change in changes:
        change.movers = list(change.inputs.all())
        change.runs = runs_of(change)
    return changes
