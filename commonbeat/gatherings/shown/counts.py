"""What was counted in a meeting, as it may be told: no number of fewer than five people, and none that tells of one.

Nothing is shown before all is sealed, three days after the meeting, and nothing changes afterwards: so no two
moments can be held against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from commonbeat.gatherings import questions
from commonbeat.gatherings.languages import named
from commonbeat.gatherings.models import Coming, Gathering, Interpreter, Tally
from commonbeat.gatherings.questions import Question
from commonbeat.measures.result import LEAST


@dataclass(frozen=True)
class Told:
    """A question with its answers: how often each was given, None where fewer than five people gave it."""

    code: str
    words: str
    answers: dict[str, tuple[str, int | None]]


def of(gathering: Gathering, asked: Sequence[Question]) -> list[Told]:
    """What was answered to these questions, once it is sealed; no question of which no answer can be told."""
    if gathering.counts_sealed_on is None:
        return []
    sums: dict[str, dict[str, int]] = {}
    for row in Tally.objects.filter(gathering=gathering, question__in=[one.code for one in asked]):
        sums.setdefault(row.question, {})[row.answer] = row.count
    found = [told(one, sums[one.code]) for one in asked if one.code in sums]
    return [one for one in found if any(count is not None for _words, count in one.answers.values())]


def told(question: Question, sums: Mapping[str, int]) -> Told:
    """One question as it may be told. No sum stands beside the answers, so nothing is found by subtracting."""
    answers = {}
    for code, words in question.answers.items():
        count = sums.get(code, 0)
        answers[code] = str(words), None if count < LEAST else count
    return Told(question.code, str(question.words), answers)


def taps(gathering: Gathering) -> int:
    """The most answers that any question of the door has so far: how many people have tapped."""
    door = [one.code for one in questions.ABOUT_PEOPLE]
    rows = Tally.objects.filter(gathering=gathering, question__in=door).order_by()
    return max((row["n"] for row in rows.values("question").annotate(n=Sum("count"))), default=0)


@dataclass(frozen=True)
class Needs:
    """What those who will come need, in sums, for those who plan."""

    people: int
    children: int
    access: list[tuple[str, int]]
    interpreters: list[tuple[Interpreter, str, int]]


def needs(gathering: Gathering, actor: object) -> Needs:
    """Sums of the forms that stand."""
    rows = Coming.objects.standing().filter(gathering=gathering)
    access = [need for each in rows.values_list("access", flat=True) for need in each]
    asked = dict(rows.exclude(interpreter="").values_list("interpreter").annotate(n=Count("pk")).order_by())
    return Needs(
        people=gathering.coming,
        children=rows.aggregate(n=Sum("children"))["n"] or 0,
        access=[(str(label), access.count(code)) for code, label in Coming.Access.choices if code in access],
        interpreters=[
            (one, named(one.language), asked.get(one.language, 0))
            for one in Interpreter.objects.visible_to(actor).filter(gathering=gathering)
        ],
    )
