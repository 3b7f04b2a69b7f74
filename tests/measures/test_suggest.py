"""A first mapping for a file: what can be told, and what a person must decide."""

import tempfile
from pathlib import Path

import pytest

from commonbeat.measures import mapping as mappings, suggest
from commonbeat.measures.given import receive
from commonbeat.measures.schema import Wrong, schema
from tests.measures.files import MAPPINGS, REAL, laid, look, on_real_files

DATA = (
    "Event Date,Stop Time,RACE,Gender,Officer,Searched,driver_name,Result\n"
    "1/31/2020,7:05 PM,B,M,9999,Y,x,Warn\n2/1/2020,12:10 AM,H,F,12,N,x,Tow\n3/1/2020,1:00 PM,UNK,Unknown,12,N,x,Tow\n"
)


def suggested(folder, path, of="stops"):
    private = Path(tempfile.mkdtemp(dir=folder))
    return suggest.as_toml(suggest.mapping_for(receive(path, private), schema(of), private))


def test_a_mapping_is_suggested_from_titles_and_values(tmp_path):
    assert (
        suggested(tmp_path, laid(tmp_path, DATA))
        == """\
schema = "stops"

[columns]
officer_id = "Officer"
date = ["Event Date", "%m/%d/%Y"]
time = ["Stop Time", "%I:%M %p"]
subject_race = "RACE"
subject_sex = "Gender"
search_conducted = "Searched"
outcome = "Result"
# driver_name: a file with this column is refused; leave it out of the file

[values.subject_race]
"B" = "black"
"H" = "hispanic"

[values.subject_sex]
"F" = "female"
"M" = "male"

[values.outcome]
"Warn" = "warning"
# "Tow" = ?   in 2 of the first rows

[missing]
officer_id = ["9999"]
subject_race = ["UNK"]
subject_sex = ["Unknown"]
"""
    )


def test_what_is_suggested_is_a_mapping_that_reads_the_file(tmp_path):
    path = laid(tmp_path, DATA.replace("driver_name", "note"))
    how = mappings.read(laid(tmp_path, suggested(tmp_path, path), "ours.toml"))
    assert how.columns["date"].written == "%m/%d/%Y"
    assert how.unknown("officer_id") == {"9999"}
    found = look(tmp_path, path, {"schema": "stops", "columns": {"date": ["Event Date", "%m/%d/%Y"]}})
    assert (found.accepted, found.problems) == (3, ())


def test_a_file_without_what_the_schema_needs(tmp_path):
    told = suggested(tmp_path, laid(tmp_path, "a,b\n1,2\n"))
    assert "# date: required, and no column looks like it" in told.splitlines()
    with pytest.raises(Wrong, match="columns.date: stops cannot do without it"):
        mappings.read(laid(tmp_path, told, "ours.toml"))


@on_real_files
@pytest.mark.parametrize(
    ("name", "of", "by_hand"),
    [
        ("stops/boston_stops_2011_2020.csv.gz", "stops", "boston_stops"),
        ("stops/takoma_park_stops_2015_2017.csv.gz", "stops", "takoma_stops"),
        ("cad/call_types_5_cities.csv", "codes", "call_types"),
    ],
)
def test_of_a_real_file_nearly_all_is_told(tmp_path, name, of, by_hand):
    told = mappings.read(laid(tmp_path, suggested(tmp_path, REAL / name, of), "ours.toml"))
    ours = mappings.read(MAPPINGS / f"{by_hand}.toml")
    assert {column: cells for column, cells in ours.columns.items() if told.columns.get(column) != cells} == {}
