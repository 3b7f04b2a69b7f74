"""Anybody proves official words, a giver their own, with the downloaded log and the program beside it alone."""

from __future__ import annotations

import html
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.front import who_acted
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions
from commonbeat.people import actions as people
from tests import factories
from tests.front.reading import client_of
from tests.matters import desk

pytestmark = pytest.mark.django_db
SPOKEN = "a b c d e f g h"


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def entry_of(commitment: str) -> int:
    return record.sealing(commitment)


def run(page: str, client: Client, folder: Path) -> subprocess.CompletedProcess:
    """Do what the page says: download its files, run its command."""
    command = html.unescape(re.search(r"<code>(python3 verify.py [^<]+)</code>", page).group(1))
    log = b"".join(client.get("/ledger.jsonl").streaming_content)
    words = client.get(re.search(r'href="(/ledger/\d+\.txt)"', page).group(1)).content
    files = {"ledger.jsonl": log, "verify.py": client.get("/verify.py").content, shlex.split(command)[-1]: words}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return subprocess.run([sys.executable, *shlex.split(command)[1:]], cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize("page", ["front.thread", "matters.receipt"])
def test_a_giver_proves_their_own_words_without_an_account(house, tmp_path: Path, page: str) -> None:
    given = factories.said(factories.opened(house), "Ünïcode & <words>,\nin two lines.", return_words=SPOKEN)
    client = Client()
    client.post(reverse("front.return"), {"words": SPOKEN})
    shown = client.get(reverse(page, args=[given.pk])).content.decode()
    number = entry_of(given.sealed_words())
    assert given.sealed_words() in shown and bytes(given.nonce).hex() in shown and f"/ledger/{number}/" in shown
    done = run(shown, client, tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"Entry {number} was sealed over these words.")
    (tmp_path / f"entry-{number}.txt").write_text("Other words.")
    again = [sys.executable, "verify.py", "ledger.jsonl", "--prove", str(number), "--nonce", bytes(given.nonce).hex()]
    other = subprocess.run([*again, "--words", f"entry-{number}.txt"], cwd=tmp_path, capture_output=True, text=True)
    assert other.returncode == 1


def test_nobody_else_sees_what_opens_a_givers_entry(house) -> None:
    given = factories.said(factories.opened(house), return_words=SPOKEN)
    number, nonce = entry_of(given.sealed_words()), bytes(given.nonce).hex()
    for name in ("", "coordinator", "clerk", "resident"):
        client = client_of(name)
        for path in (f"/ledger/{number}/", f"/comments/{given.pk}/"):
            assert nonce not in client.get(path).content.decode(), (name, path)
        assert client.get(f"/ledger/{number}.json").status_code == 404
        assert client.get(f"/ledger/{number}.txt").status_code == 404


def test_anybody_proves_a_text_a_decision_and_a_promise(house, tmp_path: Path) -> None:
    window = factories.opened(house)
    due = house.agency.end_of(window.last_day).date()
    promise = actions.promise(
        window.matter, by=house.coordinator, words=Words("Buy cameras."), owner=house.seat("staff"), due=due
    )
    with factories.after(window):
        decision = actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("Too soon."))
    proven = [
        (promise, f"promise {promise.pk}", reverse("matters.promise_page", args=[promise.pk])),
        (decision, f"decision {decision.pk}", window.matter.get_absolute_url()),
    ]
    for thing, name, page in proven:
        link = f"/ledger/?subject={name.replace(' ', '+')}"
        assert link in Client().get(page).content.decode(), name
        number = entry_of(thing.sealed_words())
        assert f"/ledger/{number}/" in Client().get(link).content.decode(), name
        shown = Client().get(f"/ledger/{number}/").content.decode()
        assert run(shown, Client(), tmp_path).returncode == 0, name
        said = Client().get(f"/ledger/{number}.json").json()
        assert (said["nonce"], said["words"]) == (bytes(thing.nonce).hex(), thing.words_to_seal())


def test_a_draft_reply_is_proven_by_nobody_outside(house) -> None:
    window = factories.opened(house)
    given = factories.said(window)
    draft = actions.answer(
        window.matter, by=house.coordinator, inputs=[given], outcome="will_not", reasons=Words("No.")
    )
    for entry in Entry.objects.filter(sealed__contains=f'"made":"reply {draft.pk}"'):
        assert bytes(draft.nonce).hex() not in Client().get(f"/ledger/{entry.number}/").content.decode()


@pytest.mark.parametrize("number", ["0", "999999", str(2**70)])
def test_an_entry_that_is_not_there(house, number: str) -> None:
    assert Client().get(f"/ledger/{number}/").status_code == 404


def test_an_outside_seat_learns_who_acted_and_the_look_stands_in_the_log(house) -> None:
    factories.opened(house)
    number, clerk = record.head().number, client_of("clerk")
    address = reverse("ledger.who_acted", args=[number])
    head = record.head().number
    assert "coordinator@example.org" not in clerk.get(address).content.decode()
    assert record.head().number == head, "looking at the question changes nothing"
    assert "coordinator@example.org" in clerk.post(address).content.decode()
    sealed = json.loads(record.head().sealed)
    assert (sealed["verb"], sealed["facts"], sealed["by"]) == (
        "ledger.who_acted", {"number": number}, "Clerk, City Clerk",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", "resident", "staff", "coordinator", "chief"])
def test_nobody_else_learns_who_acted(house, name: str) -> None:
    address = reverse("ledger.who_acted", args=[record.head().number])
    assert [client_of(name).get(address).status_code, client_of(name).post(address).status_code] == [403, 409]


def test_who_holds_a_seat_in_the_agency_too_does_not_look(house) -> None:
    desk.seat_also(house, "staff@example.org", house.bodies["city"], "checker", house.clerk)
    with pytest.raises(Refused):
        who_acted.who_acted(house.agency, by=house.actor("staff"), number=1)


def test_who_gave_something_is_looked_up_by_nobody(house) -> None:
    factories.said(factories.opened(house), by=house.resident)
    answer = client_of("clerk").post(reverse("ledger.who_acted", args=[record.head().number]))
    assert answer.status_code == 409 and "resident@" not in answer.content.decode()


def test_what_a_giver_does_is_kept_under_the_giver_alone(house) -> None:
    """Nothing ties an account to what it gave, once the account is deleted."""
    one, two = factories.opened(house), factories.opened(house)
    given = factories.said(one, by=house.resident)
    factories.said(two, by=house.resident)
    actions.withdraw(given, by=house.resident)
    actions.enter(one, by=house.staff, words=Words("Paper."), channel="paper", given_on=house.agency.today())
    person = house.resident.person
    people.delete_me(person, by=house.resident)
    assert not Entry.objects.exclude(person_id=None).exclude(giver_id=None).exists()
    assert list(Entry.objects.filter(person_id=person.pk).values_list("sealed", flat=True)) == [record.head().sealed]
    assert Entry.objects.filter(giver_id=given.giver_id).count() == 2
