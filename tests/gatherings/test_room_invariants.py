"""Whatever happens in a room, and in whatever order: no decision without a quorum, none by a recused seat."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from commonbeat.frame import seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.motions import Spoken
from commonbeat.gatherings.models import Motion, Recusal, RollVote, Ruling
from commonbeat.people.charter import Rules, Seats, Threshold, may_decide
from tests import factories as make
from tests.gatherings.board import SAYS, Board, again, announced, board, item, opened

pytestmark = pytest.mark.django_db
MEMBERS, QUORUM = 5, 3
VERBS = [
    "come",
    "leave",
    "excuse",
    "wrong",
    "recuse",
    "move",
    "second",
    "withdraw",
    "roll",
    "preside",
    "rule",
    "reopen",
]
ACTS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 63)), min_size=4, max_size=18)
SAID = ["yes", "no", "abstain", ""]


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    return SAYS | {"seats": [{"key": "m", "name": "Member", "number": MEMBERS}], "quorum": {"members": QUORUM}}


@pytest.fixture
def made(db: None, rules: dict[str, Any]) -> Board:
    return board(make.house(), members=MEMBERS, rules=rules)


class Evening:
    """A meeting in which things happen; what may not be done is refused and changes nothing."""

    def __init__(self, made: Board) -> None:
        self.made, self.gathering = made, opened(made, here=range(MEMBERS), gathering=announced(made))
        self.by = made.house.clerk

    def try_(self, verb: str, n: int) -> None:
        self.gathering = again(self.gathering)
        with suppress(Refused, LookupError):
            getattr(self, verb)(n)

    def seat(self, n: int) -> Any:
        return self.made.seats[n % MEMBERS]

    def motion(self) -> Motion:
        found = Motion.objects.filter(item__gathering=self.gathering).order_by("-pk").first()
        if found is None:
            raise LookupError
        return again(found)

    def attend(self, n: int, state: str, **options: Any) -> None:
        actions.attend(self.gathering, by=self.by, states={self.seat(n): state}, **options)

    def come(self, n: int) -> None:
        self.attend(n, "present")

    def leave(self, n: int) -> None:
        self.attend(n, "left")

    def excuse(self, n: int) -> None:
        self.attend(n, "excused")

    def wrong(self, n: int) -> None:
        self.attend(n, "absent", corrects=True)

    def recuse(self, n: int) -> None:
        if not Recusal.objects.filter(item=item(self.gathering), seat=self.seat(n)).exists():
            actions.recuse(item(self.gathering), by=self.by, seat=self.seat(n))

    def move(self, n: int) -> None:
        words = {"words": Words("That it be so."), "moved_by": self.seat(n)}
        actions.move_motion(item(self.gathering), by=self.by, **words)

    def second(self, n: int) -> None:
        if self.motion().moved_by != self.seat(n):
            actions.second_motion(self.motion(), by=self.by, seat=self.seat(n))

    def withdraw(self, n: int) -> None:
        actions.withdraw_motion(self.motion(), by=self.by)

    def roll(self, n: int) -> None:
        """Each seat says something, by the digits of ``n``; seats that may not are among them."""
        said = [SAID[(n >> at) % 4] for at in range(MEMBERS)]
        roll = {self.made.seats[at]: Spoken(word) for at, word in enumerate(said) if word}
        actions.call_roll(self.motion(), by=self.by, roll=roll)

    def preside(self, n: int) -> None:
        actions.preside(self.gathering, by=self.by, presiding=self.seat(n))

    def rule(self, n: int) -> None:
        actions.rule(self.gathering, by=self.by, question="recused", answer=["yes", "no"][n % 2])

    def reopen(self, n: int) -> None:
        actions.close_item(item(self.gathering), by=self.by)
        actions.take_up_item(item(self.gathering), by=self.by)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
@example(acts=[("move", 0), ("recuse", 1), ("roll", 0), ("rule", 1), ("roll", 0), ("recuse", 2)])
@example(acts=[("move", 0), ("leave", 1), ("leave", 2), ("roll", 0), ("leave", 3), ("move", 4), ("roll", 0)])
@example(acts=[("move", 0), ("leave", 0), ("roll", 0), ("preside", 1), ("roll", 0), ("wrong", 1)])
def test_no_body_decides_without_its_quorum_and_no_recused_seat_decides(
    made: Board, acts: list[tuple[str, int]]
) -> None:
    evening = Evening(made)
    for verb, n in acts:
        evening.try_(verb, n)
    for motion in Motion.objects.filter(item__gathering=evening.gathering):
        barred = set(Recusal.objects.filter(item=motion.item).values_list("seat", flat=True))
        spoke = RollVote.objects.filter(motion=motion).exclude(said="recused")
        assert set(spoke.values_list("seat", flat=True)) & barred == set() or not motion.is_decided
        assert motion.yes + motion.no + motion.abstained <= (motion.present or 0) - motion.recused
        if motion.state in ("carried", "failed"):
            counts = "yes" in set(Ruling.objects.filter(gathering=evening.gathering).values_list("answer", flat=True))
            here = motion.present if counts else motion.present - motion.recused
            assert here >= QUORUM == motion.needed
            assert (motion.state == "carried") == (2 * motion.yes > motion.yes + motion.no)
    assert seals.broken() == []


@given(
    present=st.sets(st.integers(0, MEMBERS - 1)),
    recused=st.sets(st.integers(0, MEMBERS - 1)),
    needed=st.integers(1, MEMBERS) | st.none(),
    counts=st.booleans() | st.none(),
)
def test_a_verdict_never_says_yes_with_too_few(
    present: set[int], recused: set[int], needed: int | None, counts: bool | None
) -> None:
    """What the room asks of the charter, over all numbers of a small body."""
    rules = Rules(quorum=Threshold(members=needed) if needed else None, recused_count_as_present=counts)
    left = len(present - recused)
    verdict = may_decide(rules, Seats(MEMBERS, MEMBERS), [""] * len(present), [""] * len(present & recused))
    if verdict.answer == "yes":
        assert needed is not None and left > 0 and (len(present) if counts else left) >= needed
    if needed is None:
        assert verdict.answer != "yes"
    assert verdict.left == left
