"""Quorum and majority, as far as a charter says them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from commonbeat.people.charter.rules import Rules, Threshold


class Seats(NamedTuple):
    """Voting seats, alternates aside: how many the charter sets up, and how many somebody sits in."""

    authorized: int
    serving: int


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SAID = "not said"


@dataclass(frozen=True)
class Verdict:
    """Whether the body may decide, how many it needs (None: not said), and how many are left to decide.

    ``counted`` is how many count towards the quorum: the recused too, or not, or (None) not said which.
    ``lacking`` are kinds of seats of which too few are there.
    """

    answer: Answer
    needed: int | None
    left: int
    counted: int | None
    lacking: tuple[str, ...] = ()


def quorum_of(rules: Rules, seats: Seats) -> int | None:
    """How many members are a quorum; None where the charter does not say, or not of what it is a share.

    A share of nobody knows what is still a number where both readings give the same, as when no seat is vacant.
    """
    return _number(rules.quorum, seats) if rules.quorum else None


def may_decide(rules: Rules, seats: Seats, present: Sequence[str], recused: Sequence[str] = ()) -> Verdict:
    """Whether those present may decide one item.

    ``present`` holds for each voting member in the room, recused ones too, the key of their kind of seat ("" where it
    has none); ``recused`` the same for those of them who may not take part in this item. Where the charter is silent
    on how a recused member counts, the answer is "not said" only if it depends on that.
    """
    free = Counter(present) - Counter(recused)
    if free.total() + len(recused) != len(present):
        raise ValueError("Only a member who is present can be recused.")
    needed, left = quorum_of(rules, seats), free.total()
    said = rules.recused_count_as_present
    readings = [Counter(present) if counts else free for counts in ((True, False) if said is None else (said,))]
    counts = {there.total() for there in readings}
    counted = counts.pop() if len(counts) == 1 else None
    lacking = _lacking(rules, readings[-1])
    if left == 0 or needed is None:
        return Verdict(Answer.NOT_SAID if left else Answer.NO, needed, left, counted, lacking)
    answers = {there.total() >= needed and not _lacking(rules, there) for there in readings}
    answer = Answer.NOT_SAID if len(answers) == 2 else Answer.YES if answers.pop() else Answer.NO
    return Verdict(answer, needed, left, counted, lacking)


def carries(rules: Rules, seats: Seats, *, yes: int, no: int, present: int) -> Answer:
    """Whether a motion carries with so many yes, where so many who may vote are present; what abstains is neither.

    Where the charter names no majority, a motion with more yes than no is still only "not said", unless every
    common reading agrees: more than half of all seats said yes, or no more said yes than no.
    """
    if rules.majority is None:
        if 2 * yes > seats.authorized:
            return Answer.YES
        return Answer.NO if yes <= no else Answer.NOT_SAID
    needed = _number(rules.majority, seats, present=present, voting=yes + no)
    if needed is None:
        return Answer.NOT_SAID
    return Answer.YES if yes >= needed else Answer.NO


def _number(count: Threshold, seats: Seats, **room: int) -> int | None:
    """The number that meets a threshold; None where readings of an unsaid "of what" differ."""
    if count.members is None and count.share is None:
        return sum(least for _key, least in count.kinds)
    wholes = seats._asdict() | room
    needed = {count.needed(whole) for of, whole in wholes.items() if count.of in ("", of)}
    return needed.pop() if len(needed) == 1 else None


def _lacking(rules: Rules, there: Counter[str]) -> tuple[str, ...]:
    """Kinds of seats of which the charter wants so many in the room, and fewer are there."""
    return tuple(key for key, least in (rules.quorum.kinds if rules.quorum else ()) if there[key] < least)
