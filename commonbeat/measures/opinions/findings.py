"""What a map says, ready to be shown: every number that may be told, and none that may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures import intervals
from commonbeat.measures.opinions.disclosure import dots, release, released_size
from commonbeat.measures.opinions.evidence import Evidence
from commonbeat.measures.opinions.mapping import OpinionMap, Outcome
from commonbeat.measures.opinions.representative import TOLD, representative_opinions, shared_opinions
from commonbeat.measures.opinions.stability import STAYS, Stability
from commonbeat.measures.opinions.told import LETTERS, Told

#: an answer that more than half gave; None where there is none or it may not be told
Leading = int | None
#: share of those who voted that must give each answer where an opinion is said to divide people without groups
DIVIDED = 0.3


@dataclass(frozen=True)
class Answers:
    """Answers to an opinion; None is withheld, because it would tell of one to four people.

    ``leading`` is the answer of more than half (1, 0, −1); ``interval`` the 95 % interval of the share that agrees.
    """

    voted: int | None
    agree: int | None
    disagree: int | None
    unsure: int | None
    leading: Leading
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Line:
    """An opinion with everybody's answers and those of each group."""

    opinion: int
    everybody: Answers
    groups: Sequence[Answers]


@dataclass(frozen=True)
class Findings:
    """What may be said. ``sizes`` are people in each group, ``in_no_group`` those in none, ``voters`` all of them.

    ``shared`` all groups think (everybody, without groups); ``differs`` sets each group apart; ``dividing`` splits
    people; ``unheard`` has no votes. ``dots`` are (x, y, people) for each group. ``steady`` is the share of each group
    that stays in it when people are drawn anew (None: not asked).
    """

    outcome: Outcome
    evidence: Evidence
    sizes: Sequence[int]
    in_no_group: int | None
    voters: int | None
    lines: dict[int, Line]
    shared: Sequence[Told]
    differs: Sequence[Sequence[Told]]
    dividing: Sequence[int]
    unheard: Sequence[int]
    dots: Sequence[Sequence[tuple[float, float, int]]]
    steady: Sequence[float] | None
    stability: Stability | None


def letter(group: int) -> str:
    """The only name a group has."""
    return LETTERS[group]


def findings(found: OpinionMap, opinions: Sequence[int] = (), sure: Stability | None = None) -> Findings:
    """What a map of votes says; ``opinions`` are all there are, also those without votes."""
    groups, ids = found.number_of_groups, found.votes.opinions.tolist()
    sizes = [int((found.groups == group).sum()) for group in range(groups)]
    rest = len(found.groups) - sum(sizes)
    lines = _lines(found)
    shared = shared_opinions(found.counts[:groups] if groups else found.counts)
    differs = representative_opinions(found.comparison) if found.comparison else []
    heard = {number for number, line in lines.items() if line.everybody.voted is not None}
    return Findings(
        found.outcome,
        found.evidence,
        sizes,
        released_size(rest),
        len(found.groups) if released_size(rest) is not None and len(found.groups) >= 5 else None,
        lines,
        [Told(ids[column], agrees) for column, agrees in shared if ids[column] in heard],
        [[Told(ids[one.opinion], one.agrees) for one in rows if ids[one.opinion] in heard] for rows in differs],
        [ids[column] for column in _dividing(found, lines)],
        sorted(set(opinions) - set(ids)),
        [dots(found.where[found.groups == group]) for group in range(groups)],
        _steady(found, sure),
        sure,
    )


def _lines(found: OpinionMap) -> dict[int, Line]:
    told = release(found.counts, int((found.groups < 0).sum()))
    lines = {}
    for column, number in enumerate(found.votes.opinions.tolist()):
        everybody = _answers(told.voted[column], told.answers[column], told.leading[column])
        groups = [
            _answers(
                told.group_voted[group, column], told.group_answers[group, column], told.group_leading[group, column]
            )
            for group in range(found.number_of_groups)
        ]
        lines[number] = Line(number, everybody, groups)
    return lines


def _answers(voted: int, counts: NDArray[np.int64], leading: int) -> Answers:
    leads = None if leading == 2 else int(leading)
    if voted < 0 or counts[0] < 0:
        return Answers(None if voted < 0 else int(voted), None, None, None, leads, None)
    disagree, unsure, agree = counts.tolist()
    return Answers(int(voted), agree, disagree, unsure, leads, intervals.share(agree, int(voted)) if voted else None)


def _dividing(found: OpinionMap, lines: dict[int, Line]) -> list[int]:
    """Columns of the opinions that split people: groups lead opposite ways; without groups, many on both sides."""
    voted = found.counts.sum(axis=2)
    lean = (found.counts[:, :, 2] - found.counts[:, :, 0]) / (voted + 2)
    if found.number_of_groups:
        groups = lean[: found.number_of_groups]
        gap = np.where((groups > 0).any(axis=0) & (groups < 0).any(axis=0), np.ptp(groups, axis=0), 0)
        ways = [{one.leading for one in line.groups} >= {1, -1} for line in lines.values()]
        gap = np.where(ways, gap, 0)
    else:
        total, every = found.counts.sum(axis=0), np.maximum(voted.sum(axis=0), 1)
        least = np.minimum(total[:, 0], total[:, 2]) / every
        told = np.array([line.everybody.agree is not None for line in lines.values()], bool)
        gap = np.where((least >= DIVIDED) & told, least, 0)
    order = np.argsort(-gap, kind="stable")[:TOLD]
    return [int(column) for column in order if gap[column] > 0]


def _steady(found: OpinionMap, sure: Stability | None) -> list[float] | None:
    """The share of each group's people who stay in it in at least four of five rounds."""
    if sure is None:
        return None
    return [
        float((sure.stays[(found.groups == group) & ~np.isnan(sure.stays)] >= STAYS).mean())
        for group in range(found.number_of_groups)
    ]
