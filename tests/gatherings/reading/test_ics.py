"""Calendars as .ics files: repeated, moved, left out, called off, over clock changes."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from commonbeat.gatherings.reading import ics, mapping as mappings, meetings, moments, repeating
from commonbeat.gatherings.reading.meetings import Sheet
from commonbeat.gatherings.reading.table import Unreadable

CHICAGO = ZoneInfo("America/Chicago")
LAST = date(2016, 12, 31)


def read(*entries: str, last: date = LAST) -> Sheet:
    body = "".join(f"BEGIN:VEVENT\n{entry.strip()}\nEND:VEVENT\n" for entry in entries)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".replace("\n", "\r\n")
    assert ics.is_calendar(text.encode())
    return ics.read(text.encode(), mappings.built_in(), CHICAGO, last)


def starts(sheet: Sheet) -> list[str]:
    return [f"{one.starts_at.astimezone(CHICAGO):%m-%d %H:%M}" for one in sheet.meetings]


def test_one_entry_whole() -> None:
    [one] = read(
        """
UID:a@example.org
SUMMARY:Beat 611 Meeting\\, with
 coffee
DTSTART;TZID="America/Chicago":20160105T183000
DTEND;TZID=America/Chicago:20160105T193000
DESCRIPTION:First line\\nsecond\\; line
LOCATION:Library\\nRoom 2
SEQUENCE:3
BEGIN:VALARM
SUMMARY:Wake up
END:VALARM
"""
    ).meetings
    assert (one.title, one.uid, one.line, one.sequence) == ("Beat 611 Meeting, withcoffee", "a@example.org", 3, 3)
    assert (one.about, one.location) == ("First line\nsecond; line", "Library Room 2")
    assert (one.starts_at.isoformat(), one.ends_at and one.ends_at.isoformat()) == (
        "2016-01-06T00:30:00+00:00",
        "2016-01-06T01:30:00+00:00",
    )
    assert (one.kind, one.places, one.doubts) == ("forum", (("beat", "Beat 611"),), ())


def test_what_repeats_stays_at_its_hour_over_a_clock_change() -> None:
    sheet = read(
        """
UID:b
SUMMARY:DAC Meeting
DTSTART;TZID=America/Chicago:20160310T190000
DURATION:PT1H30M
RRULE:FREQ=WEEKLY;COUNT=3
"""
    )
    assert starts(sheet) == ["03-10 19:00", "03-17 19:00", "03-24 19:00"]
    assert [f"{one.starts_at:%H:%M}" for one in sheet.meetings] == ["01:00", "00:00", "00:00"]
    assert sheet.meetings[0].uid == "b/20160311T010000Z" and len({one.uid for one in sheet.meetings}) == 3
    assert {one.ends_at - one.starts_at for one in sheet.meetings if one.ends_at} == {
        one.ends_at - one.starts_at for one in sheet.meetings[:1] if one.ends_at
    }


def test_days_left_out_added_moved_and_called_off() -> None:
    sheet = read(
        """
UID:c
SUMMARY:DAC Meeting
DTSTART;TZID=America/Chicago:20160105T190000
RRULE:FREQ=MONTHLY;BYDAY=1TU;UNTIL=20160601
EXDATE;TZID=America/Chicago:20160202T190000
RDATE;TZID=America/Chicago:20160210T190000,20160620T190000
""",
        """
UID:c
RECURRENCE-ID;TZID=America/Chicago:20160301T190000
SUMMARY:DAC Meeting
DTSTART;TZID=America/Chicago:20160303T180000
SEQUENCE:1
""",
        """
