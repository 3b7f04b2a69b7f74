"""Every way of counting back from a meeting, over weekends, holidays and clock changes; rules say what was read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from commonbeat.laws.calendar import federal_holidays, holidays_around, is_business_day
from commonbeat.laws.notice import Count, Counter, Rule, notice_deadline, notice_rules, rule_for

EASTERN, PACIFIC, CENTRAL = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles"), ZoneInfo("America/Chicago")


def by_when(state: str, starts: datetime, sort: str = "regular") -> str:
    rule = rule_for(state, sort)
    deadline = notice_deadline(rule, starts, starts.tzinfo, holidays_around(starts.date()))
    return f"{deadline:%a %Y-%m-%d %H:%M}" if deadline else "no figure"


@pytest.mark.parametrize(
    ("state", "starts", "expected"),
    [
        # Monday, 6 p.m.: the weekend counts in California
        ("California", datetime(2026, 6, 8, 18, tzinfo=PACIFIC), "Fri 2026-06-05 18:00"),
        # the night of March 8, 2026 has no hour from 2 to 3: 72 hours that pass begin an hour earlier by the clock
        ("CA", datetime(2026, 3, 9, 18, tzinfo=PACIFIC), "Fri 2026-03-06 17:00"),
        ("NY", datetime(2026, 11, 2, 18, tzinfo=EASTERN), "Fri 2026-10-30 19:00"),
        ("Illinois", datetime(2023, 6, 6, 17, 30, tzinfo=CENTRAL), "Sun 2023-06-04 17:30"),
        # Saturdays and Sundays do not count in Massachusetts, and the state's own list of holidays was not read
        ("Massachusetts", datetime(2026, 6, 8, 18, tzinfo=EASTERN), "Thu 2026-06-04 18:00"),
        # over Juneteenth (a Friday in 2026) and a weekend
        ("MA", datetime(2026, 6, 22, 18, tzinfo=EASTERN), "Wed 2026-06-17 18:00"),
        # a meeting on a Sunday: its own hours do not count
        ("MA", datetime(2026, 6, 14, 12, tzinfo=EASTERN), "Thu 2026-06-11 00:00"),
        # Thursday; Monday to Wednesday are the three whole business days
        ("Texas", datetime(2026, 6, 11, 18, tzinfo=CENTRAL), "Sun 2026-06-07 23:59"),
        # Tuesday after Labor Day: Wednesday to Friday of the week before
        ("TX", datetime(2026, 9, 8, 9, tzinfo=CENTRAL), "Tue 2026-09-01 23:59"),
        # the greater of two: 48 hours before Wednesday noon, two business days reach the end of Monday: hours win
        ("DC", datetime(2026, 6, 10, 12, tzinfo=EASTERN), "Mon 2026-06-08 12:00"),
        # over a weekend the business days win
        ("District of Columbia", datetime(2026, 6, 8, 18, tzinfo=EASTERN), "Thu 2026-06-04 23:59"),
        ("Florida", datetime(2026, 6, 8, 18, tzinfo=EASTERN), "no figure"),
    ],
)  # fmt: skip
def test_the_last_moment_is_counted_as_the_statute_counts(state: str, starts: datetime, expected: str) -> None:
    assert by_when(state, starts) == expected


def test_pennsylvania_asks_three_days_for_the_first_meeting_of_a_year_and_a_day_for_others() -> None:
    starts = datetime(2026, 1, 12, 19, tzinfo=EASTERN)
    assert by_when("PA", starts, "first of the year") == "Fri 2026-01-09 23:59"
    assert by_when("PA", starts) == "Sun 2026-01-11 19:00"


def test_clear_days_leave_out_the_days_of_posting_and_of_meeting() -> None:
    rule = rule_for("CA")
    found = {}
    for by in (Counter.CALENDAR_DAYS, Counter.CLEAR_DAYS):
        own = Rule(**{**vars(rule), "counts": (Count(3, by),)})
        found[by] = notice_deadline(own, datetime(2028, 3, 2, 9, tzinfo=EASTERN), EASTERN, ()).date()
    assert found == {Counter.CALENDAR_DAYS: date(2028, 2, 28), Counter.CLEAR_DAYS: date(2028, 2, 27)}, "a leap year"


@given(
    st.integers(0, 3_000_000).map(lambda minutes: datetime(2024, 1, 1, tzinfo=EASTERN) + timedelta(minutes=minutes)),
    st.sampled_from(list(Counter)),
    st.integers(1, 12),
)
def test_a_deadline_lies_before_the_meeting_and_one_more_never_makes_it_later(
    starts: datetime, by: Counter, number: int
) -> None:
    holidays = holidays_around(starts.date())
    known = vars(rule_for("CA"))
    first, more = (
        notice_deadline(Rule(**{**known, "counts": (Count(n, by),)}), starts, EASTERN, holidays)
        for n in (number, number + 1)
    )
    assert more <= first <= starts
    if by == Counter.HOURS:
        assert starts.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=number)
    if by in (Counter.BUSINESS_DAYS, Counter.CLEAR_BUSINESS_DAYS):
        between = [first.date() + timedelta(days=n) for n in range((starts.date() - first.date()).days)]
        whole = [day for day in between if is_business_day(day, holidays)]
        assert len(whole) >= number


def test_every_rule_says_what_was_read_where_and_when() -> None:
    rules = notice_rules()
    assert len({rule.state for rule in rules}) == 12
    for rule in rules:
        assert rule.read in ("whole", "in part") and (rule.not_read or rule.read == "whole"), rule.id
        assert rule.citation and rule.source and rule.short and rule.page_date and rule.read_on, rule.id
        assert bool(rule.counts) != bool(rule.standard and not rule.if_scheduled_days_ahead), "a figure or a standard"


def test_a_rule_is_said_in_words_with_its_counter() -> None:
    assert rule_for("CA").sentence() == "72 hours before the meeting, weekends and holidays counted"
    assert rule_for("DC").sentence() == (
        "48 hours before the meeting, weekends and holidays counted, or 2 business days before the date of the "
        "meeting, whichever is longer"
    )
    assert rule_for("Florida").sentence() == "Reasonable notice; the law names no figure."


def test_where_no_rule_was_read_none_is_made_up() -> None:
    assert [rule_for("Nevada"), rule_for("Washington"), rule_for("")] == [None, None, None]
    assert rule_for("washington", "special") is not None


def test_a_rule_holds_from_its_day_and_where_the_meeting_was_scheduled_ahead() -> None:
    texas, york = rule_for("TX"), rule_for("NY")
    starts = [datetime(2025, 8, 31, 9, tzinfo=CENTRAL), datetime(2025, 9, 1, 9, tzinfo=CENTRAL)]
    assert [texas.holds(one, CENTRAL, None) for one in starts] == [False, True]
    days = [date(2025, 8, 25), date(2025, 8, 26)]
    assert [york.holds(starts[1], EASTERN, day) for day in days] == [True, False]


def test_federal_holidays_are_kept_on_weekdays_too() -> None:
    assert {date(2026, 7, 3), date(2026, 7, 4), date(2026, 11, 26), date(2026, 5, 25)} <= federal_holidays(2026)
    assert date(2020, 6, 19) not in federal_holidays(2020) and date(2022, 6, 20) in federal_holidays(2022)
    assert len([day for day in federal_holidays(2025) if day.weekday() < 5]) == 11
