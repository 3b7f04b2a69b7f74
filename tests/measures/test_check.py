"""What a check finds: every cell of every type, every problem at once, unknown never "no"."""

import pytest

from commonbeat.measures import safeguards
from commonbeat.measures.checked import as_json, sentences
from commonbeat.measures.schema import Wrong, schema
from tests.measures.files import KEY, look, rows, said

CALLS = {"unit_id": "unit", "t_received": "in", "t_dispatch": "out", "t_clear": "done"}


def column(folder, name, cells, *, written=None, of="stops", **parts):
    """What becomes of these cells of one column, and which lines hold problems."""
    columns = {"date": "needed"} | {name: ["cell", written] if written else "cell"}
    data = "needed,cell\n" + "".join(f'2020-01-01,"{cell}"\n' for cell in cells)
    found = look(folder, data, {"schema": of, "columns": columns, **parts})
    return rows(found, f'"{name}"::VARCHAR'), [lines for _column, _kind, _count, lines in said(found)]


CASES = [
    ("time", ["07:16", "7:16:59", " 00:00", "23:59", "24:00", "7:16 PM", ""],
     ["436", "436", "0", "1439", None, None, None], [[6, 7]], {}),
    ("time", ["7:16 PM", "12:05 AM", "12:05 PM", "19:16"], ["1156", "5", "725", None], [[5]], {"written": "%I:%M %p"}),
    ("time", ["5", "730", "2359", "2460"], ["5", "450", "1439", None], [[5]], {"written": "%H%M"}),
    ("subject_race", ["black", "White", " HISP ", "cau", "UNKNWN", "?", "grey"],
     ["black", "white", "hispanic", "white", None, None, None], [[7, 8]],
     {"values": {"subject_race": {"HISP": "hispanic", "CAU": "white"}}, "missing": {"subject_race": ["unknwn"]}}),
    ("search_conducted", ["Y", "no", "TRUE", "0", "", "maybe"], ["true", "false", "true", "false", None, None],
     [[7]], {}),
    ("arrest_made", ["ARR", "N/A"], ["true", None], [],
     {"values": {"arrest_made": {"arr": "yes"}}, "missing": {"any": ["n/a"]}}),
    ("violations", ["1", "2.0", "2.5", "-1", "101", "two"], ["1", "2", None, None, None, None], [[4, 5, 6, 7]], {}),
    ("speed", ["30", "$1,0", "1,234", "nan", "inf", "442", "0.0"], ["30.0", None, None, None, None, None, None],
     [[3, 4, 5, 6, 7]], {"missing": {"speed": ["0.0"]}}),
    ("subject_age", ["17", "18", "24.0", "65", "9", "111", "20-29", "70 or higher", "85 years and over",
                     "18 and 19 years", "10 to 14 years", "youth", "Missing"],
     ["0-17", "18-24", "18-24", "65+", None, None, "20-29", "70+", "85+", "18-19", "10-14", "0-17", None], [[6, 7]],
     {"values": {"subject_age": {"Youth": "0-17"}}, "missing": {"any": ["missing"]}}),
    ("location", ["Main St", " a  b ", "two\nlines", "", "  "], ["Main St", "a b", "two lines", None, None], [], {}),
    ("district", ["North", "1", "N"], ["North", "First", "North"], [],
     {"values": {"district": {"n": "North", "1": "First"}}}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "cells", "values", "lines", "more"), CASES)
def test_cells_become_ours_or_problems(tmp_path, name, cells, values, lines, more):
    assert column(tmp_path, name, cells, **more) == (values, lines)


def test_dates_however_they_are_written(tmp_path):
    assert column(tmp_path, "date", ["2020-01-05", " 2020-1-5 ", "2020-01-05 00:00:00"])[0] == ["2020-01-05"] * 3
    assert column(tmp_path, "date", ["1/5/2020", "01/05/2020"], written="%m/%d/%Y")[0] == ["2020-01-05"] * 2
    assert column(tmp_path, "date", ["2020-01-05", "0202-01-05", "5 May", "2020-02-30"]) == (
        ["2020-01-05"],
        [[3, 4, 5]],
    )


