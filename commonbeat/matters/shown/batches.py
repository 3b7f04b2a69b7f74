"""Batches of votes that look as if one person cast them, told without a single vote.

Voters who joined within the same few minutes and gave the same answers to the same opinions, all of them. It is a
sign and no proof: a school class can look so too. A person decides, and says why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Sum

from commonbeat.matters.models import Vote, Voter, Window

#: fewer people, or fewer opinions, are too common to be a sign
LEAST_PEOPLE, LEAST_OPINIONS = 5, 5
MINUTES = timedelta(minutes=10)


@dataclass(frozen=True)
class Batch:
    """Voters by number who joined from ``first`` on, each with the same answers to ``opinions``; part of all votes."""

    numbers: list[int]
    first: datetime
    opinions: int
    share: float

    @property
    def key(self) -> str:
        """What a form sends back for it: who joined first, and how many they were."""
        return f"{min(self.numbers)}-{len(self.numbers)}"

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def batches(window: Window) -> list[Batch]:
    """Suspicious batches of a period, the largest first."""
    of_all = Vote.objects.filter(voter__in=Voter.objects.filter(window=window).counted()).count()
    found = []
    for voters in _together(window):
        opinions = _votes(voters[:1])[voters[0]["voter"]]
        numbers = [one["number"] for one in voters]
        votes = len(numbers) * len(opinions)
        found.append(Batch(numbers, min(one["joined"] for one in voters), len(opinions), votes / of_all))
    return sorted(found, key=lambda one: -len(one.numbers))


def _together(window: Window) -> Iterator[list[dict]]:
    """Voters who joined near each other and answered the same. The database sums up first."""
    cast = Vote.objects.filter(voter__in=Voter.objects.filter(window=window).counted()).order_by()
    rows = cast.values("voter", number=F("voter__number"), joined=F("voter__joined_at")).annotate(
        n=Count("pk"), one=Sum(F("opinion") * (F("answer") + 2)), two=Sum(F("opinion") * F("opinion") * F("answer"))
    )
    alike: dict[tuple[int, int, int], list[dict]] = defaultdict(list)
    for row in rows.filter(n__gte=LEAST_OPINIONS).iterator():
        alike[row["n"], row["one"], row["two"]].append(row)
    for voters in alike.values():
        for run in _runs(sorted(voters, key=lambda one: one["joined"])):
            answers = _votes(run)
            common = Counter(answers.values()).most_common(1)[0][0]
            same = [one for one in run if answers[one["voter"]] == common]
            if len(same) >= LEAST_PEOPLE:
                yield same


def _runs(voters: Iterable[dict]) -> Iterator[list[dict]]:
    """Voters in the order in which they joined, parted where one joined later than a few minutes after the first."""
    run: list[dict] = []
    for one in voters:
        if run and one["joined"] - run[0]["joined"] > MINUTES:
            yield from [run] if len(run) >= LEAST_PEOPLE else []
            run = []
        run.append(one)
    yield from [run] if len(run) >= LEAST_PEOPLE else []


def _votes(voters: Iterable[dict]) -> dict[int, frozenset[tuple[int, int]]]:
    """What each of these voted."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    rows = Vote.objects.filter(voter__in=[one["voter"] for one in voters]).values_list("voter", "opinion", "answer")
    for voter, opinion, answer in rows:
        found[voter].add((opinion, answer))
    return {voter: frozenset(votes) for voter, votes in found.items()}
