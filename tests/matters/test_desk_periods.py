"""Comment periods at the desk: open on a day at the agency, give more time, never less."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Window
from tests import factories
from tests.matters.desk import at, done, look, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def period(house: factories.House, **fields: Any) -> dict[str, Any]:
    """A period as the form is sent, of a month from today."""
    today = house.agency.today()
    usual = {"opens_on": today, "closes_on": today + timedelta(30), "replies_due": today + timedelta(50)}
    return usual | {"moderation": "after", "on_whole": "on", "paper_days": 5, "sure": "on"} | fields


def test_a_period_runs_to_the_end_of_its_last_day_at_the_agency() -> None:
    house = factories.house()
    matter = factories.draft(house)
    last = house.agency.today() + timedelta(30)
    done(at("coordinator"), "matters.open_period", matter.pk, **period(house, checked_by=house.bodies["city"].pk))
    window = Window.objects.get(matter=matter)
    local = house.agency.local(window.closes_at)
    assert (local.date(), local.hour, local.minute) == (last + timedelta(1), 0, 0)
    assert (window.is_open, window.on_whole, window.on_passages, window.checked_by_id) == (
        True,
        True,
        False,
        house.bodies["city"].pk,
    )
    matter.refresh_from_db()
    assert matter.stage == "published"


def test_a_summary_stands_before_the_door_opens_and_says_what_is_short() -> None:
    house = factories.house()
    matter, client = factories.draft(house), at("coordinator")
    long = period(house)
    del long["sure"]
    short = long | {"closes_on": long["opens_on"] + timedelta(6)}
    pages = [send(client, "matters.open_period", matter.pk, **one).content.decode() for one in (long, short)]
    assert ["That is short." in page for page in pages] == [False, True]
    assert not Window.objects.exists()
    again = send(client, "matters.open_period", matter.pk, **short, again="on").content.decode()
    assert f'value="{short["closes_on"].isoformat()}"' in again and 'name="sure"' not in again


def test_a_period_may_open_on_a_later_day() -> None:
    house = factories.house()
    matter = factories.draft(house)
    first = house.agency.today() + timedelta(10)
    done(at("coordinator"), "matters.open_period", matter.pk, **period(house, opens_on=first))
    window = Window.objects.get(matter=matter)
    assert (house.agency.local(window.opens_at).date(), window.is_open) == (first, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_on": "2020-01-01"},
        {"replies_due": "2020-01-01"},
        {"on_whole": ""},
        {"closes_on": "soon"},
        {"paper_days": 99},
    ],
)
def test_a_wrong_period_is_shown_again(wrong: dict[str, Any]) -> None:
    house = factories.house()
    matter = factories.draft(house)
    answer = send(at("coordinator"), "matters.open_period", matter.pk, **period(house, **wrong))
    assert (answer.status_code, b'role="alert"' in answer.content) == (200, True)
    assert not Window.objects.exists()


def test_a_topic_has_one_period_at_a_time() -> None:
    house = factories.house()
    matter = factories.draft(house)
    client = at("coordinator")
    done(client, "matters.open_period", matter.pk, **period(house))
    assert send(client, "matters.open_period", matter.pk, **period(house)).status_code == 409
    assert Window.objects.count() == 1


def test_a_period_needs_a_text() -> None:
    house = factories.house()
    words = {"title": Words("A"), "summary": Words("B"), "question": Words("C")}
    matter = actions.start(house.agency, by=house.coordinator, kind="policy", **words)
    assert send(at("coordinator"), "matters.open_period", matter.pk, **period(house)).status_code == 409
    assert not Window.objects.exists()


def test_people_get_more_time_and_never_less(window: Window) -> None:
    client, more = at("coordinator"), window.last_day + timedelta(7)
    fields = {"replies_due": window.replies_due + timedelta(7), "because": "The hall was flooded."}
    assert send(client, "matters.extend_period", window.pk, closes_on=window.last_day, **fields).status_code == 409
    done(client, "matters.extend_period", window.pk, closes_on=more, **fields)
    longer = Window.objects.select_related("matter__agency").get(pk=window.pk)
    assert (longer.last_day, longer.extended_because) == (more, "The hall was flooded.")


def test_the_desk_of_a_topic_says_what_is_next() -> None:
    house = factories.house()
    matter = factories.draft(house)
    for name in ("staff", "coordinator", "chief"):
        assert 'class="steps"' in look(at(name), "matters.desk", matter.pk)
