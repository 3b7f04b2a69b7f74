"""Quorum follows the body's own charter; where it is silent there is none."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from commonbeat.people.charter import Answer, Seats, Verdict, carries, may_decide, quorum_of, rules_from

NINE = Seats(9, 9)
SEVEN_OF_NINE = Seats(9, 7)


@pytest.mark.parametrize(
    ("quorum", "seats", "expected"),
    [
        ({"members": 3}, NINE, 3),
        ({"members": 3}, Seats(9, 1), 3),
        ({"share": "1/2"}, NINE, 5),
        ({"share": "1/2"}, Seats(8, 8), 4),
        ({"share": "1/2", "more_than": True}, Seats(8, 8), 5),
        ({"share": "1/2", "more_than": True, "of": "authorized"}, SEVEN_OF_NINE, 5),
        ({"share": "1/2", "more_than": True, "of": "serving"}, SEVEN_OF_NINE, 4),
        ({"share": "1/2", "more_than": True}, SEVEN_OF_NINE, None),
        ({"share": "2/3", "of": "authorized"}, NINE, 6),
        (None, NINE, None),
    ],
)
def test_the_quorum(quorum: dict | None, seats: Seats, expected: int | None) -> None:
    assert quorum_of(rules_from({"quorum": quorum} if quorum else {}), seats) == expected


def test_two_recused_of_eight_leave_six_where_seven_are_needed() -> None:
    rules = rules_from({"quorum": {"members": 7}, "recused_count_as_present": False})
    assert may_decide(rules, NINE, [""] * 8, [""] * 2) == Verdict(Answer.NO, needed=7, left=6, counted=6)
    rules = rules_from({"quorum": {"members": 7}, "recused_count_as_present": True})
    assert may_decide(rules, NINE, [""] * 8, [""] * 2) == Verdict(Answer.YES, needed=7, left=6, counted=8)


def test_silence_on_the_recused_matters_only_where_it_decides() -> None:
    rules = rules_from({"quorum": {"members": 7}})
    assert may_decide(rules, NINE, [""] * 8, [""] * 2) == Verdict(Answer.NOT_SAID, needed=7, left=6, counted=None)
    assert may_decide(rules, NINE, [""] * 9, [""] * 2).answer is Answer.YES
    assert may_decide(rules, NINE, [""] * 6, [""]).answer is Answer.NO


def test_without_a_quorum_in_the_charter_none_is_invented() -> None:
    assert may_decide(rules_from({}), NINE, [""] * 2) == Verdict(Answer.NOT_SAID, None, left=2, counted=2)
    assert may_decide(rules_from({}), NINE, [""], [""]).answer is Answer.NO  # nobody is left to decide


def test_a_quorum_by_kind_wants_each_kind() -> None:
    seats = [{"key": "board", "name": "B", "number": 5}, {"key": "adviser", "name": "A", "number": 8, "votes": False}]
    rules = rules_from(
        {"seats": seats, "quorum": {"kinds": {"board": 2, "adviser": 1}}, "recused_count_as_present": False}
    )
    assert quorum_of(rules, Seats(5, 5)) == 3
    assert may_decide(rules, Seats(5, 5), ["board"] * 3).lacking == ("adviser",)
    assert may_decide(rules, Seats(5, 5), ["board"] * 3).answer is Answer.NO
    assert may_decide(rules, Seats(5, 5), ["board", "board", "adviser"]).answer is Answer.YES
    assert may_decide(rules, Seats(5, 5), ["board", "board", "adviser"], ["board"]).lacking == ("board",)


def test_only_who_is_there_can_be_recused() -> None:
    with pytest.raises(ValueError, match="present"):
        may_decide(rules_from({}), NINE, ["a"], ["b"])


@given(
    quorum=st.integers(1, 12),
    present=st.integers(0, 12),
    recused=st.integers(0, 12),
    counts=st.sampled_from([True, False, None]),
)
def test_the_answer_is_yes_only_with_enough_by_every_reading(
    quorum: int, present: int, recused: int, counts: bool | None
) -> None:
    recused = min(recused, present)
    data = {"quorum": {"members": quorum}} | ({} if counts is None else {"recused_count_as_present": counts})
    verdict = may_decide(rules_from(data), Seats(12, 12), [""] * present, [""] * recused)
    least = present if counts else present - recused
    most = present - recused if counts is False else present
    assert verdict.left == present - recused
    if verdict.left == 0:
        assert verdict.answer is Answer.NO
    else:
        told = Answer.YES if least >= quorum else Answer.NO if most < quorum else Answer.NOT_SAID
        assert verdict.answer is told


@pytest.mark.parametrize(
    ("majority", "yes", "no", "present", "expected"),
    [
        ({"share": "1/2", "more_than": True, "of": "present"}, 4, 1, 8, Answer.NO),
        ({"share": "1/2", "more_than": True, "of": "voting"}, 4, 1, 8, Answer.YES),
        ({"share": "1/2", "more_than": True, "of": "authorized"}, 4, 1, 8, Answer.NO),
        ({"share": "1/2", "more_than": True}, 4, 1, 8, Answer.NOT_SAID),
        ({"members": 6}, 6, 5, 11, Answer.YES),
        (None, 4, 1, 8, Answer.NOT_SAID),
        (None, 5, 1, 8, Answer.YES),
        (None, 2, 2, 8, Answer.NO),
    ],
)
def test_a_motion_carries_as_the_charter_says(
    majority: dict | None, yes: int, no: int, present: int, expected: Answer
) -> None:
    rules = rules_from({"majority": majority} if majority else {})
    assert carries(rules, NINE, yes=yes, no=no, present=present) is expected
