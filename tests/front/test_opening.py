"""The door: it says what becomes public, opens at the second click, and shows nobody what was left out."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Commitment, Matter
from tests import factories

pytestmark = pytest.mark.django_db
ROLES = ["nobody", "resident", "staff", "coordinator", "chief", "clerk"]


@pytest.fixture
def house():
    return factories.house(public=False)


@pytest.fixture
def window(house):
    return factories.opened(house)


@pytest.fixture
def desk(client, house):
    client.force_login(house.coordinator.person)
    return client


def door(house):
    return f"/desk/first-day/{house.agency.pk}/publish/"


def is_open(house):
    house.agency.refresh_from_db()
    return house.agency.published_on is not None


def test_the_page_says_what_becomes_public_and_opens_nothing(desk, house, window):
    factories.draft(house)
    step = desk.get("/desk/first-day/rehearsal/").content.decode()
    assert f'href="{door(house)}"' in step and f'action="{door(house)}"' not in step
    page = desk.get(door(house)).content.decode()
    assert "1 topic from the rehearsal would become public" in page
    assert page.count("“When should a camera be on?”") == 1 and "no words" in page
    assert not is_open(house)


def test_without_a_choice_for_each_topic_it_stays_shut(desk, house, window):
    assert desk.post(door(house), {"open": ""}).status_code == 200
    assert not is_open(house)


def test_what_is_published_is_read_by_everybody(desk, house, window):
    desk.post(door(house), {f"topic_{window.matter_id}": "publish"})
    assert is_open(house)
    assert "When should a camera be on?" in Client().get("/").content.decode()


@pytest.mark.sqlite
@pytest.mark.parametrize("reader", ROLES)
def test_what_is_left_out_is_on_no_page_of_anybody(desk, house, window, reader):
    given = factories.said(window, "Only a trial.")
    desk.post(door(house), {f"topic_{window.matter_id}": "leave_out"})
    assert is_open(house)
    browser = Client()
    if reader != "nobody":
        browser.force_login(house.actor(reader).person)
    for address in (window.matter.get_absolute_url(), f"/comments/{given.pk}/"):
        assert browser.get(address).status_code == 404
    for address in ("/", "/topics/", "/owed/", "/feed.atom", "/search/?q=trial", "/standing/"):
        shown = browser.get(address).content.decode()
        assert "When should a camera be on?" not in shown and "Only a trial." not in shown, address


def test_the_public_log_keeps_its_entries_and_says_what_was_left_out(desk, house, window):
    before = list(record.lines())
    desk.post(door(house), {f"topic_{window.matter_id}": "leave_out"})
    after = list(record.lines())
    said = [json.loads(line) for line in after[len(before) :]]
    assert after[: len(before)] == before
    assert [(one["verb"], one["subject"]) for one in said] == [
        ("matters.leave_out", f"topic {window.matter_id}"),
        ("people.publish_agency", f"agency {house.agency.pk}"),
    ]


def test_a_decided_rehearsal_leaves_no_promise_behind(desk, house, window):
    promise = actions.promise(
        window.matter, by=house.coordinator, words=Words("Buy cameras."), owner=house.seat("staff"),
        due=house.agency.today(),
    )  # fmt: skip
    with factories.after(window):
        actions.decide(
            window.matter, by=house.chief, outcome="adopt", reasons=Words("Good."),
            in_force_on=house.agency.today(), review_on=house.agency.today() + timedelta(days=9),
        )  # fmt: skip
    desk.post(door(house), {f"topic_{window.matter_id}": "leave_out"})
    promise.refresh_from_db()
    assert promise.state == Commitment.State.DROPPED
    assert Matter.objects.in_force().count() == 0


@pytest.mark.parametrize("role", ROLES)
def test_only_the_coordinator_leaves_out_and_only_before_the_door_opens(house, window, role):
    if role != "coordinator":
        with pytest.raises(Refused):
            actions.leave_out(window.matter, by=house.actor(role))
    factories.people.publish_agency(house.agency, by=house.coordinator)
    with pytest.raises(Refused):
        actions.leave_out(window.matter, by=house.actor(role))


def test_the_door_opens_once(desk, house):
    assert desk.post(door(house)).status_code == 302
    assert desk.post(door(house)).status_code == 409
