"""What was counted in a meeting, as it may be told: no number of one to four people, and none that tells of one.

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
from commonbeat.matters.five import few
from commonbeat.measures.result import LEAST


@dataclass(frozen=True)
class Told:
    """A question with its answers: how often each was given, None where that is withheld; and how many answered."""

    words: str
    answers: list[tuple[str, int | None]]
    total: int | None

    @property
    def withholds(self) -> bool:
        return any(count is None for _answer, count in self.answers)


def withheld(counts: Mapping[str, int]) -> dict[str, int | None]:
    """The counts without those of one to four, and without the next ones, by which those could be found.

    A sum is told beside them, so at least two are withheld and they stand for ten people or more; else all are.
    """
    hidden = {code for code, count in counts.items() if few(count)}
    rest = sorted((count, code) for code, count in counts.items() if count and code not in hidden)
    while hidden and rest and (len(hidden) < 2 or sum(counts[code] for code in hidden) < 2 * LEAST):
        hidden.add(rest.pop(0)[1])
    if hidden and (len(hidden) < 2 or sum(counts[code] for code in hidden) < 2 * LEAST):
        hidden = set(counts)
    return {code: None if code in hidden else count for code, count in counts.items()}


def of(gathering: Gathering, asked: Sequence[Question]) -> list[Told]:
    """What was answered to these questions, once it is sealed; no question that fewer than five people answered."""
    if gathering.counts_sealed_on is None:
        return []
    sums: dict[str, dict[str, int]] = {}
    for row in Tally.objects.filter(gathering=gathering, question__in=[one.code for one in asked]):
        sums.setdefault(row.question, {})[row.answer] = row.count
    return [told(one, sums[one.code]) for one in asked if one.code in sums and not few(sum(sums[one.code].values()))]


def told(question: Question, sums: Mapping[str, int]) -> Told:
    """One question as it may be told."""
    shown = withheld({code: sums.get(code, 0) for code in question.answers})
    total = None if all(count is None for count in shown.values()) else sum(sums.values())
    return Told(str(question.words), [(str(question.answers[code]), shown[code]) for code in question.answers], total)


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
