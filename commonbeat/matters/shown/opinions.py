"""What votes show, as a drawing keeps it and as pages read it: written and read here and nowhere else.

``write`` takes findings, in which only what may be told stands; ``read`` gives the same back without any numerics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from commonbeat.measures.opinions.told import LETTERS, Told

if TYPE_CHECKING:
    from commonbeat.measures.opinions import findings

GROUPS, NO_GROUPS, TOO_FEW = "groups", "no groups", "too few to say"


@dataclass(frozen=True)
class Answers:
    """Answers to an opinion; None is withheld. ``leading`` is what more than half said (1, 0, −1)."""

    voted: int | None
    agree: int | None
    disagree: int | None
    unsure: int | None
    leading: int | None


@dataclass(frozen=True)
class Line:
    """An opinion with everybody's answers and those of each group."""

    opinion: int
    everybody: Answers
    groups: Sequence[Answers]


@dataclass(frozen=True)
class Result:
    """What one part of a drawing says, of ``people`` who cast ``votes``; None wherever a number is withheld.

    ``distinct`` says whether there is a gap between groups, ``chance`` how often votes dealt by chance show as much.
    ``steady`` is each group's share that stays in it when people are drawn anew, ``agreement`` how far the groups then
    are the same (mean, low, high). ``sources`` counts people by the group published with an imported conversation.
    """

    outcome: str
    drawn_on: date
    people: int
    votes: int | None
    chance: float | None
    distinct: bool
    sizes: Sequence[int | None]
    in_no_group: int | None
    lines: dict[int, Line]
    shared: Sequence[Told]
    differs: Sequence[Sequence[Told]]
    dividing: Sequence[int]
    unheard: Sequence[int]
    dots: Sequence[Sequence[tuple[float, float, int | None]]]
    steady: Sequence[float | None]
    agreement: Sequence[float]
    sources: Sequence[Sequence[int]]

    @property
    def letters(self) -> str:
        """The letters of the groups there are."""
        return LETTERS[: len(self.sizes)]


def lines(said: findings.Findings) -> dict[int, Line]:
    """Each opinion's answers as findings tell them."""
    return {
        number: Line(number, _answers(line.everybody), [_answers(one) for one in line.groups])
        for number, line in said.lines.items()
    }


def _answers(one: findings.Answers) -> Answers:
    return Answers(one.voted, one.agree, one.disagree, one.unsure, one.leading)


def hidden(one: Answers) -> Answers:
    """The same without a number."""
    return Answers(None, None, None, None, one.leading)


def write(
    said: findings.Findings,
    lines: Mapping[int, Line],
    *,
    people: int,
    drawn_on: date,
    sources: Sequence[Sequence[int]] = (),
) -> dict[str, Any]:
    """Findings as JSON, with the lines that may be published: plain numbers, rounded, so that every
    database gives back what was sealed.

    Where one to four people are in no group, the size of the last group is withheld with that of its dots: all the
    others and the total are told, and subtracting would give the few away. For the same reason there is no sum of all
    votes where the number of those on one opinion is withheld.
    """
    sure, last = said.stability, len(said.sizes) - 1 if said.in_no_group is None else None
    return {
        "outcome": said.outcome.value,
        "drawn_on": drawn_on.isoformat(),
        "people": people,
        "votes": _sum(line.everybody.voted for line in lines.values()),
        "chance": _round(said.evidence.pattern),
        "distinct": bool(said.evidence.distinct),
        "sizes": [None if group == last else size for group, size in enumerate(said.sizes)],
        "in_no_group": said.in_no_group,
        "lines": [_row(line) for line in lines.values()],
        "shared": [[one.opinion, bool(one.agrees)] for one in said.shared],
        "differs": [[[one.opinion, bool(one.agrees)] for one in group] for group in said.differs],
        "dividing": list(said.dividing),
        "unheard": list(said.unheard),
        "dots": [
            [[_round(x), _round(y), None if group == last else people] for x, y, people in places]
            for group, places in enumerate(said.dots)
        ],
        "steady": [_round(share) for share in said.steady or ()],
        "agreement": [_round(one) for one in (sure.agreement, *sure.agreement_range)] if sure else [],
        "sources": [list(row) for row in sources],
    }


def _sum(numbers: Iterable[int | None]) -> int | None:
    """All of these together; None where one of them is withheld."""
    known = list(numbers)
    return None if None in known else sum(n or 0 for n in known)


def _row(line: Line) -> list[Any]:
    return [line.opinion, _written(line.everybody), [_written(one) for one in line.groups]]


def _written(one: Answers) -> list[int | None]:
    return [one.voted, one.agree, one.disagree, one.unsure, one.leading]


def _round(number: float | None) -> float | None:
    """Four digits are all that a page shows; what is no number is none."""
    return None if number is None or not isfinite(number) else round(float(number), 4) + 0.0


def read(kept: dict[str, Any]) -> Result | None:
    """A part of a drawing; None while it must not be told."""
    if not kept:
        return None
    rows = [Line(number, Answers(*every), [Answers(*one) for one in groups]) for number, every, groups in kept["lines"]]
    same = ("outcome", "people", "votes", "chance", "distinct", "sizes", "in_no_group", "dividing", "unheard", "steady")
    return Result(
        **{name: kept[name] for name in (*same, "agreement", "sources")},
        drawn_on=date.fromisoformat(kept["drawn_on"]),
        lines={line.opinion: line for line in rows},
        shared=[Told(*one) for one in kept["shared"]],
        differs=[[Told(*one) for one in group] for group in kept["differs"]],
        dots=[[(x, y, people) for x, y, people in group] for group in kept["dots"]],
    )
