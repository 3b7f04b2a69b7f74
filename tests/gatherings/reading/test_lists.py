"""A body's lists as spreadsheets have them."""

from __future__ import annotations

from datetime import date

import pytest

from commonbeat.gatherings.reading import lists, table


def test_columns_by_many_names_and_no_names_of_persons() -> None:
    data = b"Position,Name,Appointed,Ended\nYouth seat,Jane Doe,1/5/2015,2016-01-05\n"
    found, out = lists.read(table.rows(data), lists.ROSTER, "title")
    days = {"since": date(2015, 1, 5), "until": date(2016, 1, 5), "term_ends": None}
    assert found == [(2, {"title": "Youth seat", "role": "", "email": ""}, days)] and out == []


def test_equal_rows_are_one_recommendation_and_several_seats() -> None:
    rows = b"title,date\nA,2015-01-05\nA,2015-01-05\n"
    found, out = lists.read(table.rows(rows), lists.RECOMMENDATIONS, "title")
    assert (len(found), out) == (1, [(3, lists.TWICE)])
    found, out = lists.read(table.rows(rows.replace(b"date", b"since")), lists.ROSTER, "title")
    assert (len(found), out) == (2, [])


def test_a_day_that_cannot_be_read_keeps_its_row_out() -> None:
    found, out = lists.read(table.rows(b"title,date\nA,soon\nB,\n"), lists.RECOMMENDATIONS, "title")
    assert ([one.words["title"] for one in found], out) == (["B"], [(2, lists.NO_DAY)])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2016-02-29", date(2016, 2, 29)),
        ("2/29/16", date(2016, 2, 29)),
        ("February 29, 2016", date(2016, 2, 29)),
        ("Feb 29, 2016", date(2016, 2, 29)),
        ("2015-02-29", None),
        ("", None),
    ],
)
def test_days(cell: str, day: date | None) -> None:
    assert lists.day(cell) == day


def test_the_column_that_must_be_there() -> None:
    with pytest.raises(table.Unreadable, match="no column “seat”"):
        lists.read(table.rows(b"name,since\nA,2015-01-01\n"), lists.ROSTER, "title")
