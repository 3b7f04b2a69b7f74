"""How stops ended, and how they would count under a longer list."""

from datetime import date

import pytest

from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, Unsettled, of
from commonbeat.measures.stops import ladder, what_if
from tests.measures.records import opened

ADDED = {"what_if": {"outcome": "warning", "offenses": ["inspection", "plates"]}}
LIST = {"eligible": [{"from": date(2024, 1, 1), "outcome": "warning", "offenses": ["plates"]}]}


@pytest.fixture
def table(tmp_path):
    rows = [
        {"date": "2024-05-01", "time": time, "violation": offense, "outcome": outcome, "subject_race": race}
        for time, offense, outcome, race, n in (
            ("05:59", "inspection", "warning", "black", 12),
            ("06:00", "inspection", "citation", "white", 20),
            ("23:10", "plates", "citation", "white", 7),
            ("", "plates", "", "", 5),
        )
        for _ in range(n)
    ]
    [table] = opened(tmp_path, stops=rows)
    with table:
        yield table


def test_the_ladder_by_offense_district_part_of_the_day_and_group(table):
    found = ladder.answer(ladder.count(table, Settings()), Settings())
    assert str(found.sentence) == "Of every 100 stops (39 in all), so many ended with: warning 31, citation 69."
    assert (found.verdict, found.n, found.excluded) == (Verdict.TOLD, 39, {"outcome unknown": 5})
    assert [row for row in found.rows if row["by"] in ("part", "subject_race")] == [
        {"by": "part", "of": "06–12", "warning": 0, "citation": 20, "all": 20},
        {"by": "part", "of": "00–06", "warning": 12, "citation": 0, "all": 12},
        {"by": "part", "of": "18–24", "warning": 0, "citation": 7, "all": 7},
        {"by": "part", "of": "all", "warning": 12, "citation": 27, "all": 39},
        {"by": "subject_race", "of": "white", "warning": 0, "citation": 27, "all": 27},
        {"by": "subject_race", "of": "black", "warning": 12, "citation": 0, "all": 12},
        {"by": "subject_race", "of": "all", "warning": 12, "citation": 27, "all": 39},
    ]


def test_few_stops_make_no_ladder():
    found = ladder.answer({"violation": [{"violation": "plates", "outcome": "warning", "n": 9}]}, Settings())
    assert (found.verdict, found.n) == (Verdict.TOO_FEW, 9)
    assert ladder.answer({"violation": []}, Settings()).verdict == Verdict.TOO_FEW


def test_what_a_longer_list_would_have_covered(table):
    settings = of(LIST | ADDED)
    found = what_if.answer(what_if.count(table, settings), settings)
    assert str(found.sentence) == (
        "The longer list would have covered 32 more stops; 20 of them ended with a harsher outcome."
    )
    assert (found.value, found.n, found.excluded) == (20 / 32, 32, {"on the list already": 12})


def test_an_offense_that_no_record_names_is_said(table):
    settings = of({"what_if": {"outcome": "warning", "offenses": ["inspection", "Noise at night"]}})
    found = what_if.answer(what_if.count(table, settings), settings)
    assert [str(one) for one in found.known] == ["Asked about: inspection, noise at night."]
    assert str(found.unknown[0]) == "No record names: noise at night. Perhaps records write it otherwise."


def test_what_has_no_outcome_is_said(table):
    settings = of(ADDED)
    assert what_if.answer(what_if.count(table, settings), settings).excluded == {"outcome unknown": 5}


def test_what_if_needs_to_be_told_what():
    with pytest.raises(Unsettled, match="what_if"):
        what_if.answer([], Settings())


def test_a_question_that_no_record_answers_is_said():
    found = what_if.answer([], of(ADDED))
    assert (found.verdict, found.value, found.rows) == (Verdict.TOO_FEW, None, [])
