"""A file of comments in view of what is there: entered before, dates that cannot be read, dates outside the period."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commonbeat.matters import uploads
from commonbeat.matters.models import Input, Window
from tests import factories
from tests.matters.desk import at, done, send
from tests.matters.test_desk_entering import accept, check, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


def test_what_was_entered_before_is_said_and_asked_about(house: factories.House, window: Window) -> None:
    client = at("coordinator")
    data = sheet(house, f"More light,{house.agency.today().isoformat()},,,")
    accept(client, window, check(client, window, data))
    again = check(client, window, data)
    assert [one.partition(" on ")[0] for one in again.context["before"]] == [
        "The same file was entered",
        "1 row has words that are already among the comments.",
    ]
    assert (accept(client, window, again).status_code, Input.objects.count()) == (409, 1)
    done(client, "matters.enter_many", window.pk, accept=again.context["key"], again="on")
    assert Input.objects.count() == 2
    assert [one.name for one in uploads.folder().iterdir()] == [], "no file of comments stays"


def test_a_date_that_nobody_can_read_takes_the_common_one_only_where_that_is_chosen(
    house: factories.House, window: Window
) -> None:
    client, data, day = at("coordinator"), sheet(house, "No such day,32 May,,,"), house.agency.today()
    preview = check(client, window, data, given_on=day)
    assert ([one.grave for one in preview.context["problems"]], preview.context["rows"]) == ([True], [])
    fields = {"kept": preview.context["kept"], "channel": "meeting", "language": "en", "given_on": day}
    anew = send(client, "matters.enter_many", window.pk, **fields, for_unread="on")
    assert [row.words for row in anew.context["rows"]] == ["No such day"], "the file was not sent again"


def test_a_period_is_named_once_for_all_rows_outside_it(house: factories.House, window: Window) -> None:
    data = sheet(house, "From 2020,2020-01-01,,,", "From 2021,2021-01-02,,,")
    (group,) = check(at("coordinator"), window, data).context["groups"]
    assert (list(group.lines), group.grave) == ([2, 3], True)
    assert "Jan. 1, 2020 to Jan. 2, 2021" in group.sentence
