"""Measures over the real records of two cities: what is counted is what stands in the files."""

import csv
import gzip
from collections import Counter
from datetime import date

import pytest

from commonbeat.measures import mapping
from commonbeat.measures.catalogue import compute
from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, of
from commonbeat.measures.table import open_table
from tests.measures.files import MAPPINGS, REAL, on_real_files

TAKOMA = REAL / "stops" / "takoma_park_stops_2015_2017.csv.gz"
BOSTON = REAL / "stops" / "boston_offences_2020.csv.gz"
HERE = {
    "change": {"date": date(2016, 7, 1)},
    "place": {"latitude": 38.98, "longitude": -77.0, "zone": "America/New_York"},
    "eligible": [{"from": date(2015, 1, 1), "outcome": "warning", "offenses": ["Tag Lights (*)", "Stop Lights (*)"]}],
    "what_if": {"outcome": "repair order", "offenses": ["Headlights (*)"]},
}

pytestmark = on_real_files


@pytest.fixture(scope="module")
def takoma():
    with open_table(TAKOMA, mapping.read(MAPPINGS / "takoma_stops.toml")) as table:
        yield table


@pytest.fixture(scope="module")
def boston():
    with open_table(BOSTON, mapping.read(MAPPINGS / "boston_offences.toml")) as table:
        yield table


def test_the_ladder_of_takoma_park_is_that_of_its_file(takoma):
    with gzip.open(TAKOMA, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = compute("ladder", [takoma], Settings())
    by_race = {row["of"]: row for row in found.rows if row["by"] == "subject_race"}
    outcomes = Counter(row["outcome"].lower() for row in rows)
    assert {rung: by_race["all"][rung] for rung in outcomes} == outcomes
    black = Counter(row["outcome"].lower() for row in rows if row["race"] == "Black")
    assert {rung: by_race["black"][rung] for rung in black} == black
    assert (found.n, found.excluded) == (len(rows), {})


@pytest.mark.parametrize(
    ("name", "verdict", "n"),
    [
        ("least-harm", Verdict.TOLD, 1997),
        ("what-if", Verdict.TOLD, 745),
        ("net-widening", Verdict.NOT_SEEN, None),
        ("veil", Verdict.NOT_SEEN, None),
    ],
)
def test_takoma_park_is_told_as_it_is(takoma, name, verdict, n):
    found = compute(name, [takoma], of(HERE))
    assert (found.verdict, n in (None, found.n)) == (verdict, True)


def test_repair_orders_are_no_warnings_but_less_than_citations(takoma):
    assert compute("least-harm", [takoma], of(HERE)).value == 0
    assert compute("what-if", [takoma], of(HERE)).value == 0, "all ended with a repair order"


def test_a_year_of_boston_is_too_short_for_an_alarm_and_long_enough_for_a_difference(boston):
    changed = of({**HERE, "change": {"date": date(2020, 7, 1)}})
    assert compute("net-widening", [boston], changed).verdict == Verdict.TOO_FEW
    found = compute("adjusted", [boston], Settings(reference="white"))
    black = found.rows[0]
    assert (black["group"], found.verdict) == ("black", Verdict.DIFFERENT)
    assert black["raw"] < black["adjusted"] < 0, "half of the raw gap goes with offense, district and hour"
