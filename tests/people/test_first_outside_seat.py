"""Nobody outside yet: that can be mended after the door is open, until a seat there has once been taken up."""

import json

import pytest

from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.people import actions, reading
from commonbeat.people.actor import MACHINE, actor_for
from commonbeat.people.models import Invitation, Organization, Seat
from tests import factories

pytestmark = pytest.mark.django_db
CLERK = {"body": "City Clerk", "kind": "government", "role": "clerk", "email": "clerk@example.org"}


@pytest.fixture
def house():
    """Founded and opened by a coordinator alone."""
    record.forget_demo()
    agency = actions.found(None, by=MACHINE, name="Test Police", email="coordinator@example.org", demo=True)
    made = factories.House(agency, {"agency": agency.organization})
    actions.publish_agency(agency, by=made.coordinator)
    made.agency.refresh_from_db()
    return made


@pytest.fixture
def desk(client, house):
    client.force_login(house.coordinator.person)
    return client


def invited(desk, house, settings):
    """Invite the clerk while mail is off; the link as it was shown, and the page on which it stood."""
    settings.MAIL_IS_ON = False
    answer = desk.post(f"/desk/first-day/{house.agency.pk}/invite/", CLERK, follow=True)
    return shown_link(answer)


def shown_link(answer):
    [said] = [str(message) for message in answer.context["messages"]]
    return said.rsplit(" ", 1)[1]


def secret_of(link):
    return link.partition("?key=")[2]


def test_the_first_one_is_invited_after_the_door_is_open_and_the_log_says_so(desk, house, settings):
    assert "Invite somebody" in desk.get("/desk/first-day/outside/").content.decode()
    assert "Nobody outside the agency checks promises yet." in desk.get("/").content.decode()
    link = invited(desk, house, settings)
    last = json.loads(list(record.lines())[-1])
    assert (last["verb"], last["by"], last["facts"]) == (
        "people.invite_first", "Coordinator, Test Police", {"role": "clerk"}
    )  # fmt: skip
    clerk = actor_for(actions.person_with("clerk@example.org"))
    actions.accept_seat(Seat.objects.get(role="clerk"), by=clerk, secret=secret_of(link))
    assert "Nobody outside the agency checks promises yet." not in desk.get("/").content.decode()


def test_once_it_is_taken_up_the_body_grants_its_own_seats_for_good(desk, house, settings):
    link = invited(desk, house, settings)
    seat, clerk = Seat.objects.get(role="clerk"), actor_for(actions.person_with("clerk@example.org"))
    actions.accept_seat(seat, by=clerk, secret=secret_of(link))
    actions.end_seat(seat, by=actor_for(clerk.person), until=house.agency.today())
    house.agency.refresh_from_db()
    body = Organization.objects.get(name="City Clerk")
    with pytest.raises(Refused, match="has been taken up"):
        actions.invite_first(
            house.agency, by=house.coordinator, organization=body, role="clerk", email="b@x.gov", secret="s" * 32
        )
    assert "From now on that body grants its own seats" in desk.get("/desk/first-day/outside/").content.decode()


def test_where_mail_is_off_the_link_is_shown_once_to_whoever_invites(desk, house, settings):
    link = invited(desk, house, settings)
    assert link.startswith("http") and link in Letter.objects.get().body
    assert reading.invitation(Seat.objects.get(role="clerk"), secret_of(link)).email == "clerk@example.org"
    assert secret_of(link) not in desk.get("/desk/first-day/outside/").content.decode()
    assert secret_of(link) not in "".join(record.lines())


def test_every_other_invitation_says_how_it_goes_too(desk, house, settings):
    settings.MAIL_IS_ON = False
    page = f"/organizations/{house.agency.organization_id}/grant/"
    link = shown_link(desk.post(page, {"role": "staff", "email": "s@x.gov", "step": "replies"}, follow=True))
    assert secret_of(link)
    settings.MAIL_IS_ON = True
    answer = desk.post(page, {"role": "staff", "email": "t@x.gov"}, follow=True)
    assert "The invitation to t@x.gov is on its way." in answer.content.decode()


def test_an_invitation_is_sent_again_with_a_new_link(desk, house, settings):
    old = secret_of(invited(desk, house, settings))
    offer = Invitation.objects.get()
    page = f"/invitations/{offer.pk}/send-again/?step=outside"
    assert f"/invitations/{offer.pk}/send-again/" in desk.get("/desk/first-day/outside/").content.decode()
    assert desk.get(page).status_code == 200 and Invitation.objects.get().secret == offer.secret
    answer = desk.post(page, {"step": "outside"}, follow=True)
    new = secret_of(shown_link(answer))
    assert answer.redirect_chain[-1][0] == "/desk/first-day/outside/"
    assert reading.invitation(offer.seat, old) is None and reading.invitation(offer.seat, new)
    assert new in Letter.objects.get().body, "the letter with the old link never goes out"


def test_an_invitation_is_taken_back_and_its_address_forgotten(desk, house, settings):
    link = invited(desk, house, settings)
    offer = Invitation.objects.get()
    desk.post(f"/invitations/{offer.pk}/take-back/")
    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)
    assert not Seat.objects.current().filter(pk=offer.seat_id).exists()
    clerk = actor_for(actions.person_with("clerk@example.org"))
    with pytest.raises(Refused):
        actions.accept_seat(offer.seat, by=clerk, secret=secret_of(link))
    assert "clerk@example.org" not in desk.get("/desk/first-day/outside/").content.decode()


@pytest.mark.parametrize("act", ["send_again", "take_back"])
@pytest.mark.parametrize("role", ["nobody", "resident", "staff", "coordinator", "chief", "clerk"])
def test_who_may_send_again_and_take_back(act, role):
    """An invitation of a coordinator: colleagues in the same role, and whoever grants that body's seats."""
    made = factories.house()
    offer = actions.grant_seat(
        made.agency.organization, by=made.coordinator, role="staff", email="new@x.gov", secret="s" * 32
    )
    more = {"secret": "t" * 32} if act == "send_again" else {}
    if role in ("coordinator", "chief"):
        getattr(actions, act)(offer, by=made.actor(role), **more)
    else:
        with pytest.raises(Refused):
            getattr(actions, act)(offer, by=made.actor(role), **more)


def test_what_is_taken_up_is_neither_sent_again_nor_taken_back():
    made = factories.house()
    offer = Invitation.objects.get(seat=made.seat("staff"))
    with pytest.raises(Refused, match="taken up"):
        actions.send_again(offer, by=made.coordinator, secret="s" * 32)
    with pytest.raises(Refused, match="taken up"):
        actions.take_back(offer, by=made.coordinator)


def test_an_address_is_seen_by_those_concerned_alone():
    made = factories.house()
    offer = Invitation.objects.get(seat=made.seat("clerk"))
    seen = {name: offer in Invitation.objects.visible_to(made.actor(name)) for name in ("nobody", "resident", "clerk")}
    assert seen == {"nobody": False, "resident": False, "clerk": True}
