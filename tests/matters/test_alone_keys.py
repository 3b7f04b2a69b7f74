"""Who can open what was written to a checker alone: passphrases, keys and a change of the seat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock, seals
from commonbeat.frame.models import Letter, Task
from commonbeat.front import clockwork
from commonbeat.ledger import record
from commonbeat.matters import actions, boxes
from commonbeat.matters.models import CheckerKey, Confidence, Message
from commonbeat.people import actions as people
from commonbeat.people.models import Seat
from tests import factories
from tests.matters import desk
from tests.matters.alone import PASSPHRASE, REPLY, WORDS, back, form_key, made, opened, write, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


@pytest.fixture
def key(house: factories.House) -> CheckerKey:
    return made(house)


def broken(execute: Any, sql: str, *rest: Any) -> Any:
    """A database that fails where a message is written."""
    if "matters_message" in sql and not sql.startswith("SELECT"):
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


def test_a_wrong_passphrase_opens_nothing_and_stands_on_no_page(key: CheckerKey) -> None:
    wrote(key)
    wrong = "nine lanterns over the mill pool"
    page = opened(desk.at("clerk"), wrong)
    assert "Type the passphrase again" in page and "is still here" not in page
    assert "This is not the passphrase" in page and WORDS not in page and wrong not in page
    assert Message.objects.waiting().count() == 1
    refused = desk.at("chief").post(reverse("matters.make_key", args=[key.seat_id]), {"passphrase": wrong})
    assert refused.status_code == 409 and wrong not in refused.content.decode()
    with connection.execute_wrapper(broken):
        page = opened(desk.at("clerk"))
    assert "nothing was sent" in page and PASSPHRASE not in page and WORDS not in page


def test_who_may(house: factories.House, key: CheckerKey) -> None:
    """The clerk alone opens; to the agency there is no such page; whoever is signed in is told to sign out first."""
    wrote(key)
    number = Confidence.objects.get().pk
    for name in ("coordinator", "chief", "staff", "resident", "nobody"):
        client = desk.at(name)
        assert client.post(reverse("matters.open_alone", args=[number]), {"passphrase": PASSPHRASE}).status_code == 404
        assert client.post(reverse("matters.reply_alone", args=[number]), {"words": "I"}).status_code == 404
        assert client.get(reverse("matters.alone_desk")).status_code == 403
        assert client.post(reverse("matters.hand_over_alone", args=[key.pk]), {}).status_code == 409
    signed_in = desk.at("staff").post(reverse("matters.write_alone", args=[key.pk]), {"words": "x", "key": form_key()})
    assert signed_in.status_code == 409 and "Sign out first" in signed_in.content.decode()
    desk.seat_also(house, "clerk@example.org", house.bodies["agency"], Seat.Role.STAFF, house.coordinator)
    assert not CheckerKey.objects.readable().exists()
    assert WORDS not in opened(desk.at("clerk")), "whoever takes a seat in the agency reads no more"
    assert write(key).status_code == 409 and Message.objects.count() == 1


def test_without_a_key_nothing_is_taken(house: factories.House) -> None:
    page = Client().get(reverse("matters.alone")).content.decode()
    assert (
        "Nobody can read it yet, so nothing is taken here" in page
        and "<form" not in page.split("<main")[1].split("</main")[0]
    )
    assert Client().get("/alone/1/").status_code == 404


def seated(house: factories.House, email: str = "successor@example.org") -> CheckerKey:
    """A second seat of the clerk's body, with a key."""
    desk.seat_also(house, email, house.bodies["city"], Seat.Role.CLERK, house.clerk)
    actor = house.actor(email.partition("@")[0])
    return actions.make_key(actor.seats[0], by=actor, passphrase=PASSPHRASE + " again")


def test_a_change_of_the_seat_hands_over_what_was_opened_and_ends_the_rest(
    house: factories.House, key: CheckerKey
) -> None:
    handed = wrote(key)
    opened(desk.at("clerk"))
    actions.reply_alone(Confidence.objects.get(), by=house.clerk, words=REPLY)
    next_key = seated(house)
    fields = {"passphrase": PASSPHRASE, "to": next_key.pk}
    assert desk.at("clerk").post(reverse("matters.hand_over_alone", args=[key.pk]), fields).status_code == 302
    late = wrote(key, "Too late.")
    people.end_seat(house.seat("clerk"), by=house.clerk, until=house.agency.today())
    assert write(key).status_code == 409, "nobody is there to read"
    assert clockwork.keys() == 1 and '"matters.end_key"' in record.head().sealed
    key.refresh_from_db()
    assert key.wrapped == b"" and bytes(Message.objects.latest("pk").for_checker) == b""
    page = back(handed)
    assert "handed over to it on" in page and REPLY in page
    page = back(late)
    assert "can no longer be opened" in page and "Lock it and send" not in page
    successor = desk.at("successor")
    address = reverse("matters.open_alone", args=[Confidence.objects.first().pk])
    both = successor.post(address, {"passphrase": PASSPHRASE + " again"}).content.decode()
    assert WORDS in both and REPLY in both
    assert desk.at("clerk").post(address, {"passphrase": PASSPHRASE}).status_code == 404
    assert seals.broken() == []


def test_a_lost_passphrase_loses_what_was_written_and_the_writer_is_told(
    house: factories.House, key: CheckerKey
) -> None:
    written = wrote(key)
    clerk, address = desk.at("clerk"), reverse("matters.make_key", args=[key.seat_id])
    new = {"passphrase": "a quite other passphrase", "again": "a quite other passphrase"}
    assert clerk.post(address, new).status_code == 200 and CheckerKey.objects.count() == 1, (
        "that it is lost has to be said"
    )
    assert clerk.post(address, new | {"again": "another", "lost": "on"}).status_code == 200
    assert clerk.post(address, new | {"lost": "on"}).status_code == 302
    assert "can no longer be opened" in back(written)
    assert bytes(Message.objects.get().for_checker) == b""
    entry = record.head()
    assert '"lost":true' in entry.sealed and CheckerKey.objects.live().get().public_key in entry.sealed


def test_a_key_that_somebody_put_in_its_place_is_found(key: CheckerKey) -> None:
    CheckerKey.objects.update(public=boxes.new_pair("mine")["public"])
    assert seals.broken() == [f"checker's key {key.pk} does not say what was sealed"]


def test_one_letter_on_the_next_morning_and_no_hour_anywhere(house: factories.House, key: CheckerKey) -> None:
    Letter.objects.all().delete()
    tasks = Task.objects.count()
    noon = clock.now().replace(hour=17)
    with clock.moved(noon):
        wrote(key), wrote(key)
        clockwork.day()
    assert Task.objects.count() == tasks and not Letter.objects.exists()
    for days in (1, 2):
        with clock.moved(noon + timedelta(days=days)):
            clockwork.day()
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == ("clerk@example.org", "Something waits for you.")
    assert letter.body.split() == [*letter.subject.split(), "http://127.0.0.1:8000/desk/alone/"]
    kept = [value for one in (Confidence, Message) for row in one.objects.values() for value in row.values()]
    assert {type(one) for one in kept if hasattr(one, "year")} == {date}
