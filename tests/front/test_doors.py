"""Who is let in where the house is not open to all: in its private rehearsal, and at the demo's own page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import notify
from commonbeat.frame.models import Letter
from commonbeat.matters import posts
from commonbeat.people import actions as people
from commonbeat.people.models import Seat
from tests import factories
from tests.front.reading import client_of
from tests.front.test_every_address import addresses, filled

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
#: what answers strangers during the rehearsal
OPEN = ("/health/", "/account/", "/letters/", "/seats/1/invitation/", "/seats/1/accept/")


@pytest.mark.parametrize("name", ["", "resident"], ids=["nobody", "resident"])
def test_during_the_rehearsal_strangers_read_nothing(name: str) -> None:
    house = factories.house(public=False)
    factories.draft(house)
    client, let_in = client_of(name), []
    for _name, address in addresses():
        path = filled(address, 1)
        answer = client.get(path)
        if not path.startswith(OPEN) and answer.status_code != 503:
            let_in.append(path)
        if answer.status_code == 503:
            assert "Not public yet" in answer.content.decode() and "topic 1" not in answer.content.decode()
    assert let_in == []


def test_during_the_rehearsal_people_with_a_seat_and_invitations_come_in() -> None:
    house = factories.house(public=False)
    assert client_of("clerk").get("/ledger.jsonl").status_code == 200
    secret = people.new_secret()
    offer = people.grant_seat(
        house.agency.organization, by=house.coordinator, role=Seat.Role.STAFF, email="new@example.org", secret=secret
    )
    page = Client().get(reverse("people.invitation", args=[offer.seat_id]), {"key": secret})
    assert page.status_code == 200
    given = factories.said(factories.opened(house))
    assert Client().post(posts.unsubscribe_link(given.giver).split(":8000")[1]).status_code == 200
    assert Client().post("/language/", {"language": "es"}).status_code == 302
    people.publish_agency(house.agency, by=house.coordinator)
    assert Client().get("/ledger.jsonl").status_code == 200


HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (HERE, 200),
        (HERE | {"HTTP_HOST": "localhost"}, 200),
        (HERE | {"REMOTE_ADDR": "::1"}, 200),
        (HERE | {"REMOTE_ADDR": "203.0.113.9"}, 404),
        (HERE | {"HTTP_X_FORWARDED_FOR": "9.9.9.9"}, 404),
        (HERE | {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        (HERE | {"HTTP_X_FORWARDED_PROTO": "https"}, 404),
        (HERE | {"HTTP_FORWARDED": "for=9.9.9.9"}, 404),
        (HERE | {"HTTP_X_REAL_IP": "9.9.9.9"}, 404),
        (HERE | {"HTTP_VIA": "1.1 proxy"}, 404),
        (HERE | {"HTTP_HOST": "riverton.example.gov"}, 404),
        (HERE | {"HTTP_HOST": "127.0.0.1.example.gov"}, 404),
    ],
)
def test_the_demos_page_opens_on_this_machine_only(settings, headers: dict[str, str], status: int) -> None:
    factories.house()
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(**headers)
    assert client.get("/demo/").status_code == status
    assert client.post("/demo/", {"seat": Seat.objects.get(role="chief").pk}).status_code in (302, 404)
    assert ("_auth_user_id" in client.session) == (status == 200)


def test_letters_that_failed_are_said_and_tried_again_by_the_coordinator() -> None:
    factories.house()
    Letter.objects.all().delete()
    notify.letter("one", to="ann@example.org", subject="s", body="b")
    Letter.objects.update(tries=notify.MOST_TRIES)
    assert Client().get("/health/").json()["given_up"] == {"letters": 1, "tasks": 0}
    assert "1 letter or task has failed" in client_of("coordinator").get("/desk/").content.decode()
    assert "has failed" not in client_of("staff").get("/desk/").content.decode()
    assert client_of("staff").post("/desk/letters/").status_code == 409
    assert client_of("coordinator").get("/desk/letters/").status_code == 200
    assert notify.send_letters() == 0, "looking changes nothing"
    assert client_of("coordinator").post("/desk/letters/").status_code == 302
    assert notify.send_letters() == 1
