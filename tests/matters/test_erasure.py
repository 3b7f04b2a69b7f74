"""Erasure: asked for by the giver, checked outside the agency, done for good."""

import json

import pytest
from django.test import Client

from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.matters import actions
from commonbeat.matters.models import Erasure, Input
from commonbeat.matters.models.input import State
from commonbeat.people.actor import NOBODY, Actor
from tests import factories
from tests.matters import desk

pytestmark = pytest.mark.django_db
SECRET = "My neighbor lives at the blue house on the corner."


@pytest.fixture
def house():
    return factories.house()


@pytest.fixture
def given(house):
    one = factories.said(factories.opened(house), SECRET)
    one.refresh_from_db()
    return one


def giver_of(given):
    return Actor(giver_ids=frozenset({given.giver_id}), giver=given.giver)


def asked(given):
    return actions.ask_erasure(given, by=giver_of(given), ground="private", words="It is my house.")


def test_granted_words_are_gone_and_a_tombstone_stays(house, given):
    before = given.sealed_words()
    assert before in "".join(record.lines())
    actions.erase(asked(given), by=house.clerk, granted=True, law="Public Records Act, section 9")
    given.refresh_from_db()
    assert given.state == State.ERASED and not given.words and not given.kept and not given.nonce
    assert given.sealed_words() is None, "nothing opens the log's seal any more"
    assert not Erasure.objects.get().words
    assert "private" not in "".join(record.lines()), "the log, which forgets nothing, never says why it was asked for"
    last = json.loads(list(record.lines())[-1])
    assert last["verb"] == "matters.erase" and last["facts"] == {"granted": True}
    with pytest.raises(Refused):
        actions.withdraw(given, by=giver_of(given))
    with pytest.raises(Refused):
        actions.ask_erasure(given, by=giver_of(given), ground="court")


def test_refused_words_stay(house, given):
    actions.erase(asked(given), by=house.clerk, granted=False, law="Public Records Act, section 2")
    given.refresh_from_db()
    assert given.words.text == SECRET and given.nonce
    assert asked(given).pk, "a new ground may be given later"


@pytest.mark.parametrize("role", ["nobody", "resident", "staff", "coordinator", "chief"])
def test_nobody_in_the_agency_decides(house, given, role):
    with pytest.raises(Refused):
        actions.erase(asked(given), by=house.actor(role), granted=True, law="Any")
    assert Input.objects.get(pk=given.pk).words.text == SECRET


def test_it_is_asked_for_once_and_decided_once(house, given):
    request = asked(given)
    with pytest.raises(Refused):
        asked(given)
    with pytest.raises(Refused):
        actions.ask_erasure(given, by=NOBODY, ground="private")
    actions.erase(request, by=house.clerk, granted=False, law="A law")
    with pytest.raises(Refused):
        actions.erase(request, by=house.clerk, granted=True, law="A law")


def test_the_pages(house, given):
    browser = Client()
    assert f"/comments/{given.pk}/erasure/" in browser.get(given.get_absolute_url()).content.decode()
    assert browser.get(f"/comments/{given.pk}/erasure/").status_code == 200
    sent = browser.post(f"/comments/{given.pk}/erasure/", {"ground": "safety", "words": "=cmd|' /C calc'!A0"})
    assert sent.status_code == 302
    request = Erasure.objects.get()
    browser.force_login(house.resident.person)
    assert browser.get("/desk/erasures/").status_code == 403
    assert browser.get(f"/desk/erasures/{request.pk}/").status_code == 404
    clerk = Client()
    clerk.force_login(house.clerk.person)
    assert SECRET in clerk.get(f"/desk/erasures/{request.pk}/").content.decode()
    assert clerk.post(f"/desk/erasures/{request.pk}/", {"granted": "yes", "law": ""}).status_code == 200
    assert clerk.post(f"/desk/erasures/{request.pk}/", {"granted": "yes", "law": "A law"}).status_code == 302
    assert Input.objects.get(pk=given.pk).state == State.ERASED
    page = Client().get(given.get_absolute_url()).content.decode()
    assert "under A law, decided by Clerk, City Clerk." in page and "/erasure/" not in page


def test_who_also_holds_a_seat_in_the_agency_reads_no_request(house, given):
    request = asked(given)
    desk.seat_also(house, "chief@example.org", house.bodies["city"], "clerk", house.clerk)
    seen = {name: Erasure.objects.visible_to(house.actor(name)).exists() for name in ("clerk", "chief", "staff")}
    assert seen == {"clerk": True, "chief": False, "staff": False}
    assert Erasure.objects.visible_to(giver_of(given)).get() == request
