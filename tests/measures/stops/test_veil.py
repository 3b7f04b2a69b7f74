"""The veil of darkness: against a printed table, with planted odds, and from a file."""

from datetime import date

import numpy as np
import pytest

from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, Unsettled
from commonbeat.measures.stops import veil
from commonbeat.measures.stops.sky import around_changes
from commonbeat.measures.sun import Spot
from commonbeat.measures.validation import worlds
from tests.measures.records import opened

PHILADELPHIA = Spot(39.9525839, -75.1652215, "America/New_York")
HERE = Settings(place=PHILADELPHIA, reference="white")


def world(ratio, seed=0, **size):
    return worlds.evenings(np.random.default_rng(seed), ratio, **size)


def test_the_odds_of_a_printed_table():
    """San Diego 2019, light and dark: white 2,038 and 1,414, Black 1,029 and 766, Hispanic 2,146 and 1,669."""
    black = veil.crude((1029, 2038), (766, 1414))
    hispanic = veil.crude((2146, 2038), (1669, 1414))
    assert [round(one, 3) for one in (*black, *hispanic)] == [0.932, 0.830, 1.046, 0.892, 0.813, 0.979]


def test_planted_odds_are_found():
    found = veil.answer(world(1.8), HERE)
    assert (found.verdict, found.value) == (Verdict.DIFFERENT, pytest.approx(1.8, rel=0.25))
    assert found.interval[0] > 1
    assert str(found.sentence) == (
        "At the same time of the evening the odds that a stopped person was black and not white were "
        f"{found.value:.2f} times as high in daylight as in the dark, between {found.interval[0]:.2f} and "
        f"{found.interval[1]:.2f}."
    )


def test_the_opposite_is_told_as_calmly():
    found = veil.answer(world(1 / 1.8), HERE)
    assert (found.verdict, found.interval[1] < 1) == (Verdict.DIFFERENT, True)


def test_where_there_is_no_veil_it_says_what_would_have_shown():
    found = veil.answer(world(1), HERE)
    assert (found.verdict, 1.1 < found.smallest < 1.6) == (Verdict.NOT_SEEN, True)
    assert "no difference between daylight and dark was seen" in str(found.sentence)
    assert [row["group"] for row in found.rows] == ["white", "black", "all"]
    assert found.rows[0]["light"] + found.rows[1]["light"] == found.rows[2]["light"]


def test_few_stops_or_few_officers_say_nothing():
    for size in ({"officers": 40, "each": 1}, {"officers": 12, "each": 100}):
        found = veil.answer(world(3, **size), HERE)
        assert (found.verdict, found.value, found.rows[0]["odds"]) == (Verdict.TOO_FEW, None, None)
        assert found.smallest > 1.2, "it still says what so many could have shown at best"


def test_districts_in_which_only_one_group_was_stopped_say_nothing():
    cells = world(1)
    alone = [{**cells[0], "district": 9, "subject_race": "black", "n": 500}]
    assert veil.answer(cells + alone, HERE).value == pytest.approx(veil.answer(cells, HERE).value)


def test_what_is_neither_light_nor_dark_is_counted_out():
    cells = [*world(1), {"light": "at dusk, neither light nor dark", "subject_race": None, "cluster": None, "n": 9}]
    cells[0] |= {"subject_race": None, "n": 6}
    assert veil.answer(cells, HERE).excluded == {"at dusk, neither light nor dark": 9, "group unknown": 6}


def test_a_file_is_parted_by_its_evenings(tmp_path):
    """Dark begins in Philadelphia at 17:06 on December 6 and 21:06 on June 26; sunset is at 16:36 and 20:33."""
    stops = [
        ("2024-12-06", "17:05", "outside the hours that are now light and now dark"),
        ("2024-12-06", "17:30", "dark"),
        ("2024-06-26", "20:20", "light"),
        ("2024-06-26", "20:50", "at dusk, neither light nor dark"),
        ("2024-06-26", "21:30", "outside the hours that are now light and now dark"),
        ("2024-06-26", "", "date or time unknown"),
        ("2024-03-12", "18:59", "light"),
    ]
    [table] = opened(
        tmp_path,
        stops=[{"date": day, "time": time, "subject_race": "white", "district": "1"} for day, time, _ in stops],
    )
    with table:
        found = veil.count(table, HERE)
    assert sorted(one["light"] for one in found for _ in range(one["n"])) == sorted(light for _d, _t, light in stops)
    assert {(one["quarter"], one["near"]) for one in found if one["light"] in ("light", "dark")} == {
        (17 * 60 + 37, False),
        (20 * 60 + 22, False),
        (18 * 60 + 52, True),
    }


def test_a_citation_of_several_violations_is_one_stop(tmp_path):
    one = {"citation_id": "7", "date": "2024-03-12", "time": "18:40", "subject_race": "white", "violation": "plates"}
    rows = [one, {**one, "violation": "speeding"}, {**one, "citation_id": "8"}, {**one, "citation_id": ""}]
    [table] = opened(tmp_path, citations=[*rows, {**rows[-1], "violation": "lights"}])
    with table:
        assert sum(cell["n"] for cell in veil.count(table, HERE)) == 4


def test_the_weeks_around_the_change_of_clocks():
    near = around_changes(date(2024, 1, 1), date(2024, 12, 31), PHILADELPHIA)
    assert [day in near for day in (date(2024, 3, 10), date(2024, 4, 30), date(2024, 10, 10), date(2024, 12, 25))] == [
        True,
        False,
        True,
        False,
    ]


def test_a_group_that_is_not_there_cannot_be_compared_with():
    with pytest.raises(Unsettled, match="martian"):
        veil.answer(world(1), Settings(reference="martian"))
    assert veil.answer([], HERE).verdict == Verdict.TOO_FEW


def test_the_veil_needs_a_place_where_it_gets_dark(tmp_path):
    rows = [{"date": "2024-06-21", "time": "20:00", "subject_race": "white"}]
    [table] = opened(tmp_path, stops=rows)
    with table:
        for place in (None, Spot(64.84, -147.72, "America/Anchorage")):
            with pytest.raises(Unsettled, match="sun sets"):
                veil.count(table, Settings(place=place))