UID:c
RECURRENCE-ID;TZID=America/Chicago:20160405T190000
SUMMARY:DAC Meeting
DTSTART;TZID=America/Chicago:20160405T190000
STATUS:CANCELLED
""",
    )
    assert starts(sheet) == [
        "01-05 19:00", "02-10 19:00", "03-03 18:00", "04-05 19:00", "05-03 19:00", "06-20 19:00",
    ]  # fmt: skip
    assert [one.is_canceled for one in sheet.meetings] == [False, False, False, True, False, False]
    assert sheet.meetings[2].uid == "c/20160302T010000Z", "moved, it keeps the name of the day it was moved from"


def test_of_two_copies_the_higher_sequence_counts() -> None:
    entry = "UID:d\nSUMMARY:{}\nDTSTART:20160105T190000Z\nSEQUENCE:{}\n"
    sheet = read(entry.format("Newer", 2), entry.format("Older", 1))
    assert [one.title for one in sheet.meetings] == ["Newer"]
    assert [(left.why, left.title) for left in sheet.left] == [(meetings.DOUBLE, "Older")]


@pytest.mark.parametrize(
    ("start", "utc", "doubts"),
    [
        ("DTSTART:20160705T190000Z", "2016-07-05T19:00", ()),
        ("DTSTART:20160705T190000", "2016-07-06T00:00", ()),
        ("DTSTART;TZID=America/Denver:20160705T190000", "2016-07-06T01:00", ()),
        ("DTSTART;TZID=Eastern Standard Time:20160705T190000", "2016-07-05T23:00", ()),
        ("DTSTART;TZID=Mars:20160705T190000", "2016-07-06T00:00", (ics.UNKNOWN_ZONE,)),
        ("DTSTART;VALUE=DATE:20160705", "2016-07-05T05:00", (moments.NO_HOUR,)),
        ("DTSTART:20160705T190000Z\nDTEND:20160705T180000Z", "2016-07-05T19:00", (meetings.ENDS_EARLY,)),
        ("DTSTART:20160705T190000Z\nDTEND:20160706T190000Z", "2016-07-05T19:00", (meetings.LONG,)),
        ("DTSTART:20160705T190000Z\nRRULE:FREQ=HOURLY", "2016-07-05T19:00", (ics.UNKNOWN_RULE,)),
        ("DTSTART:20160705T190000Z\nRRULE:FREQ=DAILY;BYHOUR=3", "2016-07-05T19:00", (ics.UNKNOWN_RULE,)),
    ],
)
def test_moments_and_doubts(start: str, utc: str, doubts: tuple[str, ...]) -> None:
    [one] = read(f"UID:e\nSUMMARY:DAC\n{start}\n").meetings
    assert (f"{one.starts_at:%Y-%m-%dT%H:%M}", one.doubts) == (utc, doubts)


def test_entries_that_become_no_meeting_are_told_with_their_line() -> None:
    sheet = read(
        "UID:f\nDTSTART:20160105T190000Z", "UID:g\nSUMMARY:A\nDTSTART:soon", "SUMMARY:B\nDTSTART:20160105T190000Z"
    )
    assert [(left.line, left.why) for left in sheet.left] == [(3, meetings.NO_TITLE), (7, meetings.NO_START)]
    assert [one.uid.endswith("@intake") for one in sheet.meetings] == [True]
    with pytest.raises(Unreadable, match="no entries"):
        read()


def test_a_rule_without_an_end_goes_on_as_far_as_is_asked() -> None:
    entry = "UID:h\nSUMMARY:DAC\nDTSTART:20160105T190000Z\nRRULE:FREQ=YEARLY\n"
    assert [len(read(entry, last=date(year, 1, 5)).meetings) for year in (2016, 2018)] == [1, 3]


@pytest.mark.parametrize(
    "wrong", ["", "FREQ=SOMETIMES", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=YEARLY;BYDAY=20MO"]
)
def test_rules_that_are_not_understood(wrong: str) -> None:
    with pytest.raises(repeating.Unknown):
        repeating.rule(wrong)


def test_short_months_and_leap_days() -> None:
    last_days = repeating.days(
        date(2016, 1, 31), repeating.rule("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"), date(2017, 1, 1)
    )
    assert [str(day) for day in last_days] == ["2016-01-31", "2016-02-29", "2016-03-31"]
    thirty_firsts = repeating.days(date(2016, 1, 31), repeating.rule("FREQ=MONTHLY;COUNT=3"), date(2017, 1, 1))
    assert [str(day) for day in thirty_firsts] == ["2016-01-31", "2016-03-31", "2016-05-31"]
    leap_days = repeating.days(date(2016, 2, 29), repeating.rule("FREQ=YEARLY;COUNT=2"), date(2030, 1, 1))
    assert [str(day) for day in leap_days] == ["2016-02-29", "2020-02-29"]


ANY = st.sampled_from
EVERY = st.integers(1, 3)
RULES = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 9)),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={};WKST={}".format, EVERY, ANY(["MO", "TU,TH", "SU"]), ANY(["MO", "SU"])),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYDAY={}".format, EVERY, ANY(["1TU", "-1FR", "2MO,4MO", "5WE"])),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, ANY(["1", "31", "-1", "15,30"])),
    st.builds("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={}".format, ANY(["1", "-1", "2,-2"])),
    st.builds("FREQ=YEARLY;BYMONTH={};BYDAY={}".format, ANY(["1", "3,11"]), ANY(["2SU", "-1MO"])),
)


@given(RULES, st.dates(date(2015, 1, 1), date(2016, 12, 31)), st.integers(0, 30))
def test_days_are_those_of_another_reader_of_the_same_rules(rule: str, start: date, count: int) -> None:
    other = pytest.importorskip("dateutil.rrule", reason="python-dateutil is not installed")
    from datetime import datetime, time

    text = f"{rule};COUNT={count}" if count else rule
    last = date(2018, 12, 31)
    theirs = other.rrulestr(text, dtstart=datetime.combine(start, time()))
    until = datetime.combine(last, time())
    expected = [one.date() for one in theirs.between(datetime.combine(start, time()), until, inc=True)]
    assert list(repeating.days(start, repeating.rule(text), last)) == expected
