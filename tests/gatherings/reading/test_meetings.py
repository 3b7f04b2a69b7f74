"""A file of meetings read whole: each trap of real calendars, and nothing set right in silence."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commonbeat.gatherings.reading import mapping as mappings, meetings, moments, table
from commonbeat.gatherings.reading.meetings import Meeting, Sheet

CHICAGO = ZoneInfo("America/Chicago")
FILE = Path("../shared/data/meetings/chicago_caps_2016_2017_half.csv")
HEAD = "district,start,end,title,details,location,modified\n"


def read(text: str | bytes, mapping: str = "") -> Sheet:
    data = text if isinstance(text, bytes) else (HEAD + text).encode()
    return meetings.read(table.rows(data), mappings.read(mapping), CHICAGO)


def one(row: str, mapping: str = "") -> Meeting:
    [found] = read(row, mapping).meetings
    return found


def local(moment: datetime | None) -> str:
    return moment.astimezone(CHICAGO).isoformat() if moment else ""


def test_a_row_whole() -> None:
    found = one('6,2016-01-05T18:30:00,,Beat 611 Community Meeting,,"2nd Mt.Vernon Annex \n2101 W. 79th Street\n",x\n')
    assert (found.line, found.title, local(found.starts_at), found.ends_at) == (
        2,
        "Beat 611 Community Meeting",
        "2016-01-05T18:30:00-06:00",
        None,
    )
    assert (found.location, found.area, found.places, found.doubts) == (
        "2nd Mt.Vernon Annex 2101 W. 79th Street",
        ("district", "District 6"),
        (("beat", "Beat 611"),),
        (),
    )


def test_lines_are_counted_as_in_the_file_whatever_breaks_them() -> None:
    for broken in ("\n", "\r\n", "\r"):
        text = HEAD + '6,2016-01-05T18:30:00,,A,"one\ntwo","x"\n\n6,,,B,,,\n'
        sheet = read(text.replace("\n", broken).encode())
        assert [(left.line, left.why) for left in sheet.left] == [(5, meetings.NO_START)], repr(broken)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_of_every_office(encoding: str) -> None:
    sheet = read((HEAD + "6,2016-01-05T18:30:00,,Reunión “Café”,,,\n").encode(encoding))
    assert [found.title for found in sheet.meetings] == ["Reunión “Café”"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators(separator: str) -> None:
    assert len(read((HEAD + "6,2016-01-05T18:30:00,,A,,,\n").replace(",", separator).encode()).meetings) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty"),
        (b"PK\x03\x04", "not a text file"),
        (b"a\0b", "not a text file"),
        (b"title\nA\n", "no column “start”"),
        (b"start\n2016-01-01\n", "no column “title”"),
    ],
)
def test_files_that_cannot_be_used(data: bytes, sentence: str) -> None:
    with pytest.raises(table.Unreadable, match=sentence):
        read(data)


def test_rows_that_become_no_meeting_are_told_with_their_line() -> None:
    sheet = read(
        "6,2016-01-05T18:30:00,,,,,\n6,soon,,A,,,\n6,2016-01-05T18:30:00,,B,,,\n6,2016-13-05,,C,,,\n6,9999-12-31T23:00:00,,D,,,\n"
    )
    assert [(left.line, left.why) for left in sheet.left] == [
        (2, meetings.NO_TITLE),
        (3, meetings.NO_START),
        (5, meetings.NO_START),
        (6, meetings.NO_START),
    ]
    assert [found.title for found in sheet.meetings] == ["B"]


def test_of_two_rows_about_one_meeting_the_one_changed_last_counts() -> None:
    sheet = read(
        "6,2016-01-05T18:30:00,,Beat  611 meeting,,New hall,2016-01-03T00:00:00\n"
        "6,2016-01-05T18:30:00,,Beat 611 Meeting ,,Old hall,2016-01-02T00:00:00\n"
        "6,2016-01-05T18:30:00,,Beat 612 Meeting,,Hall,2016-01-02T00:00:00\n"
    )
    assert [found.location for found in sheet.meetings] == ["New hall", "Hall"]
    assert [(left.line, left.why, left.other) for left in sheet.left] == [(3, meetings.DOUBLE, 2)]


@pytest.mark.parametrize(
    ("start", "end", "kept", "doubt"),
    [
        ("2016-07-27T19:00:00", "2016-07-27T19:00:00", "", meetings.ENDS_EARLY),
        ("2017-05-27T09:00:00", "2017-05-27T02:00:00", "", meetings.ENDS_EARLY),
        ("2017-05-27T09:00:00", "noon", "", meetings.NO_END),
        ("2017-01-14T09:00:00", "2017-01-17T12:00:00", "2017-01-17T12:00:00-06:00", meetings.LONG),
        ("2017-01-14T22:00:00", "2017-01-15T00:30:00", "2017-01-15T00:30:00-06:00", None),
        ("2017-01-14T22:00:00", "12:30 a.m.", "2017-01-15T00:30:00-06:00", None),
        ("2017-01-14T18:00:00", "7:30PM", "2017-01-14T19:30:00-06:00", None),
        ("2017-01-14T18:00:00", "5:00 PM", "", meetings.ENDS_EARLY),
    ],
)
def test_ends_are_kept_where_they_can_be(start: str, end: str, kept: str, doubt: str | None) -> None:
    found = one(f"6,{start},{end},DAC,,,\n")
    assert (local(found.ends_at), found.doubts) == (kept, (doubt,) if doubt else ())


def test_an_evening_typed_without_pm_stays_and_is_told() -> None:
    row = "10,2017-07-11T06:00:00,2017-07-11T07:00:00,Community Beat Meeting for 1021,,,\n"
    found = one(row)
    assert (local(found.starts_at), found.doubts) == ("2017-07-11T06:00:00-05:00", (meetings.EARLY,))
    own = one(row, '[times]\nearly = "07:00"\nearly_is_evening = true\n')
    assert (local(own.starts_at), local(own.ends_at), own.doubts) == (
        "2017-07-11T18:00:00-05:00",
        "2017-07-11T19:00:00-05:00",
        (meetings.MADE_EVENING,),
    )
    assert own.uid == found.uid, "read otherwise it is the same meeting"
    whole_day = one("10,2016-01-20T06:00:00,2016-01-20T19:00:00,1013 BEAT MEETING,,,\n")
    assert whole_day.doubts == (meetings.EARLY, meetings.LONG)


@pytest.mark.parametrize(
    ("start", "utc", "doubts"),
    [
        ("2017-03-12T01:59:00", "2017-03-12T07:59:00", [meetings.EARLY]),
        ("2017-03-12T02:30:00", "2017-03-12T08:30:00", [moments.SKIPPED, meetings.EARLY]),
        ("2017-11-05T01:30:00", "2017-11-05T06:30:00", [moments.TWICE, meetings.EARLY]),
        ("2016-02-29T19:00:00", "2016-03-01T01:00:00", []),
        ("2017-07-11T18:00:00Z", "2017-07-11T18:00:00", []),
        ("2017-07-11T18:00:00-07:00", "2017-07-12T01:00:00", []),
        ("07/11/2017 6:30 PM", "2017-07-11T23:30:00", []),
        ("7/11/2017 18:30", "2017-07-11T23:30:00", []),
        ("2017-07-11", "2017-07-11T05:00:00", [moments.NO_HOUR]),
    ],
)
def test_moments_at_the_agency(start: str, utc: str, doubts: list[str]) -> None:
    found = one(f"6,{start},,DAC,,,\n")
    assert found.starts_at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert list(found.doubts) == doubts


def test_words_below_a_title_that_speak_of_calling_off_are_told_and_not_believed() -> None:
    found = one("16,2016-12-20T19:00:00,,1612 Beat Meeting,Beat meeting canceled due to holiday.,,\n")
    assert (found.is_canceled, found.doubts) == (False, (meetings.CANCELED_BELOW,))


def test_words_too_long_for_their_place_are_told() -> None:
    found = one(f"6,2016-01-05T18:30:00,,DAC {'x' * 300},,{'y' * 600},\n")
    assert (len(found.title), len(found.location), found.doubts) == (200, 500, (meetings.CUT,))


def test_columns_of_another_agency() -> None:
    own = '[columns]\ntitle = "Subject"\nstart = ["Date", "From"]\nend = "To"\nabout = ["Notes", "Host"]\n'
    data = b"Subject,Date,From,To,Notes,Host\nCoffee with a cop,7/11/2017,9:00 AM,10:30 AM,Bring a cup.,Ana\n"
    [found] = read(data, own).meetings
    assert (local(found.starts_at), local(found.ends_at), found.about, found.area) == (
        "2017-07-11T09:00:00-05:00",
        "2017-07-11T10:30:00-05:00",
        "Bring a cup. Ana",
        None,
    )


@pytest.mark.skipif(not FILE.exists(), reason="no ../shared/data here")
def test_the_real_file_of_twelve_districts() -> None:
    sheet = read(FILE.read_bytes())
    assert (len(sheet.meetings), Counter(left.why for left in sheet.left)) == (2570, {meetings.DOUBLE: 9})
    assert sheet.doubts == {
        meetings.NO_KIND: 59,
        meetings.NO_BEAT: 39,
        meetings.ENDS_EARLY: 36,
        meetings.EARLY: 18,
        meetings.LONG: 18,
        meetings.CANCELED_BELOW: 2,
    }
    assert Counter(found.kind for found in sheet.meetings) == {
        "forum": 1675,
        "board": 383,
        "activity": 363,
        "other": 149,
    }
    assert sum(found.is_canceled for found in sheet.meetings) == 10
    assert sum(found.ends_at is None for found in sheet.meetings) == 755
    of_beats = [found for found in sheet.meetings if found.kind == "forum" and found.places]
    assert (len(of_beats), sum(len(found.places) > 1 for found in of_beats)) == (1463, 320)
    assert len({place for found in of_beats for place in found.places}) == 144


@pytest.mark.skipif(not FILE.exists(), reason="no ../shared/data here")
def test_the_beats_of_the_real_file_counted_in_another_way() -> None:
    """A beat's number is its district's with two digits behind, a sector's ends in 0; without short forms."""
    sheet = read(FILE.read_bytes())
    short = {found.title for found in sheet.meetings if re.match(r"1821(,|, |/)22", found.title)}
    assert len(short) == 3
    for found in sheet.meetings:
        district = int(found.area.name.removeprefix("District "))
        numbers = [int(digits) for digits in re.findall(r"(?<!\d)\d{3,4}(?!\d|th|nd)", found.title)]
        beats = [f"Beat {number}" for number in dict.fromkeys(numbers) if number // 100 == district and number % 10]
        if found.title not in short:
            assert [place.name for place in found.places] == beats, found.title
