"""An invitation is taken up once, in time, by the person it was sent to."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from commonbeat.frame import clock
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Seat
from tests import factories, houses

ROOT = Path(__file__).parents[2]


def invited(house, email="officer@example.org"):
    secret = actions.new_secret()
    offer = actions.grant_seat(
        house.agency.organization, by=house.coordinator, role="staff", email=email, secret=secret
    )
    return offer, secret, actor_for(actions.person_with(email))


@pytest.mark.django_db
def test_the_link_works_once():
    house = factories.house()
    offer, secret, officer = invited(house)
    actions.accept_seat(offer.seat, by=officer, secret=secret)
    with pytest.raises(Refused):
        actions.accept_seat(offer.seat, by=officer, secret=secret)


@pytest.mark.django_db
def test_the_link_runs_out():
    house = factories.house()
    offer, secret, officer = invited(house)
    with clock.moved(clock.now() + timedelta(days=31)), pytest.raises(Refused):
        actions.accept_seat(offer.seat, by=officer, secret=secret)


@pytest.mark.django_db
def test_a_guess_and_another_person_are_refused():
    house = factories.house()
    offer, secret, officer = invited(house)
    with pytest.raises(Refused):
        actions.accept_seat(offer.seat, by=officer, secret="guess")
    with pytest.raises(Refused):
        actions.accept_seat(offer.seat, by=house.resident, secret=secret)
    assert not Seat.objects.held().filter(pk=offer.seat_id).exists()


@pytest.mark.django_db
def test_the_secret_is_in_the_letter_alone():
    house = factories.house()
    offer, secret, _officer = invited(house)
    assert secret in Letter.objects.get(occasion__startswith=f"invitation {offer.pk} ").body
    assert secret != offer.secret
    assert secret not in "".join(record.lines())


ACCEPT = """
import django; django.setup()
from commonbeat.frame.rules import Refused
from commonbeat.people import actions
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Person, Seat
seat, person = Seat.objects.get(pk=int(sys.argv[1])), Person.objects.get(email="officer@example.org")
print("ready", flush=True)
sys.stdin.readline()
try:
    actions.accept_seat(seat, by=actor_for(person), secret=sys.argv[2])
    print("seated")
except Refused:
    print("refused")
"""
FOUND = """
import django; django.setup()
from tests import factories
from tests.people.test_invitations import invited
offer, secret, _officer = invited(factories.house())
print(offer.seat_id, secret)
"""


def run(tmp_path, script, *words):
    """A process of its own on a database of its own."""
    surroundings = os.environ | {"COMMONBEAT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "commonbeat.settings"}
    surroundings.pop("COMMONBEAT_DATABASE", None)
    command = [sys.executable, "-c", "import sys\n" + script, *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.sqlite
def test_two_at_the_same_moment_seat_one(tmp_path):
    houses.empty(tmp_path)
    seat, secret = run(tmp_path, FOUND).communicate()[0].split()
    both = [run(tmp_path, ACCEPT, seat, secret) for _ in range(2)]
    for one in both:
        assert one.stdout.readline() == "ready\n"
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    assert sorted(one.communicate()[0].strip() for one in both) == ["refused", "seated"]


@pytest.mark.django_db
def test_from_the_letter_to_the_seat(client):
    house = factories.house()
    offer, secret, _officer = invited(house)
    page = f"/seats/{offer.seat_id}/invitation/"
    shown = client.get(page, {"key": secret})
    assert shown.status_code == 200 and shown["Referrer-Policy"] == "strict-origin"
    asked = client.post(page, {"key": secret})
    assert asked.status_code == 302 and secret not in asked.url
    signing = client.get(asked.url)
    assert "officer@example.org" in signing.content.decode()
    sent = client.post(asked.url, {"email": "officer@example.org"})
    code = Letter.objects.get(occasion__startswith="code").body.split("Your code is ")[1].split()[0]
    done = client.post(sent.url, {"code": code, "action": "verify"})
    assert done.url == page
    offered = client.get(page).content.decode()
    assert secret in offered, "kept while its reader signed in"
    assert client.post(f"/seats/{offer.seat_id}/accept/", {"key": secret}).status_code == 302
    assert Seat.objects.get(pk=offer.seat_id).person.email == "officer@example.org"
    assert client.get(page, {"key": secret}).status_code == 410
