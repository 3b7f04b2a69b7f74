"""Mappings: what an agency's file says, in words that a data steward writes."""

import pytest

from commonbeat.measures import mapping as module
from commonbeat.measures.mapping import Cells, mapping, of_our_own_names
from commonbeat.measures.schema import Wrong, schema
from tests.measures.files import MAPPINGS, laid

STOPS = {"schema": "stops", "columns": {"date": "event_date"}}


def test_columns_are_one_or_several_and_may_say_how_they_are_written():
    found = mapping({"schema": "calls", "columns": {
        "unit_id": "unit", "t_dispatch": ["day", "clock", "%m/%d/%Y %H:%M"], "t_clear": ["cleared", "%H:%M"],
        "call_type": ["code", "100 %"]}})  # fmt: skip
    assert dict(found.columns) == {
        "unit_id": Cells(("unit",)),
        "t_dispatch": Cells(("day", "clock"), "%m/%d/%Y %H:%M"),
        "t_clear": Cells(("cleared",), "%H:%M"),
        "call_type": Cells(("code", "100 %")),
    }


def test_words_are_compared_without_upper_case():
    found = mapping(STOPS | {"values": {"subject_race": {" Hisp ": "hispanic"}}, "missing": {"any": ["N/A"]}})
    assert found.translation(schema("stops").columns["subject_race"])["hisp"] == "hispanic"
    assert found.unknown("subject_sex") == {"n/a"}


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"schema": "tickets"}, 'there is no schema "tickets"'),
        (STOPS | {"colums": {}}, 'there is no part "colums"'),
        ({"schema": "stops", "columns": {}}, "columns.date: stops cannot do without it"),
        (STOPS | {"columns": {"date": "d", "race": "r"}}, 'columns: stops have no column "race"'),
        (STOPS | {"columns": {"date": 3}}, "columns.date: this must be a list of texts"),
        (STOPS | {"columns": {"date": []}}, "columns.date: this names no column of the file"),
        (STOPS | {"values": {"subject_race": {"B": "blak"}}}, 'values.subject_race: "B" cannot become "blak"'),
        (STOPS | {"values": {"subject_race": {"B": "black", "b ": "white"}}}, "is there twice, and becomes two things"),
        (STOPS | {"values": {"date": {"x": "y"}}}, "values.date: only choice, yes_no, text, age_band are translated"),
        (STOPS | {"missing": {"subject_race": "UNK"}}, "missing.subject_race: this must be a list of texts"),
        (STOPS | {"always": {"date": "2020-01-01"}}, "always.date: the column is also mapped"),
        (STOPS | {"always": {"speed": "30"}}, "always.speed: only choice, text and yes_no hold for every row"),
        (STOPS | {"always": {"type": "car"}}, 'always.type: "car" is not one of vehicular, pedestrian, bicycle'),
        (STOPS | {"values": {"subject_race": {"U": "other"}}, "missing": {"any": ["u"]}},
         'missing.subject_race: "u" is also translated'),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(said, trouble):
    with pytest.raises(Wrong) as told:
        mapping(said)
    assert trouble in str(told.value)


def test_all_problems_of_a_mapping_are_told_at_once(tmp_path):
    path = laid(tmp_path, 'schema = "stops"\n[columns]\nrace = "x"\n[values.type]\ncar = "auto"\n', "ours.toml")
    with pytest.raises(Wrong) as told:
        module.read(path)
    assert [line.split(":")[1] for line in str(told.value).splitlines()] == [
        " columns",
        " values.type",
        " columns.date",
    ]
    assert {line.split(":")[0] for line in str(told.value).splitlines()} == {"ours.toml"}


def test_a_file_that_is_no_mapping(tmp_path):
    with pytest.raises(Wrong, match="x.toml: this is not a TOML file"):
        module.read(laid(tmp_path, "schema = stops", "x.toml"))


def test_a_file_with_our_own_names_needs_no_mapping():
    found = of_our_own_names(schema("stops"), ["date", "subject_race", "their_own"])
    assert dict(found.columns) == {"date": Cells(("date",)), "subject_race": Cells(("subject_race",))}
    with pytest.raises(Wrong, match="a file with other names needs a mapping"):
        of_our_own_names(schema("stops"), ["event_date"])


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_mappings_of_the_real_files_are_sound(path):
    assert module.read(path).columns
