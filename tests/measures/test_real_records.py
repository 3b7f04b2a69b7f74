"""The real files beside the project, each through a mapping of its own; every trap of their README."""

import pytest

from commonbeat.measures import mapping as mappings, table
from commonbeat.measures.given import receive
from commonbeat.measures.schema import Wrong
from tests.measures.files import KEY, MAPPINGS, REAL, on_real_files, real, rows, said

pytestmark = on_real_files
COUNT = "count(*)"


def grouped(found, column, where="true"):
    """How many accepted rows have each value of a column."""
    told = rows(found, column, COUNT + f" FILTER ({where}) OVER (PARTITION BY {column})")
    return {value: n for value, n in told if n}


def test_boston_stops(tmp_path):
    found = real("stops/boston_stops_2011_2020.csv.gz", "boston_stops", tmp_path)
    assert (found.rows, found.accepted, dict(found.left_out)) == (129_822, 129_822, {})
    assert [(one.column, dict(one.values)) for one in found.problems] == [("subject_race", {"CAPVER": 1})]
    assert found.unknown["officer_id"] == 3043, "the placeholder 9999 is nobody"
    assert found.unknown["subject_race"] == 16_043 + 1
    assert grouped(found, "subject_race")["black"] == 45_800 + 233
    assert len(set(rows(found, "officer_id")) - {None}) == 4236, "far more numbers than the force had officers"


def test_boston_offenses(tmp_path):
    found = real("stops/boston_offences_2020.csv.gz", "boston_offences", tmp_path)
    assert (found.rows, found.accepted) == (19_742, 19_741)
    assert dict(found.left_out) == {"they repeat another row with the same number in every cell": 1}
    assert [(one.column, one.count) for one in found.problems] == [("subject_race", 1), ("speed", 1)]
    assert (found.unknown["time"], found.unknown["officer_id"], found.unknown["citation_id"]) == (1210, 902, 28)
    assert found.unknown["subject_race"] == 61 + 1609 + 1, "empty, written as unknown, and not in the list"
    assert grouped(found, "outcome") == {"warning": 14_977, "citation": 2901, "summons": 1640, "arrest": 223}
    assert set(rows(found, "search_conducted")) == {True, False}


def test_takoma_park_stops(tmp_path):
    found = real("stops/takoma_park_stops_2015_2017.csv.gz", "takoma_stops", tmp_path)
    assert (found.rows, found.accepted, found.problems) == (15_762, 15_762, ())
    assert found.repaired["line breaks within a cell became spaces"] == 8
    assert grouped(found, "outcome") == {"citation": 7900, "warning": 4859, "repair order": 3003}
    assert "arrest_made" in found.absent, "arrests are in another system: the file cannot say that there were none"
    assert grouped(found, "subject_age")["70+"] == 454
    assert not [text for text in rows(found, "violation") if "\n" in text]


def test_takoma_park_violations(tmp_path):
    found = real("stops/takoma_park_violations_2015_2017.csv.gz", "takoma_violations", tmp_path)
    assert (found.rows, found.accepted) == (26_754, 26_728)
    assert dict(found.left_out) == {"they repeat another row with the same number in every cell": 26}
    assert found.repaired["line breaks within a cell became spaces"] == 20
    assert grouped(found, "outcome", "citation_id IS NOT NULL").keys() == {"citation", "warning", "repair order"}


def test_violations_and_their_stops_meet_under_one_key(tmp_path):
    stops = real("stops/takoma_park_stops_2015_2017.csv.gz", "takoma_stops", tmp_path)
    violations = real("stops/takoma_park_violations_2015_2017.csv.gz", "takoma_violations", tmp_path)
    assert set(rows(violations, "stop_id")) == set(rows(stops, "stop_id"))


def test_census_tables(tmp_path):
    race = real("area/takoma_park_acs_race.csv", "takoma_race", tmp_path)
    assert rows(race, "place", "residents", "margin")[0] == ("Takoma Park city, Maryland", 8919, 527.0)
    ages = real("area/takoma_park_acs_sex_age_race.csv", "takoma_sex_age_race", tmp_path)
    bands = "0-4 5-9 10-14 15-17 18-19 20-24 25-29 30-34 35-44 45-54 55-64 65-74 75-84 85+"
    assert grouped(ages, "subject_age") == dict.fromkeys(bands.split(), 18)
    assert (race.problems, ages.problems, ages.accepted) == ((), (), 252)


def test_a_wide_table_in_windows_1252(tmp_path):
    found = real("area/acs_2017_5yr_county_race.csv", "counties", tmp_path)
    assert (found.accepted, found.repaired, found.problems) == (3142, {"read as Windows-1252": 0}, ())
    assert "Doña Ana County, New Mexico" in rows(found, "place")
    assert set(rows(found, "subject_race")) == {"hispanic"}


def test_a_sample_with_a_question_of_citizenship_is_refused(tmp_path):
    found = real("area/acs_2012_person_sample.csv", "person_sample", tmp_path)
    assert [one.column for one in found.refused] == ["citizen"]
    assert (found.records, found.rows, list(tmp_path.rglob("*.parquet"))) == (None, 0, [])


def test_a_map_is_no_table(tmp_path):
    with pytest.raises(Wrong, match="this is JSON"):
        receive(REAL / "area" / "takoma_park_wards.geojson", tmp_path)


def test_lists_of_codes(tmp_path):
    types = real("cad/call_types_5_cities.csv", "call_types", tmp_path)
    assert (types.rows, types.accepted, types.problems) == (3227, 3227, ())
    assert sum(rows(types, "count")) == 18_363_434
    assert "SENIOR CITIZEN ASSIST" in rows(types, "code"), "a word is not a status"
    ends = real("cad/dispositions.csv", "dispositions", tmp_path)
    assert (ends.accepted, grouped(ends, "category")["Enforcement Activity"]) == (390, 22), (
        "the space at its end is gone"
    )
    begun = real("cad/self_initiated_codes.csv", "self_initiated", tmp_path)
    assert rows(begun, "code", "count", "self_initiated")[-3:] == [
        (None, None, False), ("Y", 1_679_216, True), ("N", 675_592, False),
    ]  # fmt: skip
    assert (said(ends), said(begun)) == ([], [])


def test_a_table_of_a_real_file_counts_by_what_is_known_and_unknown():
    path = REAL / "stops" / "boston_stops_2011_2020.csv.gz"
    with table.open_table(path, mappings.read(MAPPINGS / "boston_stops.toml"), key=KEY) as boston:
        told = boston.counts(["subject_race"])
        assert told[-1] == {"subject_race": None, "n": 16_044}
        assert sum(one["n"] for one in told) == boston.sources[0].accepted == 129_822
