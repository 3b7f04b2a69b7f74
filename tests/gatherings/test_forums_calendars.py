"""Calendars, checked by an independent reader of the format and by hand-made cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from hypothesis import given, strategies as st

from commonbeat.frame.text import Words
from commonbeat.gatherings import actions, ics, walltime
from commonbeat.people import actions as people
from tests import factories
from tests.gatherings import making

NEW_YORK, PHOENIX, LORD_HOWE = (
    ZoneInfo("America/New_York"),
    ZoneInfo("America/Phoenix"),
    ZoneInfo("Australia/Lord_Howe"),
)
AT = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)


def one(starts: datetime, ends: datetime | None = None, **given: object) -> ics.Meeting:
    said = {
        "uid": "u",
        "sequence": 0,
        "changed": AT,
        "title": "Talk",
        "language": "en",
        "address": "https://x.example/1",
    }
    return ics.Meeting(starts=starts, ends=ends, **said | given)


def read(*meetings: ics.Meeting, zone: ZoneInfo = NEW_YORK) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(ics.calendar("Meetings", "https://x.example/m.ics", zone, meetings))


def own_zone(file: icalendar.Calendar) -> object:
    """The time zone as the file itself describes it, whatever this machine knows of its name."""
    return next(iter(file.walk("VTIMEZONE"))).to_tz(lookup_tzid=False)


@pytest.mark.parametrize(
    ("zone", "starts"),
    [
        (NEW_YORK, datetime(2026, 10, 31, 22, 30, tzinfo=UTC)),  # the evening before clocks go back
        (NEW_YORK, datetime(2026, 11, 1, 23, 30, tzinfo=UTC)),  # the evening after
        (NEW_YORK, datetime(2027, 3, 14, 6, 59, tzinfo=UTC)),  # the last minute of winter time
        (NEW_YORK, datetime(2027, 3, 14, 7, 0, tzinfo=UTC)),  # the first of summer time
        (NEW_YORK, datetime(2028, 2, 29, 23, 0, tzinfo=UTC)),  # leap day
        (NEW_YORK, datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # 1:30 for the first time
        (NEW_YORK, datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),  # 1:30 for the second time
        (PHOENIX, datetime(2026, 7, 1, 2, 0, tzinfo=UTC)),  # clocks never change
        (LORD_HOWE, datetime(2026, 10, 3, 16, 0, tzinfo=UTC)),  # by half an hour
    ],
)
def test_every_reader_finds_the_moment_that_was_meant(zone: ZoneInfo, starts: datetime) -> None:
    ends = starts + timedelta(hours=3)
    file = read(one(starts, ends), zone=zone)
    found = next(iter(file.walk("VEVENT")))
    assert (found.start.astimezone(UTC), found.end.astimezone(UTC)) == (starts, ends)
    described = own_zone(file)
    for wanted, part in ((starts, found.start), (ends, found.end)):
        naive = part.replace(tzinfo=None)
        again = naive.replace(tzinfo=described) if part.tzinfo is not UTC and str(part.tzinfo) != "UTC" else part
        assert again.astimezone(UTC) == wanted
    assert file.errors == []


@given(
    st.integers(1_450_000_000, 2_080_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from([NEW_YORK, PHOENIX, LORD_HOWE, ZoneInfo("Europe/Dublin"), ZoneInfo("America/St_Johns")]),
)
def test_no_moment_is_shifted_by_a_calendar(starts: datetime, zone: ZoneInfo) -> None:
    found = next(iter(read(one(starts), zone=zone).walk("VEVENT")))
    assert found.start.astimezone(UTC) == starts


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u0085\u2028\u2029"), min_size=1))
def test_words_come_back_as_they_were_and_no_line_is_longer_than_75_octets(words: str) -> None:
    raw = ics.calendar("N", "https://x.example/", NEW_YORK, [one(AT, title=words, about=f"{words}\nand; more, too\\")])
    found = next(iter(icalendar.Calendar.from_ical(raw).walk("VEVENT")))
    assert str(found["SUMMARY"]) == words
    assert str(found["DESCRIPTION"]) == f"{words}\nand; more, too\\"
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_hand_made_file_line_by_line() -> None:
    starts = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    raw = ics.calendar(
        "M", "https://x.example/m.ics", PHOENIX, [one(starts, link="https://v.example/1", canceled=True)]
    )
    assert raw.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Commonbeat//Meetings//EN",
        "CALSCALE:GREGORIAN",
        "NAME:M",
        "X-WR-CALNAME:M",
        "SOURCE;VALUE=URI:https://x.example/m.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "LAST-MODIFIED:20261101T040000Z",
        "BEGIN:VTIMEZONE",
        "TZID:America/Phoenix",
        "BEGIN:STANDARD",
        "DTSTART:20251130T163000",
        "TZOFFSETFROM:-0700",
        "TZOFFSETTO:-0700",
        "TZNAME:MST",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:u",
        "DTSTAMP:20261101T040000Z",
        "LAST-MODIFIED:20261101T040000Z",
        "SEQUENCE:0",
        "DTSTART;TZID=America/Phoenix:20261201T163000",
        "SUMMARY;LANGUAGE=en:Talk",
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://v.example/1",
        "URL:https://x.example/1",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_time_that_clocks_skip_is_none_and_one_they_repeat_is_the_first() -> None:
    with pytest.raises(walltime.NoSuchTime):
        walltime.moment(date(2027, 3, 14), time(2, 30), NEW_YORK)
    assert walltime.moment(date(2026, 11, 1), time(1, 30), NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_a_calendar_follows_a_meeting_that_is_moved_and_canceled(client: Client) -> None:
    house = factories.house()
    place = people.add_place(house.agency, by=house.coordinator, kind="beat", name="611", since=house.agency.today())
    talk = making.announced(house, place=place, languages=["en", "es"])
    other = making.announced(house, days=40, title=Words("Other"))
    making.planned(house)  # a draft stands in no calendar

    def follow(**asked: object) -> dict[str, icalendar.Event]:
        raw = client.get(f"/meetings.ics?{urlencode(asked)}").content
        return {str(found["UID"]): found for found in icalendar.Calendar.from_ical(raw).walk("VEVENT")}

    assert set(follow()) == {talk.uid, other.uid}
    narrow = [{"place": place.pk}, {"language": "es"}, {"meeting": talk.pk}, {"place": place.pk, "language": "es"}]
    assert [set(follow(**asked)) for asked in narrow] == [{talk.uid}] * 4
    assert set(follow(body=house.bodies["city"].pk)) == set()
    assert set(follow(body="nonsense", language="xx")) == {talk.uid, other.uid}
    starts = talk.starts_at + timedelta(days=1)
    move = {"ends_at": None, "location": "School", "because": "The library is closed"}
    actions.move(talk, by=house.coordinator, starts_at=starts, **move)
    found = follow()[talk.uid]
    assert (found["SEQUENCE"], found.start.astimezone(UTC), str(found["LOCATION"])) == (1, starts, "School")
    assert str(found["STATUS"]) == "CONFIRMED"
    actions.cancel(talk, by=house.coordinator, because="Snow")
    found = follow()[talk.uid]
    assert (found["SEQUENCE"], str(found["STATUS"])) == (2, "CANCELLED")
    assert str(found["DESCRIPTION"]) == "Snow"
    assert str(found["URL"]) == f"http://testserver{talk.get_absolute_url()}"


@pytest.mark.django_db
def test_titles_stand_in_the_readers_language(client: Client) -> None:
    making.announced(factories.house())
    raw = client.get("/meetings.ics", headers={"accept-language": "es"}).content
    found = next(iter(icalendar.Calendar.from_ical(raw).walk("VEVENT")))
    assert (str(found["SUMMARY"]), found["SUMMARY"].params["LANGUAGE"]) == ("Charla en el sector 1", "es")
