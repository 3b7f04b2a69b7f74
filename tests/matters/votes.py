"""Periods in which people have voted: who, on what and how, made by the vote or in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from commonbeat.frame import clock
from commonbeat.front import clockwork
from commonbeat.matters.models import Drawing, Input, Vote, Voter, Window
from tests import factories


def period(house: factories.House, opinions: int = 10, **options: object) -> tuple[Window, list[Input]]:
    """An open period with opinions."""
    window = factories.opened(house, opinions=True, **options)
    return window, [factories.said(window, f"Opinion about point {n}.", kind="opinion") for n in range(opinions)]


def vote(
    window: Window, opinions: Sequence[Input], answers: Sequence[Sequence[int]], *, confirmed: int = 0
) -> list[Voter]:
    """New voters with one row of answers each; the first so many are confirmed. In bulk: acts are tested elsewhere."""
    first = Voter.objects.filter(window=window).count()
    voters = Voter.objects.bulk_create(
        Voter(
            window=window,
            number=first + at,
            email_digest=f"{window.pk} {first + at}" if at < confirmed else None,
            joined_at=clock.now() - timedelta(hours=first + at),
        )
        for at in range(len(answers))
    )
    Vote.objects.bulk_create(
        Vote(voter=voter, opinion=opinion, answer=answer)
        for voter, row in zip(voters, answers, strict=True)
        for opinion, answer in zip(opinions, row, strict=False)
    )
    return voters


def camps(one: int, other: int, opinions: int = 10) -> list[list[int]]:
    """Two camps that agree on the first two opinions and differ on all others; one answer in eight is against theirs.

    Drawn by chance that is the same on every run.
    """
    chance, rows = Random(7), []
    for at in range(one + other):
        side = 1 if at < one else -1
        own = [1, 1, *[side * (1 if n % 2 else -1) for n in range(opinions - 2)]]
        rows.append([answer if chance.random() > 1 / 8 else chance.choice([0, -answer]) for answer in own])
    return rows


def crowd(people: int, opinions: int = 10) -> list[list[int]]:
    """People without groups: most agree with the first half, and no answer tells of another."""
    chance = Random(11)
    return [
        [1 if chance.random() < (0.8 if n < opinions / 2 else 0.5) else -1 for n in range(opinions)]
        for _ in range(people)
    ]


def drawn(window: Window) -> Drawing | None:
    """The newest drawing after a turn of the clockwork's duty."""
    clockwork.drawings()
    return Drawing.objects.newest(window)
