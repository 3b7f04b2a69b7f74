"""What is odd about a file is said where it is brought, and where its columns are read."""

from __future__ import annotations

import pytest

from commonbeat.records.models import Import
from tests import factories
from tests.matters.desk import at, done, look
from tests.records.bringing import bring, form_with, words

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def desk(db, settings, tmp_path):
    settings.DATA, settings.FILES, settings.CHECKING = tmp_path, tmp_path / "files", tmp_path / "checking"
    factories.house()
    return at("coordinator")


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
