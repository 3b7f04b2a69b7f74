"""What the voting pages show: what can be voted on, which opinion comes next, and what the reader gave."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from commonbeat.frame.often import Often
from commonbeat.frame.page import find
from commonbeat.ledger import record
from commonbeat.matters.models import Drawing, Input, Vote, Voter, Window
from commonbeat.matters.texts import near_copies
from commonbeat.people.actor import NOBODY, Actor
from commonbeat.people.models import Giver

#: the priority of an opinion that no drawing has weighed: measures.opinions.routing.unheard(), which a test compares
#: (the formula needs numpy, which no process that serves pages loads)
UNHEARD = 5.0625
#: nothing is so unimportant that it is never asked
LEAST = 1e-6
#: periods whose opinions one process keeps in mind
MOST_KEPT = 50
_kept: dict[int, Ballot] = {}


@dataclass(frozen=True)
class Ballot:
    """A period and its opinions that can be voted on, with their priorities, as the public log's ``head`` stands.

    ``is_drawn`` where there are results already.
    """

    head: str
    window: Window
    opinions: dict[int, Input]
    weights: dict[int, float]
    is_drawn: bool = False

    def next_for(self, voted: Collection[int], chance: Any = random) -> Input | None:
        """One that is not voted on yet, drawn with chances in proportion to priority; None where none is left."""
        left = [number for number in self.opinions if number not in voted]
        if not left:
            return None
        odds = [max(self.weights.get(number, UNHEARD), LEAST) for number in left]
        return self.opinions[chance.choices(left, odds)[0]]


def window_with_ballot(model: type[Window], number: int, actor: Any) -> Window:
    """The period among those that the actor may see, with what can be voted on; else a 404.

    What the public sees depends on sealed acts alone. So it is kept, by each process, until the next act is sealed:
    what is hidden vanishes at once, and a vote costs one question to the log in place of many.
    """
    if actor.seats:
        window = find(model, number, actor)
        window.ballot = read_ballot(window, "")
        return window
    newest = record.head()
    head = newest.digest if newest else ""
    known = _kept.get(number)
    if known is None or known.head != head:
        known = read_ballot(public_window(model, number, actor), head)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[number] = known
    window = copy(known.window)
    window.ballot = known
    return window


def public_window(model: type[Window], number: int, actor: Any) -> Window:
    """The period among those that the actor may see, else a 404. Whoever holds no seat sees what everybody sees."""
    if actor.seats:
        return find(model, number, actor)
    try:
        window = _public_window.first(number)
    except OverflowError as missing:
        raise Http404 from missing
    if window is None:
        raise Http404
    return window


_public_window = Often(
    lambda number: Window.objects.visible_to(NOBODY).select_related(*Window.rules_read).filter(pk=number)
)


def read_ballot(window: Window, head: str) -> Ballot:
    """What can be voted on now."""
    drawn = Drawing.objects.filter(window=window).order_by("-pk").values_list("weights", flat=True).first()
    weights = {int(number): float(weight) for number, weight in (drawn or {}).items()}
    return Ballot(head, window, standing(window), weights, drawn is not None)


def standing(window: Window) -> dict[int, Input]:
    """Opinions that are shown and stand in their own right, by number."""
    rows = Input.objects.opinions().shown().single().filter(window=window)
    return rows.only("pk", "words", "kind", "state", "same_as", "window", "giver", "channel").in_bulk()


def voter_of(window: Window, actor: Any, known: Sequence[int] = ()) -> Voter | None:
    """The voter who reads this; of several in one browser, the one whose words or code were ``known`` last."""
    if not actor.giver_ids:
        return None
    rows = _voters(window.pk, tuple(actor.giver_ids))
    order = {giver: at for at, giver in enumerate(known)}
    found = max(rows, key=lambda one: (order.get(one.giver_id, -1), -one.pk), default=None)
    if found:
        found.window = window
    return found


_voters = Often(
    lambda window, givers: (
        Voter.objects.visible_to(Actor(giver_ids=givers)).filter(window=window).select_related("giver")
    )
)


def giver_of(window: Window, actor: Any, known: Sequence[int] = ()) -> Giver | None:
    """The giver as whom the reader speaks in this topic: their account's, else the one whose words were typed last.

    A code from paper is another's key, so that whoever votes with one is a giver apart from the browser's own.
    """
    if not actor.giver_ids:
        return None
    order = {giver: at for at, giver in enumerate(known)}
    rows = Giver.objects.visible_to(actor).filter(topic=window.matter_id)
    rows = rows.exclude(person=None) if window.voting == Window.Voting.CODES else rows
    return max(rows, key=lambda one: (one.person_id is not None, order.get(one.pk, -1), -one.pk), default=None)


def votes_of(voter: Voter | None) -> dict[int, int]:
    """Opinion → what the voter said to it, in the order of the opinions."""
    if voter is None:
        return {}
    return dict(_votes(voter.counts_as))


_votes = Often(lambda voter: Vote.objects.filter(voter=voter).order_by("opinion").values_list("opinion", "answer"))


@dataclass(frozen=True)
class OwnVote:
    """An opinion and what the reader said to it; ``is_open`` while that can still be changed."""

    opinion: Input
    answer: int
    is_open: bool


def own_votes(voter: Voter | None, open_to_votes: Collection[int]) -> list[OwnVote]:
    """What the reader voted, newest opinions last; of opinions that are not shown any more the number only."""
    given = votes_of(voter)
    rows = Input.objects.in_bulk(given)
    return [OwnVote(rows[number], answer, number in open_to_votes) for number, answer in given.items()]


def own_opinions(window: Window, actor: Any) -> list[Input]:
    """The opinions that the reader put up in this period."""
    return list(Input.objects.visible_to(actor).given_by(actor).opinions().filter(window=window).order_by("pk"))


def is_by_a_voter(given: Input) -> bool:
    """Whether who put this opinion up votes in its period, so that their own vote goes with it."""
    if given.kind != Input.Kind.OPINION:
        return False
    return Voter.objects.filter(window=given.window_id, giver=given.giver_id).exists()


def are_replied_to(window: Window) -> bool:
    """Whether the agency replies to opinions of this period; of one held elsewhere only where it has said so."""
    return not window.source_id or Input.objects.filter(window=window, reply_owed=True).opinions().exists()


def votes_as(giver: Giver) -> Window | None:
    """The period in which a giver votes, newest first; None where they only commented."""
    rows = Voter.objects.filter(giver=giver).select_related("window").order_by("-window")
    return next((one.window for one in rows), None)


def voting(actor: Any) -> list[Voter]:
    """Where the reader votes, newest period first, each with how many opinions they have ``voted_on``."""
    rows = Voter.objects.visible_to(actor).select_related("window__matter__agency")
    voters = list(rows.order_by("-window", "pk"))
    cast = Counter(Vote.objects.filter(voter__in=[one.counts_as for one in voters]).values_list("voter", flat=True))
    for one in voters:
        one.voted_on = cast[one.counts_as]
    return voters


def nearly(words: str, opinions: dict[int, Input]) -> Input | None:
    """An opinion that says nearly the same, in nearly the same words."""
    numbers = list(opinions)
    texts = [words, *(opinions[number].words.text for number in numbers)]
    for group in near_copies.groups(texts):
        if group[0] == 0:
            return opinions[numbers[group[1] - 1]]
    return None
