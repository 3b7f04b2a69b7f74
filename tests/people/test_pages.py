"""The room's public pages, and my data: seats and no names, oneself and nobody else."""

import json

import pytest
from django.test import Client

from commonbeat.frame import notify
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Giver, Organization, Person, Place, Seat
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def house():
    return factories.house()


def browser(actor):
    client = Client()
    client.force_login(actor.person)
    return client


@pytest.mark.parametrize("address", ["/seats/", "/seats.csv", "/seats.json", "/places/", "/places.csv", "/places.json"])
def test_public_lists_name_no_person(client, house, address):
    answer = client.get(address)
    assert answer.status_code == 200
    for person in Person.objects.exclude(name=""):
        assert person.email not in answer.content.decode()
    assert "Clerk" in client.get("/seats/").content.decode()


def test_an_organization_and_who_grants_its_seats(client, house):
    body = house.bodies["city"]
    assert b"Grant a seat" not in client.get(body.get_absolute_url()).content
    assert b"Grant a seat" not in browser(house.coordinator).get(body.get_absolute_url()).content
    assert b"Grant a seat" in browser(house.clerk).get(body.get_absolute_url()).content
    granted = browser(house.clerk).post(f"/organizations/{body.pk}/grant/", {"role": "checker", "email": "k@x.gov"})
    assert granted.status_code == 302
    refused = browser(house.coordinator).post(
        f"/organizations/{body.pk}/grant/", {"role": "checker", "email": "k@x.gov"}
    )
    assert refused.status_code == 409


def test_a_seat_is_ended_and_opens_nothing_more(house):
    seat = house.seat("staff")
    chief = browser(house.chief)
    assert chief.post(f"/seats/{seat.pk}/end/", {"until": "1999-01-01"}).status_code == 409
    assert chief.post(f"/seats/{seat.pk}/end/", {"until": str(house.agency.today())}).status_code == 302
    assert not Seat.objects.held().filter(pk=seat.pk).exists()
    assert browser(house.staff).get("/desk/first-day/").status_code == 403


def test_places_are_named_and_ended(house):
    desk = browser(house.coordinator)
    place = {"kind": "ward", "name": "North", "since": "2020-01-01"}
    assert desk.post("/places/add/", place).status_code == 302
    assert desk.post("/places/add/", place).status_code == 409
    made = Place.objects.get()
    assert desk.post(f"/places/{made.pk}/end/", {"until": str(house.agency.today())}).status_code == 302
    assert desk.post("/places/add/", place).status_code == 302
    assert browser(house.resident).post("/places/add/", place).status_code == 409


def test_two_organizations_have_two_names(house):
    desk = browser(house.staff)
    board = {"name": "Board", "kind": "board", "about": "Advises.", "appointed_by": house.bodies["city"].pk}
    assert desk.post("/organizations/add/", board).status_code == 302
    again = desk.post("/organizations/add/", board)
    assert again.status_code == 200 and "Advises." in again.content.decode()
    assert Organization.objects.filter(name="Board").count() == 1


def test_my_data_is_all_of_mine_and_nobody_elses(house):
    window = factories.opened(house)
    mine, other = factories.said(window, "Words of mine."), factories.said(window, "Words of another.")
    mine.refresh_from_db()
    person = house.resident.person
    actions.claim(person, by=actor_for(person, frozenset({mine.giver_id})))
    client = browser(house.resident)
    page = client.get("/my/").content.decode()
    assert "Words of mine." in page and "Words of another." not in page and other.pk
    record = json.loads(client.get("/my.json").content)
    assert record["person"]["email"] == "resident@example.org"
    assert [given["words"] for given in record["said"]] == ["Words of mine."]
    assert len(record["givers"]) == 1
    assert set(record["person"]) >= {"email", "name", "language", "joined_on", "last_sign_in"}


def test_my_data_is_for_the_signed_in(client, house):
    for address in ("/my/", "/my.json", "/my/name/", "/my/claim/", "/my/delete/"):
        assert client.get(address).status_code == 403


def test_an_account_is_renamed_and_deleted(house):
    client = browser(house.resident)
    assert client.post("/my/name/", {"name": "Ana", "language": "es"}).status_code == 302
    assert Person.objects.get(email="resident@example.org").language == "es"
    assert client.post("/my/delete/", {}).status_code == 200
    assert client.post("/my/delete/", {"sure": "on"}).status_code == 302
    assert not Person.objects.filter(email="resident@example.org").exists()
    assert client.get("/my/").status_code == 403
    with pytest.raises(Person.DoesNotExist):
        house.actor("resident")


def test_the_desk_shows_what_a_seat_opens(house):
    assert "/desk/first-day/" in browser(house.coordinator).get("/seats/").content.decode()
    assert "/desk/first-day/" not in browser(house.clerk).get("/seats/").content.decode()
    assert "/desk/erasures/" in browser(house.clerk).get("/seats/").content.decode()
    assert "/desk/" not in browser(house.resident).get("/seats/").content.decode()


def test_nobody_grants_a_role_that_a_body_does_not_have(house):
    with pytest.raises(Refused):
        actions.grant_seat(
            house.agency.organization, by=house.coordinator, role="checker", email="k@x.gov", secret="s" * 32
        )


def test_letters_that_wait_go_with_the_account(house):
    window = factories.opened(house)
    given = factories.said(window, by=house.resident)
    Giver.objects.filter(pk=given.giver_id).update(email="other@example.org")
    for number, to in enumerate(("resident@example.org", "other@example.org", "somebody@example.org")):
        notify.letter(f"letter {number}", to=to, subject="s", body="b")
    actions.delete_me(house.resident.person, by=house.resident)
    assert list(Letter.objects.filter(occasion__startswith="letter").values_list("to", flat=True)) == [
        "somebody@example.org"
    ]
