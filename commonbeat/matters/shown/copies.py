"""Near-copies as the desk shows them: groups, and in each the wordings that differ, with how many gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commonbeat.matters.models import Input, Matter
from commonbeat.matters.texts import alignment, near_copies
from commonbeat.matters.texts.alignment import Run

#: groups on a page, and wordings of a group until all are asked for
GROUPS, WORDINGS = 20, 25


@dataclass(frozen=True)
class Wording:
    """Comments of a group that have the same words, and how these differ from the one that would stand for all."""

    first: Input
    numbers: Sequence[int]
    runs: Sequence[Run]

    @property
    def joined(self) -> str:
        return ",".join(map(str, self.numbers))


@dataclass(frozen=True)
class Group:
    """Comments that say nearly the same: the one that would stand for them, and the others."""

    into: Input
    others: Sequence[Input]
    same: int
    wordings: Sequence[Wording]
    more: int

    @property
    def count(self) -> int:
        return len(self.others) + 1

    @property
    def joined(self) -> str:
        return ",".join(str(one.pk) for one in self.others)


def foldable(actor: Any, matter: Matter) -> Any:
    """The comments of a topic that still wait and can be folded."""
    return Input.objects.visible_to(actor).filter(matter=matter).waiting().filter(answer=None).order_by("pk")


def suggested(actor: Any, matter: Matter, whole: int | None = None) -> tuple[list[Group], int]:
    """Groups that the program suggests, for a person to decide on, and how many there are beyond these.

    Opinions are held against opinions only: people vote on the one that stands for the others.
    ``whole`` is the number of a comment whose group is shown alone, with every wording.
    """
    rows = list(foldable(actor, matter))
    kinds = [[one for one in rows if (one.kind == Input.Kind.OPINION) is opinions] for opinions in (False, True)]
    found = [[of[at] for at in places] for of in kinds for places in near_copies.groups([one.words.text for one in of])]
    if whole:
        return [group(rows, None) for rows in found if whole in {one.pk for one in rows}], 0
    return [group(rows) for rows in found[:GROUPS]], max(0, len(found) - GROUPS)


def group(rows: Sequence[Input], most: int | None = WORDINGS) -> Group:
    """A group with one of the commonest wording to stand for the others; then the commonest other wordings first."""
    by_words: dict[str, list[Input]] = defaultdict(list)
    for one in rows:
        by_words[one.words.text].append(one)
    commonest, *ordered = sorted(by_words.values(), key=len, reverse=True)
    into = commonest[0]
    others = [one for one in rows if one is not into]
    same = len(commonest) - 1
    wordings = [
        Wording(same_words[0], [one.pk for one in same_words], differing(into, same_words[0]))
        for same_words in ordered[:most]
    ]
    return Group(into, others, same, wordings, len(ordered) - len(wordings))


def differing(into: Input, other: Input) -> list[Run]:
    """The words that differ, with a few equal ones around them."""
    runs = alignment.differences(into.words.text, other.words.text)
    return [Run(run.kind, shortened(run.words)) if run.kind == "equal" else run for run in runs]


def shortened(words: str) -> str:
    """A stretch of equal words, its middle left out."""
    parts = words.split()
    return words if len(parts) <= 8 else " ".join([*parts[:3], "…", *parts[-3:]])