def test_money_is_a_number(tmp_path):
    amounts = ["105.0", "$1,234.50", "1,234", "1,5", "12,34"]
    assert column(tmp_path, "amount", amounts, of="citations") == (["105.0", "1234.5", "1234.0", None, None], [[5, 6]])


def test_moments_are_the_agencys_own_and_in_order(tmp_path):
    data = (
        "unit,in,out,done,day,clock\n"
        "1A,2020-01-01 23:50,2020-01-01 23:55:30,2020-01-02 00:20,1/1/2020,11:50 PM\n"
        "1A,2020-01-01 10:00,2020-01-01 09:59,2020-01-01 09:00,1/1/2020,\n"
        "1A,2020-01-01 10:00,,2020-01-01 10:30,1/1/2020,1:00 PM\n"
        "1A,2020-01-01T10:00:00Z,2020-01-01 10:00:00-05,2020-01-01T10:30:00.000,1/1/2020,soon\n"
        ",2020-01-01 10:00,,,,\n"
    )
    mapping = {"schema": "calls", "columns": CALLS | {"t_enroute": ["day", "clock", "%m/%d/%Y %I:%M %p"]}}
    found = look(tmp_path, data, mapping)
    kept = rows(found, "t_received::VARCHAR", "t_dispatch::VARCHAR", "t_enroute::VARCHAR", "t_clear::VARCHAR")
    assert kept == [
        ("2020-01-01 23:50:00", "2020-01-01 23:55:30", None, "2020-01-02 00:20:00"),
        ("2020-01-01 10:00:00", None, None, None),
        ("2020-01-01 10:00:00", None, "2020-01-01 13:00:00", "2020-01-01 10:30:00"),
        (None, None, None, "2020-01-01 10:30:00"),
    ]
    zone = "not a date and time of the agency's own"
    assert said(found) == [
        ("t_received", zone, 1, [5]),
        ("t_dispatch", zone, 1, [5]),
        ("t_dispatch", "earlier than t_received", 1, [3]),
        ("t_enroute", zone, 1, [5]),
        ("t_enroute", "earlier than t_dispatch", 1, [2]),
        ("t_clear", "earlier than t_dispatch", 1, [3]),
    ]
    assert dict(found.left_out) == {"unit_id is unknown": 1}


def test_what_contradicts_a_no_is_unknown(tmp_path):
    data = "date,search_conducted,contraband_found,search_basis\n" + "".join(
        f"2020-01-01,{one}\n" for one in ("yes,yes,consent", "no,yes,consent", "no,no,", ",yes,consent", "no,,")
    )
    found = look(tmp_path, data)
    assert rows(found, "contraband_found", "search_basis") == [
        (True, "consent"), (None, None), (False, None), (True, "consent"), (None, None),
    ]  # fmt: skip
    assert said(found) == [
        ("search_basis", "although search_conducted is no", 1, [3]),
        ("contraband_found", "although search_conducted is no", 1, [3]),
    ]


def test_numbers_of_officers_become_pseudonyms_and_placeholders_unknown(tmp_path):
    data = "date,officer_id\n" + "".join(f"2020-01-01,{one}\n" for one in ("17", " 17 ", "9999", "UNKNOWN", "", "A-3"))
    found = look(tmp_path, data)
    seventeen, other = (safeguards.pseudonym(KEY, "officer_id", number) for number in ("17", "A-3"))
    assert rows(found, "officer_id") == [seventeen, seventeen, None, None, None, other]
    assert said(found) == [("officer_id", "a number that is nobody's, such as 9999", 2, [4, 5])]
    assert found.repaired == {"officer_id: numbers became pseudonyms": 3}
    assert look(tmp_path, data, {"schema": "stops", "columns": {"date": "date", "officer_id": "officer_id"},
                                 "missing": {"officer_id": ["9999", "Unknown"]}}).problems == ()  # fmt: skip


