"""Boards: their charter, their seats against it, and their pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.gatherings.shown.boards import board as read
from commonbeat.people import actions as people
from commonbeat.people.charter import Answer, Seats, may_decide, quorum_of
from commonbeat.people.models import Charter
from tests import factories as make
from tests.gatherings.boardrooms import CHARTER, board, charter_of, seated
from tests.matters import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> make.House:
    return make.house()


def test_a_charter_holds_from_its_day_and_the_one_before_stays(house: make.House) -> None:
    today = house.agency.today()
    body = board(house, in_force_on=today - timedelta(days=400))
    grown = CHARTER | {"quorum": {"members": 4}}
    with pytest.raises(Refused, match="what changed"):
        people.adopt_charter(body, by=house.actor("chair"), rules=grown, in_force_on=today)
    with pytest.raises(Refused, match="later day"):
        people.adopt_charter(
            body, by=house.actor("chair"), rules=grown, in_force_on=today - timedelta(days=400), note="More"
        )
    people.adopt_charter(
        body, by=house.clerk, rules=grown, in_force_on=today + timedelta(days=5), note="The council raised the quorum"
    )
    assert charter_of(body).version == 1
    with clock.moved(clock.now() + timedelta(days=6)):
        assert quorum_of(charter_of(body).read, charter_of(body).seats()) == 4
    assert Charter.objects.of(body, today - timedelta(days=401)) is None
    assert seals.broken() == []


def test_who_may_enter_a_charter_and_what_is_refused(house: make.House) -> None:
    body = board(house, charter=None)
    for role in ("coordinator", "chief", "nobody", "resident"):
        with pytest.raises(Refused):
            people.adopt_charter(body, by=house.actor(role), rules=CHARTER, in_force_on=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="whole number"):
        people.adopt_charter(body, by=house.clerk, rules={"quorum": {"members": "3"}}, in_force_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="agency has no charter"):
        people.adopt_charter(house.agency.organization, by=house.chief, rules={}, in_force_on=date(2026, 1, 1))
    assert Charter.objects.count() == 0


def test_seats_count_by_kind_and_only_those_that_vote_make_a_quorum(house: make.House) -> None:
    body = board(house)
    chair = house.actor("chair")
    for name in ("ann", "bob", "cy"):
        seated(house, name, by=chair, kind="ward")
    seated(house, "sergeant", by=chair, kind="police")
    charter = charter_of(body)
    assert charter.seats() == Seats(
        authorized=5, serving=4
    )  # the chair sits in no kind of seat, the adviser has no vote
    present = [seat.kind for seat in charter.voting()]
    assert sorted(present) == ["", "ward", "ward", "ward"]
    assert may_decide(charter.read, charter.seats(), present, ["ward", "ward"]).answer is Answer.NOT_SAID
    with pytest.raises(Refused, match="no seat of this kind"):
        seated(house, "dee", by=chair, kind="elder")


def test_the_page_says_what_is_filled_vacant_ending_and_past_its_end(house: make.House) -> None:
    board(house)
    chair, today = house.actor("chair"), house.agency.today()
    ends = {"ann": 300, "bob": 30, "cy": -10}
    for name, days in ends.items():
        seated(house, name, by=chair, kind="ward", term_ends=today + timedelta(days=days))
    page = desk.look(desk.at("nobody"), "gatherings.board", "police-board")
    for said in ("3 of 4 filled", "3 seats are vacant", "1 term ends within three months", "quorum 3"):
        assert said in page, said
    assert "stays on" in page and "50 dollars a meeting" in page
    with clock.moved(clock.now() + timedelta(days=100)):
        assert "term is over" in desk.look(desk.at("nobody"), "gatherings.board", "police-board")


def test_a_vacancy_says_since_when_and_by_when_the_charter_wants_it_filled(house: make.House) -> None:
    board(house, charter=CHARTER | {"terms": {"years": 3, "fill_within_days": 60}})
    chair, today = house.actor("chair"), house.agency.today()
    first, second, third = (seated(house, name, by=chair, kind="ward") for name in ("ann", "bob", "cy"))
    seated(house, "dee", by=chair, kind="ward")
    with clock.moved(clock.now() + timedelta(days=10)):
        people.end_seat(first, by=chair, until=today + timedelta(days=10))
    with clock.moved(clock.now() + timedelta(days=20)):
        people.end_seat(second, by=chair, until=today + timedelta(days=20))
        seated(house, "eve", by=chair, kind="ward")  # who succeeds, so that one seat is vacant, since the tenth day
        ward = read(house.bodies["board"], house.agency.today(), chair).kinds[0]
        [vacant] = [one for one in ward.places if one.seat is None]
        assert (vacant.vacant_since, vacant.fill_by) == (today + timedelta(days=10), today + timedelta(days=70))
        page = desk.look(desk.at("nobody"), "gatherings.board", "police-board")
        assert "to be filled by" in page and 'class="state overdue">vacant' not in page and third.is_current
    with clock.moved(clock.now() + timedelta(days=71)):
        assert 'class="state overdue">vacant' in desk.look(desk.at("nobody"), "gatherings.board", "police-board")


def test_without_a_charter_no_quorum_is_told(house: make.House, client) -> None:
    body = board(house, charter=None)
    page = desk.look(client, "gatherings.board", "police-board")
    assert "no charter entered" in page and "quorum 1" not in page
    assert "invents none" in desk.look(client, "people.charter", "police-board")
    people.adopt_charter(body, by=house.clerk, rules={}, in_force_on=house.agency.today())
    assert "quorum not said" in desk.look(client, "gatherings.board", "police-board")
    page = desk.look(client, "people.charter", "police-board")
    assert "No ordinance stands behind this body" in page and page.count("not said") >= 16


def test_boards_as_data(house: make.House, client) -> None:
    board(house)
    seated(house, "ann", by=house.actor("chair"), kind="ward", title="Ward 1")
    [row] = client.get("/boards.json").json()["rows"]
    assert (row["board"], row["seats"], row["filled"], row["vacant"], row["quorum"]) == ("Police Board", 7, 2, 5, 3)
    assert client.get("/boards.csv").content.decode().count("Police Board") == 1
    body = client.get("/boards/police-board.json").json()
    assert (body["name"], body["classification"]) == ("Police Board", "board")
    posts = {post["id"]: post for post in body["posts"]}
    assert [posts[one["post_id"]]["label"] for one in body["memberships"]] == ["Chair, Police Board", "Ward 1"]
    assert not any("person_id" in one for one in body["memberships"])
    assert client.get("/boards/no-board.json").status_code == 404
    assert client.get("/boards/test-police/").status_code == 404  # the agency is no board
    rules = client.get("/boards/police-board/charter.json").json()["rows"]
    assert {(one["rule"], one["state"]) for one in rules} >= {("quorum", "said"), ("majority", "not said")}


def test_a_charter_is_entered_from_an_offered_one_and_its_faults_are_said(house: make.House) -> None:
    body = board(house, charter=None)
    chair = desk.at("chair")
    page = desk.look(chair, "people.adopt_charter", body.slug, query="?from=dc-2024")
    assert "It is not yours yet" in page and "members = 3" in page
    fields = {"in_force_on": "2026-01-01", "note": ""}
    answer = desk.send(chair, "people.adopt_charter", body.slug, text="[quorum]\nmembers = 0", compared="on", **fields)
    assert "quorum: members: write a whole number" in answer.content.decode()
    assert desk.send(chair, "people.adopt_charter", body.slug, text="pay = 'no'", **fields).status_code == 200
    desk.done(chair, "people.adopt_charter", body.slug, text="pay = 'no'", compared="on", **fields)
    assert charter_of(body).read.pay == "no"
    refused = desk.send(desk.at("coordinator"), "people.adopt_charter", body.slug, text="", **fields)
    assert refused.status_code == 409


def test_two_bodies_cannot_have_one_address(house: make.House) -> None:
    board(house)
    with pytest.raises(ValidationError, match="of this name"):
        people.add_organization(house.agency, by=house.coordinator, name="Police  board", kind="board")
    named = people.add_organization(house.agency, by=house.coordinator, name="市民会议", kind="board")
    assert named.slug == str(named.pk)
