"""What a title tells, in a dozen spellings, and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from commonbeat.gatherings.reading import mapping as mappings, titles
from commonbeat.gatherings.reading.mapping import Mapping, Named, read as mapping_from
from commonbeat.gatherings.reading.words import fits, is_pattern, parts

BUILT_IN = mappings.built_in()
#: what people write between two beats
JOINED = ["/", " & ", "-", ", ", " and ", ",", " /", " &", ",& ", " y "]


def told(title: str, area: str = "", mapping: Mapping = BUILT_IN) -> tuple[str, list[str]]:
    found = titles.read(title, area, mapping)
    return found.kind, [place.name.removeprefix("Beat ") for place in found.places]


@pytest.mark.parametrize(
    ("title", "area", "beats"),
    [
        ("221-223 CAPS Meeting", "2", ["221", "223"]),
        ("BEAT 1031 &1032", "10", ["1031", "1032"]),
        ("1411/1412 Beat Meeting", "14", ["1411", "1412"]),
        ("20th Dist Beat Meeting Beat 2024", "20", ["2024"]),
        ("822/824 Beat Meeting", "8", ["822", "824"]),
        ("Beat Meeting # 0211", "2", ["211"]),
        ("Beat Meeting #225/231/232", "2", ["225", "231", "232"]),
        ("1821,22,23 Beat Meeting", "18", ["1821", "1822", "1823"]),
        ("1821/22/23 Beat Meeting", "18", ["1821", "1822", "1823"]),
        ("1811, 1812,& 1813 Beat Meeting", "18", ["1811", "1812", "1813"]),
        ("Beat 2211 and 2212 Meetings", "22", ["2211", "2212"]),
        ("1614 Beet Meeting", "16", ["1614"]),
        ("Beat 414 Bet Meeting", "4", ["414"]),
        ("Beat 211 Beat Meeting", "2", ["211"]),
        ("Beat 422 Caps Meting", "4", ["422"]),
        ("Beat 611", "6", ["611"]),
        ("Beat 611 Community Meeting", "", ["611"]),
        ("Beat Meeting", "2", []),
        ("10 Sector Beat Meeting", "18", []),
    ],
)
def test_beats_in_a_dozen_spellings(title: str, area: str, beats: list[str]) -> None:
    assert told(title, area) == ("forum", beats)


@pytest.mark.parametrize(
    ("title", "area", "kind"),
    [
        ("DAC Meeting", "8", "board"),
        ("D.A.C. Meeting", "6", "board"),
        ("Beat Facilitator's/DAC Meeting", "22", "board"),
        ("Senior Subcommitte Meeting", "14", "board"),
        ("Senior Meeting", "2", "forum"),
        ("Kids n Kops", "10", "activity"),
        ("Kids & Kops", "10", "activity"),
        ("DAC Christmas Party", "8", "activity"),
        ("20 Sector Hospitality Meeting", "18", "forum"),
        ("Peer Jury", "8", "other"),
        ("Heart2Heart", "8", "other"),
        ("2017 Summer Breakout", "6", "activity"),
        ("Senior Fest 2017", "18", "activity"),
        ("8800-8900 S Oglesby Block Party", "4", "activity"),
        ("3 on 3 Cops and Kids Basketball Tournament", "12", "activity"),
    ],
)
def test_kinds_and_no_beat_that_is_a_year_or_a_street(title: str, area: str, kind: str) -> None:
    assert told(title, area) == (kind, [])


def test_a_number_alone_names_the_beat_and_no_kind() -> None:
    assert told("213/215/224", "2") == ("other", ["213", "215", "224"])
    assert titles.read("1631", "16", BUILT_IN).rule is None
    assert told("1633 Outdoor Roll Call", "16") == ("activity", ["1633"])


def test_a_beat_meeting_without_its_beat_is_told() -> None:
    said = [titles.read(title, "18", BUILT_IN).lacks_beat for title in ("Beat Meeting", "1821 Beat Meeting", "DAC")]
    assert said == [True, False, False]


@pytest.mark.parametrize(
    ("title", "is_canceled"),
    [
        ("1622 Beat Meeting Cancelled", True),
        ("CANCELLED******Coffee with the Commander*****CANCELLED", True),
        ("NO Beat Meeting 1212", True),
        ("No Beat Meeting 212/214National Night Out", True),
        ("NO Peer Jury ", True),
        ("Say no to drugs: a meeting", False),
        ("Beat 611 Meeting", False),
    ],
)
def test_what_the_title_calls_off(title: str, is_canceled: bool) -> None:
    assert titles.read(title, "2", BUILT_IN).is_canceled is is_canceled


def test_an_agency_says_otherwise_in_its_own_mapping() -> None:
    own = mapping_from(
        """
        [beats]
        kind = "beat"
        name = "Zone {}"
        numbers = ["1-12"]
        dash = "to"
        after = ["zone", "zones"]
        [[kinds]]
        kind = "forum"
        words = ["coffee"]
        names_a_beat = true
        body = "Friends of the Library"
        [[places]]
        words = ["north side"]
        area = "4"
        kind = "neighborhood"
        names = ["North Side", "Old Mill"]
        """
    )
    assert told("Coffee, Zones 3-5 at 7", "", own) == ("forum", ["Zone 3", "Zone 4", "Zone 5"])
    assert told("2nd coffee, 9 Main Street", "", own) == ("forum", [])
    north = titles.read("Coffee on the North Side", "4", own)
    assert (north.places, north.rule and north.rule.body) == (
        (Named("neighborhood", "North Side"), Named("neighborhood", "Old Mill")),
        "Friends of the Library",
    )
    assert titles.read("Coffee on the North Side", "5", own).places == ()


@pytest.mark.parametrize(
    ("pattern", "title", "holds"),
    [
        ("beat meet*", "Beat 611 Community Meeting", True),
        ("meet* beat", "Beat 611 Community Meeting", False),
        ("# meet*", "1411 Meeting", True),
        ("# meet*", "2016 Meeting", False),
        ("^beat", "The Beat", False),
        ("^the beat", "The Beat", True),
        ("fair", "Family Safety Fair", True),
        ("fair", "Fairness", False),
        ("facilitator*", "Facilitator’s night", True),
        ("reunión", "REUNIÓN del barrio", True),
    ],
)
def test_words_in_an_order(pattern: str, title: str, holds: bool) -> None:
    assert is_pattern(pattern)
    assert fits(pattern, parts(title), {"1411"}) is holds


@pytest.mark.parametrize("pattern", ["", " beat", "beat  meet", "a.b", "[ab]", "beat^", "?"])
def test_what_is_no_words_in_an_order(pattern: str) -> None:
    assert not is_pattern(pattern)


@given(
    st.integers(1, 25),
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 5)), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(JOINED), min_size=3, max_size=3),
    st.sampled_from([("", " Beat Meeting"), ("Beat Meeting # ", ""), ("BEAT ", " CAPS"), ("", "")]),
)
def test_every_beat_of_an_area_is_found_however_it_is_joined(
    area: int, inside: list[tuple[int, int]], joined: list[str], around: tuple[str, str]
) -> None:
    beats = [f"{area}{sector}{beat}" for sector, beat in inside]
    title = beats[0] + "".join(between + one for between, one in zip(joined, beats[1:], strict=False))
    assert titles.beats(title.join(around), str(area), BUILT_IN) == beats


@given(
    st.text(alphabet=st.sampled_from("0123456789 ,/&-BeatMeeting#"), max_size=40), st.sampled_from(["", "2", "6", "18"])
)
def test_no_title_names_a_beat_that_is_not_listed(title: str, area: str) -> None:
    found = titles.read(title, area, BUILT_IN)
    assert {place.name.removeprefix("Beat ") for place in found.places} <= BUILT_IN.beats_of(area)


@given(st.text(max_size=80))
def test_any_title_can_be_read(title: str) -> None:
    assert titles.read(title, "6", BUILT_IN).kind in mappings.KINDS