def test_repeats_are_left_out_only_where_rows_are_numbered(tmp_path):
    stops = "date,stop_id,note\n2020-01-01,7,a\n2020-01-01,7,a\n2020-01-01,7,b\n2020-01-01,,a\n2020-01-01,,a\n"
    assert dict(look(tmp_path, stops).left_out) == {"they repeat another row with the same number in every cell": 1}
    unknown = "date,stop_id\n2020-01-01,none\n2020-01-01,none\n2020-01-01,7\n2020-01-01,7\n"
    assert look(tmp_path, unknown).accepted == 3, "what is nobody's number is no number"
    assert dict(look(tmp_path, "date,beat\n2020-01-01,7\n2020-01-01,7\n").left_out) == {}


def test_what_holds_on_every_row_and_what_the_file_lacks(tmp_path):
    mapping = {"schema": "stops", "columns": {"date": "d"}, "always": {"type": "Vehicular", "district": "All of it"}}
    found = look(tmp_path, "d\n2020-01-01\n", mapping)
    assert rows(found, "type", "district", "search_conducted") == [("vehicular", "All of it", None)]
    assert set(found.absent) == set(schema("stops").columns) - {"date", "type", "district"}


def test_columns_of_the_mapping_that_the_file_does_not_have_are_all_named(tmp_path):
    with pytest.raises(Wrong) as told:
        look(tmp_path, "a,b\n1,2\n", {"schema": "stops", "columns": {"date": "day", "time": ["a", "clock"]}})
    assert str(told.value).splitlines() == [
        'file.csv: for date, the column "day" is not there',
        'file.csv: for time, the column "clock" is not there',
        "file.csv: the file has: a, b",
    ]


def test_values_that_no_list_names_are_counted_by_value(tmp_path):
    data = (
        "date,subject_race,type\n" + "2020-01-01,red,car\n" * 3 + "2020-01-01,blue,vehicular\n" + "2020-01-01,white,\n"
    )
    found = look(tmp_path, data)
    assert {one.column: dict(one.values) for one in found.problems} == {
        "type": {"car": 3},
        "subject_race": {"red": 3, "blue": 1},
    }
    assert found.unknown == {"date": 0, "type": 4, "subject_race": 4}


def test_what_holds_of_some_rows_alone_is_unknown_among_these(tmp_path):
    searches = "2020-01-01,yes,no\n2020-01-01,yes,\n2020-01-01,yes,yes\n" + "2020-01-01,no,\n" * 9 + "2020-01-01,,\n"
    found = look(tmp_path, f"date,search_conducted,contraband_found\n{searches}")
    assert (found.unknown["contraband_found"], dict(found.applies_to)) == (1, {"contraband_found": 3})
    assert "Unknown: search_conducted 7.7 %, contraband_found 33.3 %." in sentences(found)
    alone = look(tmp_path, "date,contraband_found\n2020-01-01,\n")
    assert (alone.unknown["contraband_found"], dict(alone.applies_to)) == (1, {})


def test_a_column_of_times_is_looked_at_as_a_whole(tmp_path):
    times = [f"{hour % 12 + 1}:{hour % 60:02}" for hour in range(100)] + ["0:00"] * 6
    found = look(tmp_path, "date,time\n" + "".join(f"2020-01-01,{time}\n" for time in times))
    assert [(one.kind, one.count) for one in found.problems] == [
        ("none is later than 12:59: were AM and PM lost?", 106),
        ("exactly midnight, too often: does it stand for unknown?", 6),
    ]


def test_it_is_told_in_sentences_and_as_data(tmp_path):
    found = look(tmp_path, "date,subject_race,speed\n2020-01-01,red,x\n2020-01-02,white,30\n,white,30\n")
    assert sentences(found)[:-1] == [
        "file.csv: 2 of 3 rows can be used as stops.",
        "Left out: 1 rows, date is unknown.",
        "Problem: subject_race: not in the list, 1 rows.",
        "  'red': 1",
        "  first in line 2",
        "Problem: speed: not a number from 0 to 250, 1 rows.",
        "  line 2: 'x'",
        "Unknown: subject_race 50.0 %, speed 50.0 %.",
    ]
    told = as_json(found)
    assert (told["rows"], told["accepted"], told["left_out"]) == (3, 2, {"date is unknown": 1})
    assert told["problems"][1]["lines"] == [{"line": 2, "cell": "x"}]
    assert str(tmp_path) not in str(told)
