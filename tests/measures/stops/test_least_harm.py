"""Use of the least harmful outcome, over lists with versions."""

from datetime import date

import pytest

from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, of
from commonbeat.measures.stops import least_harm
from commonbeat.measures.stops.eligible import BEFORE, judge
from tests.measures.records import opened

LISTS = of(
    {
        "eligible": [
            {"from": date(2023, 1, 1), "outcome": "warning", "offenses": ["Tail light", "plates"]},
            {"from": date(2024, 1, 1), "outcome": "citation", "offenses": ["tail light", "trespass"]},
        ]
    }
)


def cell(violation, outcome, n, version=0, district="1"):
    return {"violation": violation, "version": version, "outcome": outcome, "district": district, "n": n}


def test_each_record_is_held_against_the_list_of_its_day():
    judged = judge(
        [
            cell("TAIL  LIGHT", "warning", 1),
            cell("tail light", "citation", 2),
            cell("tail light", "citation", 4, version=1),
            cell("trespass", "arrest", 8, version=1),
        ],
        LISTS,
    )
    assert [(one["least"], one["n"]) for one in judged.cells] == [(True, 1), (False, 2), (True, 4), (False, 8)]
    assert judged.excluded == {}


def test_what_does_not_count_is_counted_by_reason():
    judged = judge(
        [
            cell("plates", "warning", 1, version=None),
            cell("plates", "warning", 2, version=BEFORE),
            cell(None, "warning", 3),
            cell("plates", "warning", 4, version=1),
            cell("plates", None, 5),
            cell("plates", "lecture", 6),
        ],
        LISTS,
    )
    assert judged.cells == []
    assert judged.excluded == {
        "date unknown": 1,
        "before the first list": 2,
        "offense unknown": 3,
        "offense not on the list": 4,
        "outcome unknown": 5,
        "outcome not on the ladder": 6,
    }


def test_the_share_with_all_that_it_needs():
    cells = [cell("tail light", "warning", 803), cell("tail light", "citation", 401), cell("speeding", "citation", 3)]
    found = least_harm.answer(cells, LISTS, ["a file"])
    assert str(found.sentence) == (
        "Of 1,204 stops for offenses on the list, 803 ended with the least harmful outcome that the list allows: 67 of "
        "100, give or take 3."
    )
    assert (found.verdict, found.value, found.n, found.sources) == (Verdict.TOLD, 803 / 1204, 1204, ["a file"])
    assert found.interval == pytest.approx((0.640, 0.693), abs=5e-4)
    assert found.excluded == {"offense not on the list": None}, "three people are too few to be told"
    assert found.smallest == pytest.approx(0.0537, abs=5e-4)
    assert [(row["by"], row["of"], row["least_harm"], row["all"]) for row in found.rows] == [
        ("offense", "tail light", 803, 1204),
        ("offense", "all", 803, 1204),
        ("district", "1", 803, 1204),
        ("district", "all", 803, 1204),
    ]


def test_without_a_list_every_offense_is_held_against_a_warning():
    found = least_harm.answer([cell("any", "verbal warning", 30), cell("other", "repair order", 10)], Settings())
    assert (found.value, [str(one) for one in found.known]) == (
        0.75,
        ["No list of eligible offenses was given: every offense is counted as if a warning would do."],
    )


def test_a_small_town_is_told_what_is_known_and_what_would_help():
    found = least_harm.answer([cell("plates", "warning", 8), cell("plates", "citation", 5)], LISTS)
    assert (found.verdict, found.value, found.interval, found.n, found.rows) == (
        Verdict.TOO_FEW,
        None,
        (None, None),
        13,
        (),
    )
    assert str(found.sentence) == "Too few to say: this needs at least 20 stops for offenses on the list."
    assert found.smallest == pytest.approx(0.549, abs=1e-3)
    assert all((found.known, found.unknown, found.would_help))


def test_where_most_are_left_out_it_says_why_instead():
    late = least_harm.answer([cell("plates", "warning", 15_000, version=BEFORE), cell("plates", "warning", 3)], LISTS)
    assert str(late.sentence) == "Too few to say: most of these records are left out (before the first list)."
    few = least_harm.answer([cell("plates", "warning", 3, version=BEFORE), cell("plates", "warning", 3)], LISTS)
    assert "needs at least" in str(few.sentence)


def test_few_who_ended_otherwise_are_not_told():
    found = least_harm.answer([cell("plates", "warning", 60), cell("plates", "arrest", 2)], LISTS)
    assert (found.value, found.interval, found.smallest) == (None, (None, None), None)
    assert {row["least_harm"] for row in found.rows} == {None}
    assert "60" not in str(found.as_dict())


def test_the_engine_counts_by_version(tmp_path):
    days = ["2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01", ""]
    rows = [{"date": day, "violation": "plates", "outcome": "warning", "district": "1"} for day in days]
    [table] = opened(tmp_path, stops=rows)
    with table:
        found = least_harm.count(table, LISTS)
    assert [(one["version"], one["n"]) for one in found] == [(BEFORE, 1), (0, 2), (1, 1)]


def test_offenses_of_the_list_that_no_record_names_are_said():
    both = {"from": date(2024, 1, 1), "outcome": "warning", "offenses": ["tail light", "Expired registration"]}
    settings = of({"eligible": [both]})
    for many in (3, 40):
        found = least_harm.answer([cell("Tail Light", "warning", many)], settings)
        said = [str(one) for one in found.unknown if "No record names" in str(one)]
        assert said == [
            "No record names 1 of the 2 offenses on the list: expired registration. Perhaps records write them "
            "otherwise."
        ]


def test_nothing_that_is_estimated_is_off_by_0():
    found = least_harm.answer([cell("tail light", "warning", 90_000), cell("tail light", "citation", 90_000)], LISTS)
    assert str(found.sentence).endswith("50 of 100, give or take less than 1.")
