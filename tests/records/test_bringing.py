"""What is odd about a file is said where it is brought, and where its columns are read."""

from __future__ import annotations

import pytest

from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.measures.schema import schema
from commonbeat.records import tasks
from commonbeat.records.models import Import, Kind
from commonbeat.records.shown.column_names import NAMES
from tests.matters.desk import done, look
from tests.records.bringing import bring, form_with, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_a_column_named_twice_is_said_and_not_read(desk):
    bring(desk, "date,race,race,outcome\n2024-05-01,black,white,warning\n")
    one = Import.objects.get()
    page = look(desk, "records.save_mapping", one.pk)
    assert "Several columns of this file have the same name." in words(page) and "“race”" in words(page)
    sent = form_with(page, "Try it on the first rows")
    assert sent["column.subject_race"] == [""] and sent["column.outcome"] == ["c:outcome"]
    assert done(desk, "records.save_mapping", one.pk, **sent, do="save") == one.get_absolute_url()


@pytest.mark.parametrize("first", ["2024-05-01,black,17", "05/01/2024 10:15 PM,black,warning", "x,y,10:15", "x,y,17"])
def test_a_first_line_that_is_a_row_is_said_to_be_one(desk, first):
    page = words(bring(desk, f"{first}\n2024-05-02,white,18\n").content.decode())
    assert "the first line should name the columns, and seems to be a row" in page
    assert "a file must be chosen again" in page and not Import.objects.exists()


def test_names_that_nobody_recognizes_are_names_still(desk):
    assert bring(desk, "Fecha,Quien,Que\n2024-05-02,white,18\n").status_code == 302


def test_every_column_has_a_name_for_people():
    assert set(NAMES) == {name for kind in Kind.values for name in schema(kind).columns}


def test_what_a_measure_must_have_is_a_column_of_its_records():
    for measure in CATALOGUE.values():
        assert all(set(measure.must_have) <= set(schema(kind).columns) for kind in measure.kinds)


def test_columns_are_called_as_people_do_and_days_are_shown_as_they_are_written(desk):
    bring(desk, "date,race\n31-May-24,black\n")
    page = words(look(desk, "records.save_mapping", Import.objects.get().pk))
    assert "Race or origin of the person subject_race" in page and "as 31-May-24 (%d-%b-%y)" in page


def test_what_only_some_rows_can_say_is_unknown_among_these(desk):
    rows = "2024-05-01,yes,\n2024-05-01,yes,no\n" + "2024-05-01,no,\n" * 50
    bring(desk, f"date,search_conducted,contraband_found\n{rows}")
    one = Import.objects.get()
    sent = form_with(look(desk, "records.save_mapping", one.pk), "Try it on the first rows")
    done(desk, "records.save_mapping", one.pk, **sent, do="save")
    tasks.checks()
    page = words(look(desk, "records.file", one.pk))
    assert "contraband_found in rows with a yes in “Searched” 1 50.0" in page
    lacking = page.partition("These numbers cannot be made of this file")[2]
    assert "Race or origin of the person" in lacking and "Outcome" in lacking
    assert "Searched search_conducted" in page.partition("Known in every row:")[2]
