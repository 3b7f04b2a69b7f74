"""Terms end on their day, in leap years too; holding over, limits, absence, training and replies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from commonbeat.people.charter import (
    Attendance,
    Standing,
    Term,
    differences,
    may_serve_again,
    missed_too_many,
    reply_due,
    rules_from,
    term_end,
    term_on,
    training_due,
)
from commonbeat.people.charter.terms import later

THREE = rules_from({"terms": {"years": 3}})
HERE, AWAY, SICK = Attendance.PRESENT, Attendance.ABSENT, Attendance.EXCUSED


def test_a_term_ends_the_day_before_its_anniversary() -> None:
    assert term_end(THREE, "", date(2024, 7, 1)) == date(2027, 6, 30)
    assert term_end(THREE, "", date(2024, 2, 29)) == date(2027, 2, 27)  # the month's last day, less one
    assert term_end(THREE, "", date(2024, 7, 1), Fraction(1, 2)) == date(2024, 12, 31)
    assert term_end(rules_from({}), "", date(2024, 7, 1)) is None


def test_a_kind_of_seat_may_have_a_term_of_its_own() -> None:
    rules = rules_from({"terms": {"years": 3}, "seats": [{"key": "youth", "name": "Youth", "number": 1, "years": 1}]})
    assert (term_end(rules, "youth", date(2026, 1, 1)), term_end(rules, "", date(2026, 1, 1))) == (
        date(2026, 12, 31),
        date(2028, 12, 31),
    )


def test_a_calendar_end_is_the_last_such_day_that_the_term_reaches() -> None:
    rules = rules_from({"terms": {"years": 3, "ends_on": "06-30"}})
    assert term_end(rules, "", date(2024, 7, 1)) == date(2027, 6, 30)
    assert term_end(rules, "", date(2024, 9, 1)) == date(2027, 6, 30)
    assert term_end(rules, "", date(2024, 5, 1)) == date(2026, 6, 30)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_halves_of_a_length_come_to_the_whole_or_a_day_or_three_less(day: date, halves: int) -> None:
    half = later(day, Fraction(halves, 2))
    assert (half.year - day.year) * 12 + half.month - day.month == halves * 6
    assert half.day == day.day or half.day < day.day


@pytest.mark.parametrize(
    ("terms", "today", "expected"),
    [
        ({}, date(2026, 1, 1), Standing(Term.RUNNING, date(2026, 6, 30))),
        ({}, date(2026, 4, 2), Standing(Term.ENDS_SOON, date(2026, 6, 30))),
        ({}, date(2026, 6, 30), Standing(Term.ENDS_SOON, date(2026, 6, 30))),
        ({}, date(2026, 7, 1), Standing(Term.UNKNOWN, date(2026, 6, 30))),
        ({"holdover": "none"}, date(2026, 7, 1), Standing(Term.OVER, date(2026, 6, 30))),
        ({"holdover": "until a successor"}, date(2030, 7, 1), Standing(Term.HELD_OVER)),
        ({"holdover": "days", "holdover_days": 90}, date(2026, 9, 28), Standing(Term.HELD_OVER, date(2026, 9, 28))),
        ({"holdover": "days", "holdover_days": 90}, date(2026, 9, 29), Standing(Term.OVER, date(2026, 9, 28))),
    ],
)
def test_how_a_seat_stands(terms: dict, today: date, expected: Standing) -> None:
    rules = rules_from({"terms": terms} if terms else {})
    assert term_on(rules, today, filled=True, ends=date(2026, 6, 30)) == expected


def test_a_seat_without_holder_is_vacant_and_one_without_end_runs() -> None:
    assert term_on(THREE, date(2026, 1, 1), filled=False, ends=date(2026, 6, 30)) == Standing(Term.VACANT)
    assert term_on(THREE, date(2026, 1, 1), filled=True, ends=None) == Standing(Term.RUNNING)


@pytest.mark.parametrize(
    ("terms", "served", "expected"),
    [
        ({}, {"full_terms": 9}, None),
        ({"in_a_row": 2}, {"full_terms": 1}, True),
        ({"in_a_row": 2}, {"full_terms": 2}, False),
        ({"in_a_row": 2}, {"full_terms": 1, "part_terms": 1}, None),
        ({"in_a_row": 2, "remainder_counts": True}, {"full_terms": 1, "part_terms": 1}, False),
        ({"in_a_row": 2, "remainder_counts": False}, {"full_terms": 1, "part_terms": 1}, True),
        ({"years": 4, "years_in_a_lifetime": 12}, {"full_terms": 0, "years": Fraction(8)}, True),
        ({"years": 4, "years_in_a_lifetime": 12}, {"full_terms": 0, "years": Fraction(9)}, False),
    ],
)
def test_whether_somebody_may_serve_again(terms: dict, served: dict, expected: bool | None) -> None:
    assert may_serve_again(rules_from({"terms": terms} if terms else {}), **served) is expected


@pytest.mark.parametrize(
    ("absence", "record", "expected"),
    [
        (None, [AWAY] * 9, None),
        ({"in_a_row": 3}, [AWAY, AWAY, HERE, AWAY], False),
        ({"in_a_row": 3}, [HERE, AWAY, AWAY, AWAY], True),
        ({"in_a_row": 3}, [AWAY, SICK, AWAY], None),
        ({"in_a_row": 3, "excused_count": True}, [AWAY, SICK, AWAY], True),
        ({"in_a_row": 3, "excused_count": False}, [AWAY, SICK, AWAY], False),
        ({"least_share": "3/4"}, [HERE, HERE, HERE, AWAY], False),
        ({"least_share": "3/4"}, [HERE, HERE, AWAY], True),
        ({"least_share": "3/4"}, [], False),
    ],
)
def test_missed_meetings(absence: dict | None, record: list, expected: bool | None) -> None:
    assert missed_too_many(rules_from({"absence": absence} if absence else {}), record) is expected


def test_training_is_due_months_after_the_start() -> None:
    assert training_due(rules_from({"training": {"within_months": 3}}), date(2025, 11, 30)) == date(2026, 2, 28)
    assert training_due(rules_from({"training": {"before_first_case": True}}), date(2025, 11, 30)) is None


def test_a_reply_is_due_in_calendar_or_business_days_or_no_day_is_said() -> None:
    friday = date(2026, 7, 3)
    assert reply_due(rules_from({"reply": {"days": 45}}), friday) == date(2026, 8, 17)
    assert reply_due(rules_from({"reply": {"days": 10, "business_days": True}}), friday) == date(2026, 7, 17)
    closed = [date(2026, 7, 6)]
    assert reply_due(rules_from({"reply": {"days": 10, "business_days": True}}), friday, closed) == date(2026, 7, 20)
    assert reply_due(rules_from({"reply": {"by": "Chief"}}), friday) is None
    assert reply_due(rules_from({}), friday) is None


def test_a_rule_that_came_to_be_read_is_a_difference() -> None:
    [found] = differences(rules_from({"not_read": ["pay"]}), rules_from({}))
    assert (found.rule, found.was, found.is_now) == ("pay", "not read", "not said")
