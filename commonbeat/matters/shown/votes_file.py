"""The votes of a period row by row, as Polis writes them, for periods that said so before anybody voted."""

from __future__ import annotations

from collections.abc import Iterator

from commonbeat.matters.models import Input, Vote, Voter, Window
from commonbeat.people import receipts

COLUMNS = ("voter-id", "comment-id", "vote")


def rows(window: Window) -> Iterator[tuple[int, int, int]]:
    """Voter, opinion, vote (1 agree, 0 not sure, −1 disagree) of all whose votes count, on opinions that are shown.

    Voters are numbered anew by a secret that lies outside the database, so that their numbers do not tell who joined
    first; the same in every download. There are no times.
    """
    numbers = {voter: number for number, voter in enumerate(shuffled(window), 1)}
    given = Input.objects.filter(window=window).opinions().shown().single()
    votes = Vote.objects.filter(voter__in=Voter.objects.filter(window=window).counted(), opinion__in=given)
    cast = votes.order_by("opinion", "pk").values_list("voter", "opinion", "answer")
    return iter(sorted((numbers[voter], opinion, answer) for voter, opinion, answer in cast.iterator()))


def shuffled(window: Window) -> list[int]:
    """Counted voters in an order that only the key outside the database gives; every file has the same."""

    def place(voter: int) -> bytes:
        return receipts.under_key(f"votes of {window.pk} {voter}")

    return sorted(Voter.objects.filter(window=window).counted().values_list("pk", flat=True), key=place)
