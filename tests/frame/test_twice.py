"""A second click at a form does nothing twice and leads to the same place."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import commonbeat
from commonbeat.frame.models import SentForm
from commonbeat.ledger import record
from commonbeat.matters.models import Commitment, Input, Matter
from commonbeat.people.models import Giver, Organization, Seat
from tests import factories, houses
from tests.matters import desk

#: forms without a key: those of comments have their own, the others make nothing (nor do a trial letter, which must not
#: hold the database while it waits for a mail server, and the check of a file)
WITHOUT = {
    "comment.html", "comment_status.html", "confirm_address.html", "unsubscribe.html", "receipt.html", "return.html",
    "leave.html", "demo.html", "invitation.html", "sign_in_once.html", "base.html", "try_again.html", "who_acted.html",
    "vote_card.html", "add_opinion.html", "own_votes.html", "confirm_votes.html", "join_voting.html",
    "withdraw_votes.html", "come.html", "check_words.html",
    "bring.html", "columns.html",  # files are known by their digest, versions by their number; both are slow to look at
    # what is written alone has the key of comments, and no digest of a passphrase is kept
    "write_alone.html", "come_back_alone.html", "alone_thread.html", "open_alone.html", "make_key.html",
    "hand_over_alone.html",
}  # fmt: skip


def twice(client: Any, page: str, *numbers: int, **fields: Any) -> list[tuple[int, str]]:
    """Status and place of two sendings of one form, with the key that stands in it."""
    address = reverse(page, args=numbers)
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode()).group(1)
    sent = [client.post(address, fields | {"form_key": key}) for _ in range(2)]
    return [(one.status_code, one.get("Location", "")) for one in sent]


@pytest.mark.django_db
def test_forms_of_the_desk_sent_twice_make_one_thing_each() -> None:
    house = factories.house()
    window = factories.opened(house)
    coordinator, soon = desk.at("coordinator"), str(house.agency.today() + timedelta(days=3))
    entered = {"channel": "paper", "given_on": str(house.agency.today()), "kind": "comment", "language": "en"}
    seat = {"role": "staff", "email": "new@example.org"}
    forms: list[tuple[str, list[int], dict[str, Any], Any]] = [
        ("matters.enter", [window.pk], entered | {"words": "On paper, once.", "role": ""}, Input.objects),
        ("matters.promise", [window.matter_id], {"promise": "P", "owner": house.seat("staff").pk, "due": soon},
         Commitment.objects),
        ("matters.start", [], {"kind": "policy", "title": "Drones", "question": "When?", "summary": "S",
                               "language": "en"}, Matter.objects),
        ("people.grant_seat", [house.agency.organization_id], seat, Seat.objects),
        ("people.add_organization", [], {"name": "Library", "kind": "partner"}, Organization.objects),
    ]  # fmt: skip
    for name, numbers, fields, made in forms:
        before, entries = made.count(), record.head().number
        first, second = twice(coordinator, name, *numbers, **fields)
        assert first == second and first[0] == 302, name
        assert (made.count() - before, record.head().number - entries) == (1, 1), name


@pytest.mark.django_db
def test_an_act_that_ends_what_it_acts_on_leads_to_the_same_place_too() -> None:
    house = factories.house()
    window = factories.opened(house)
    chief = desk.at("chief")
    with factories.after(window):
        one, two = twice(
            chief,
            "matters.decide",
            window.matter_id,
            outcome="send_back",
            reasons="Not yet: write it shorter.",
            language="en",
        )
    assert one == two and one[0] == 302
    one, two = twice(chief, "matters.withdraw_topic", window.matter_id, because="Not needed.")
    assert one == two and one[0] == 302


@pytest.mark.django_db
def test_return_words_given_at_the_desk_are_the_same_at_a_second_click() -> None:
    house = factories.house()
    window = factories.opened(house)
    client, address = desk.at("coordinator"), reverse("matters.enter", args=[window.pk])
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode()).group(1)
    form = {"channel": "paper", "given_on": str(house.agency.today()), "kind": "comment", "language": "en",
            "words": "On paper.", "role": "", "receipt": "on", "form_key": key}  # fmt: skip
    find = re.compile(r'class="return-words"[^>]*>([^<]+)<')
    words = {find.search(client.post(address, form).content.decode()).group(1) for _ in range(2)}
    assert len(words) == 1 == Input.objects.count()
    assert Giver.objects.with_words(words.pop()).exists()


@pytest.mark.django_db
def test_other_words_in_the_same_form_are_another_form_and_a_wrong_one_keeps_no_key() -> None:
    """After the browser's "back" nothing that was typed anew is swallowed."""
    factories.house()
    client, address = desk.at("coordinator"), reverse("people.add_organization")
    for name, expected in (("Library", 2), ("Library", 2), ("Museum", 3)):
        client.post(address, {"name": name, "kind": "partner", "form_key": "k"})
        assert Organization.objects.outside().count() == expected
    assert client.post(address, {"name": "", "kind": "partner", "form_key": "k"}).status_code == 200
    assert SentForm.objects.count() == 2


CLICKS = """
import django; django.setup()
import threading
from datetime import timedelta
from django.test import Client
from commonbeat.matters.models import Commitment
from tests import factories
house = factories.house()
window = factories.opened(house)
due = str(house.agency.today() + timedelta(days=3))
fields = {"promise": "P", "owner": house.seat("staff").pk, "due": due, "form_key": "k"}
clients = [Client(HTTP_HOST="127.0.0.1") for _ in range(8)]
for client in clients:
    client.force_login(house.coordinator.person)
begin, led = threading.Barrier(8), []

def click(client):
    begin.wait(20)
    answer = client.post(f"/desk/topics/{window.matter_id}/promise/", fields)
    led.append((answer.status_code, answer.get("Location", "")))
    connections.close_all()

threads = [threading.Thread(target=click, args=[client]) for client in clients]
[one.start() for one in threads]
[one.join() for one in threads]
print(len(led), sorted(set(led)), Commitment.objects.count())
"""


@pytest.mark.sqlite
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_of_eight_clicks_at_once_one_counts(tmp_path: Path, engine: str) -> None:
    database = houses.empty(tmp_path, engine)
    done = subprocess.run(
        [sys.executable, "-c", CLICKS], env=houses.environment(tmp_path, database), cwd=houses.ROOT,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.stdout == "8 [(302, '/desk/topics/1/')] 1\n", done.stderr


def test_every_form_that_makes_something_carries_a_key() -> None:
    root = Path(commonbeat.__file__).parent
    without = [
        path.relative_to(root).as_posix()
        for path in root.rglob("templates/**/*.html")
        if "account" not in path.parts and "mfa" not in path.parts and path.name not in WITHOUT
        for form in re.findall(r'<form method="post".*?</form>', path.read_text(), re.DOTALL)
        if "{% form_key %}" not in form and "people.test_mail" not in form and "Check the file" not in form
    ]
    assert without == []
