"""Meetings held against meetings due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from commonbeat.measures.cadence import State, kept

FIRST, LAST = date(2016, 1, 1), date(2016, 12, 31)
DAYS = st.dates(date(2015, 6, 1), date(2017, 6, 30))


def month(number: int, day: int = 15) -> date:
    return date(2016, number, day)


def test_a_year_with_nine_of_twelve_held() -> None:
    year = kept([month(n) for n in range(1, 10)], first=FIRST, last=LAST, canceled=[month(11), month(2)])
    assert (year.held, year.due, year.silent, year.last_held) == (9, 12, 3, month(9))
    assert [one.state for one in year.terms[8:]] == [State.HELD, State.MISSED, State.CANCELED, State.MISSED]


def test_two_meetings_in_one_month_keep_one_month() -> None:
    year = kept([month(3, 1), month(3, 31)], first=FIRST, last=LAST)
    assert (year.held, year.terms[2].meetings, year.silent) == (1, 2, 9)


def test_where_the_record_does_not_tell_the_month_is_neither_held_nor_missed() -> None:
    year = kept([month(1)], first=FIRST, last=month(4, 30), untold=[month(1), month(2)], canceled=[month(2)])
    assert [one.state for one in year.terms] == [State.HELD, State.UNTOLD, State.MISSED, State.MISSED]
    assert (year.held, year.untold, year.due, year.silent) == (1, 1, 4, 3)


def test_a_meeting_that_only_a_calendar_has_is_neither_held_nor_missed_and_breaks_the_silence() -> None:
    year = kept([month(1)], first=FIRST, last=month(5, 31), listed=[month(1), month(3)], untold=[month(3), month(4)])
    assert [one.state for one in year.terms] == [State.HELD, State.MISSED, State.LISTED, State.UNTOLD, State.MISSED]
    assert (year.held, year.listed, year.due, year.silent) == (1, 1, 5, 2)
    assert (year.last_held, year.last_told) == (month(1), month(3))
    assert kept([], first=FIRST, last=month(1, 20), listed=[month(1, 10)]).due == 1


def test_a_term_that_still_runs_is_not_due_until_it_is_over_or_kept() -> None:
    assert kept([month(1)], first=FIRST, last=month(2, 28)).due == 1, "2016 has a leap day"
    assert kept([month(1)], first=FIRST, last=month(2, 29)).due == 2
    early = kept([month(2, 1), month(2, 20)], first=FIRST, last=month(2, 10))
    assert (early.held, early.due, early.terms[1].meetings) == (1, 2, 1), "what is to come is not held yet"


def test_terms_of_several_months_begin_with_the_first_month() -> None:
    terms = kept([month(6)], first=month(2, 20), last=LAST, every_months=3).terms
    assert [(one.first, one.last, one.state) for one in terms] == [
        (month(2, 1), month(4, 30), State.MISSED),
        (month(5, 1), month(7, 31), State.HELD),
        (month(8, 1), month(10, 31), State.MISSED),
        (month(11, 1), date(2017, 1, 31), State.RUNNING),
    ]


def test_where_none_was_ever_held_all_is_silent() -> None:
    year = kept([], first=FIRST, last=LAST)
    assert (year.held, year.due, year.silent, year.last_held) == (0, 12, 12, None)


@pytest.mark.parametrize("wrong", [{"last": FIRST - timedelta(days=1)}, {"last": LAST, "every_months": 0}])
def test_what_is_no_stretch_of_time_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="stretch of time"):
        kept([], first=FIRST, **wrong)


@given(
    st.lists(DAYS, max_size=20),
    st.lists(DAYS, max_size=5),
    st.lists(DAYS, max_size=5),
    st.lists(DAYS, max_size=5),
    st.integers(0, 500),
    st.integers(1, 6),
)
def test_each_term_has_one_state_and_the_terms_have_no_gap(
    held: list[date], listed: list[date], canceled: list[date], untold: list[date], length: int, every: int
) -> None:
    last = FIRST + timedelta(days=length)
    more = {"listed": listed, "canceled": canceled, "untold": untold}
    found = kept(held, first=FIRST, last=last, every_months=every, **more)
    assert sum(found.count(state) for state in State) == len(found.terms)
    assert all(a.last + timedelta(days=1) == b.first for a, b in zip(found.terms, found.terms[1:], strict=False))
    assert found.terms[0].first <= FIRST and found.terms[-1].first <= last <= found.terms[-1].last
    inside = [day for day in held if FIRST <= day <= last]
    assert sum(one.meetings for one in found.terms) == len(inside)
    assert found.last_held == max(inside, default=None)
    assert (
        found.held + found.listed + found.untold + found.count(State.CANCELED) + found.count(State.MISSED) == found.due
    )
