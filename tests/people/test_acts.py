"""Who may do what in this room: the table, role by role."""

import json

import pytest

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.people import actions
from commonbeat.people.actor import MACHINE, NOBODY, actor_for
from commonbeat.people.models import Organization, Person, Place, Seat
from tests import factories

pytestmark = pytest.mark.django_db
ROLES = ["nobody", "resident", "staff", "coordinator", "chief", "clerk"]


def offer(email="new@example.org", role="staff"):
    return {"role": role, "email": email, "secret": actions.new_secret()}


ACTS = {
    "settle": lambda h, by: actions.settle(h.agency, by=by, values={"state": "Ohio"}, named=["state"]),
    "start_practice": lambda h, by: actions.start_practice(h.agency, by=by, code="A1", state="started"),
    "test_mail": lambda h, by: actions.test_mail(h.agency, by=by, worked=True),
    "add_organization": lambda h, by: actions.add_organization(h.agency, by=by, name="Library", kind="partner"),
    "grant_seat in the agency": lambda h, by: actions.grant_seat(h.agency.organization, by=by, **offer()),
    "grant_seat outside": lambda h, by: actions.grant_seat(h.bodies["city"], by=by, **offer(role="checker")),
    "end_seat outside": lambda h, by: actions.end_seat(h.seat("clerk"), by=by, until=clock.today()),
    "add_place": lambda h, by: actions.add_place(h.agency, by=by, kind="ward", name="1", since=clock.today()),
    "end_place": lambda h, by: actions.end_place(the_place(h), by=by, until=clock.today()),
    "change_name of the resident": lambda h, by: actions.change_name(resident(), by=by, name="R", language="en"),
    "delete_me of the resident": lambda h, by: actions.delete_me(resident(), by=by),
    "email_changed of the resident": lambda h, by: actions.email_changed(resident(), by=by, old="old@example.org"),
    "passkey_added by the resident": lambda h, by: actions.passkey_added(resident(), by=by),
    "passkey_removed by the resident": lambda h, by: actions.passkey_removed(resident(), by=by),
    "found again": lambda h, by: actions.found(None, by=by, name="Two", email="two@example.org", demo=True),
    "restore_access": lambda h, by: actions.restore_access(h.agency, by=by, email="back@example.org"),
    "publish_agency again": lambda h, by: actions.publish_agency(h.agency, by=by),
}
MAY = {
    "settle": {"coordinator"},
    "start_practice": {"coordinator"},
    "test_mail": {"coordinator"},
    "add_organization": {"coordinator", "staff", "chief"},
    "grant_seat in the agency": {"coordinator", "chief"},
    "grant_seat outside": {"clerk"},
    "end_seat outside": {"clerk"},
    "add_place": {"coordinator"},
    "end_place": {"coordinator"},
    "change_name of the resident": {"resident"},
    "delete_me of the resident": {"resident"},
    "email_changed of the resident": {"resident"},
    "passkey_added by the resident": {"resident"},
    "passkey_removed by the resident": {"resident"},
}


def the_place(house):
    Place.objects.filter(name="2").delete()
    return actions.add_place(house.agency, by=house.coordinator, kind="ward", name="2", since=clock.today())


def resident():
    return Person.objects.get(email="resident@example.org")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_the_table(act, role):
    house = factories.house()
    if role in MAY.get(act, set()):
        before = record.head().number
        ACTS[act](house, house.actor(role))
        assert record.head().number > before or "change_name" in act
    else:
        with pytest.raises(Refused):
            ACTS[act](house, house.actor(role))


@pytest.mark.parametrize("role", ["coordinator", "chief", "clerk"])
def test_only_the_machine_gives_back_access_and_the_log_says_so(role):
    house = factories.house()
    seat = house.seat(role)
    assert actions.restore_access(house.agency, by=MACHINE, email=f"{role}@EXAMPLE.org") == seat
    last = json.loads(list(record.lines())[-1])
    assert (last["verb"], last["by"], last["made"]) == ("people.restore_access", "machine", f"seat {seat.pk}")
    assert last["facts"] == {"new_person": False}
    assert Seat.objects.filter(role=role).count() == 1


def test_a_stranger_is_let_in_by_the_machine_only_as_a_new_coordinator():
    house = factories.house()
    before = record.head().number
    with pytest.raises(Refused, match="Nobody who holds a seat"):
        actions.restore_access(house.agency, by=MACHINE, email="resident@example.org")
    with pytest.raises(Refused, match="holds a seat already"):
        actions.restore_access(house.agency, by=MACHINE, email="chief@example.org", new_person=True)
    assert record.head().number == before
    seat = actions.restore_access(house.agency, by=MACHINE, email="back@example.org", new_person=True)
    assert (seat.role, seat.person.email) == (Seat.Role.COORDINATOR, "back@example.org")
    assert json.loads(list(record.lines())[-1])["facts"] == {"new_person": True}
    assert "back@example.org" not in "".join(record.lines())


def test_nobody_is_seated_outside_by_the_agency_after_publication():
    house = factories.house()
    body = Organization.objects.get(name="City Clerk")
    with pytest.raises(Refused):
        actions.invite_first(house.agency, by=house.coordinator, organization=body, **offer(role="checker"))
    shell = actions.add_organization(
        house.agency, by=house.coordinator, name="Shell", kind="board", appointed_by=house.agency.organization
    )
    for role in ("coordinator", "chief", "staff"):
        with pytest.raises(Refused):
            actions.grant_seat(shell, by=house.actor(role), **offer("coordinator@example.org", "chair"))


def test_somebody_of_the_agency_is_not_the_first_seat_outside():
    house = factories.house(public=False)
    with pytest.raises(Refused):
        actions.invite_first(
            house.agency,
            by=house.coordinator,
            organization=house.bodies["city"],
            **offer("Coordinator@example.org", "clerk"),
        )


def test_a_coordinator_hands_over_before_leaving():
    house = factories.house()
    person = house.coordinator.person
    with pytest.raises(Refused):
        actions.delete_me(person, by=house.coordinator)
    clerk = house.clerk
    actions.delete_me(clerk.person, by=clerk)
    assert not Person.objects.filter(email="clerk@example.org").exists()
    assert not Seat.objects.held().filter(role=Seat.Role.CLERK).exists()
    assert f'"subject":"person {clerk.person_id}"' in list(record.lines())[-1]


def test_claiming_adds_to_oneself_only_and_one_voice_per_topic():
    house = factories.house()
    window = factories.opened(house)
    first, second = factories.said(window, "First"), factories.said(window, "Second")
    for given in (first, second):
        given.refresh_from_db()
    person = resident()
    browser = actor_for(person, frozenset({first.giver_id, second.giver_id}))
    with pytest.raises(Refused):
        actions.claim(house.clerk.person, by=browser)
    assert actions.claim(person, by=browser) == 1
    assert actor_for(person).giver_ids == {min(first.giver_id, second.giver_id)}
    with pytest.raises(Refused):
        actions.claim(person, by=browser)
    assert NOBODY.giver_ids == frozenset()
