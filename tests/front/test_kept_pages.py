"""Kept pages: the same for all about whom nothing is known, never anybody's own, never older than log and minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.models import Turn
from commonbeat.ledger import record
from commonbeat.matters.models import Input, Window
from commonbeat.people import actions as people
from commonbeat.people.actions import person_with
from tests import factories
from tests.front.reading import BACKEND, client_of
from tests.front.test_every_address import addresses, filled
from tests.matters.sending import send

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 3, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(db: None) -> Iterator[None]:
    """The clock stands still, so that no minute ends in the middle of a test."""
    record.forget_demo()
    with clock.moved(NOON):
        yield


@pytest.fixture
def window() -> Window:
    window = factories.opened(factories.house())
    factories.said(window)
    return window


def public(window: Window) -> list[str]:
    given = Input.objects.get(window=window)
    topic, text = f"/topics/{window.matter_id}/", f"/texts/{window.text_id}/"
    return ["/", "/topics/", topic, text, "/owed/", given.get_absolute_url()]


def forgotten(client: Client) -> Client:
    """The same server, which keeps what it keeps, asked by somebody with an empty browser."""
    client.cookies.clear()
    return client


def same(one: Any, other: Any) -> bool:
    return (one.content, dict(one.headers)) == (other.content, dict(other.headers))


def test_a_page_is_the_same_fresh_and_kept_and_costs_one_query(window: Window) -> None:
    client = Client()
    for address in public(window):
        fresh = client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            kept = client.get(address)
        assert same(fresh, kept) and fresh.status_code == 200, address
        assert [one["sql"].split()[0] for one in asked.captured_queries] == ["SELECT"], address
        assert same(Client().get(address), kept), address


def shown(answer: Any) -> bytes:
    """A page but for what is fresh in each: nothing of one with a form's token, and no time of a feed without news."""
    if answer.streaming or b"csrfmiddlewaretoken" in answer.content:
        return b""
    return re.sub(rb"<updated>[^<]*", b"", answer.content)


def test_what_a_signed_in_reader_sees_reaches_no_stranger_and_the_reverse(window: Window) -> None:
    client, signed_in = Client(), client_of("coordinator")
    for path in sorted({filled(address, 1) for _name, address in addresses()} - {"/health/"}):
        signed_in.cookies.pop("messages", None)  # what the page before has said
        session, seen = dict(signed_in.cookies), []
        own, fresh = signed_in.get(path), Client().get(path)
        for cookies in (session, {}, session, {}):
            forgotten(client).cookies.update(cookies)
            seen.append(client.get(path))
        assert [one.status_code for one in seen] == [own.status_code, fresh.status_code] * 2, path
        assert [shown(one) for one in seen] == [shown(own), shown(fresh)] * 2, path
        assert b"Sign out" not in getattr(fresh, "content", b""), path


def known_readers(window: Window) -> list[dict[str, Any]]:
    """The cookies of two readers with an account and two with a receipt, each with a comment of their own."""
    person_with("second@example.org", "Second")
    readers = [client_of("resident"), client_of("second"), Client(), Client()]
    for number, one in enumerate(readers):
        assert send(window, one, words=f"Comment {number} of a reader.").status_code == 200
    return [dict(one.cookies) for one in readers]


def test_of_readers_without_a_seat_each_gets_what_is_made_for_them_alone(window: Window) -> None:
    readers, server = known_readers(window), Client()
    for path in sorted({filled(address, 2) for _name, address in addresses()} - {"/health/"}):
        alone = []
        for cookies in readers:
            fresh = Client()
            fresh.cookies.update(cookies)
            alone.append(fresh.get(path))
        for cookies, own in [*zip(readers, alone, strict=True), (readers[0], alone[0])]:
            forgotten(server).cookies.update(cookies)
            seen = server.get(path)
            assert (seen.status_code, shown(seen)) == (own.status_code, shown(own)), path


def test_what_asks_nothing_of_readers_without_a_seat_is_made_once_for_them_all(window: Window) -> None:
    readers, server = known_readers(window), Client()
    asked = []
    for cookies in readers:
        forgotten(server).cookies.update(cookies)
        with CaptureQueriesContext(connection) as queries:
            page = server.get(f"/topics/{window.matter_id}/")
        asked.append(len(queries))
        assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))
    assert (asked[1], asked[3]) == (5, 1), "session, person, seats, givers, the log's head; the head alone"
    assert min(asked[0], asked[2]) > 10


def test_a_giver_sees_their_own_page_and_nobody_else_does(window: Window) -> None:
    client = Client()
    address = f"/comments/{Input.objects.latest('pk').pk + 1}/"
    before = client.get(address)
    assert send(window, client).status_code == 200
    own = client.get(address)
    stranger = forgotten(client).get(address)
    assert (before.status_code, own.status_code, stranger.status_code) == (404, 200, 200)
    withdraw = f"{address}withdraw/".encode()
    assert withdraw in own.content and withdraw not in stranger.content
    assert same(client.get(address), stranger)
    assert {"private", "no-store"} <= set(own["Cache-Control"].split(", "))


def test_in_the_rehearsal_and_before_it_nothing_is_kept() -> None:
    client = Client()
    assert client.get("/").status_code == 503
    house = factories.house(public=False)
    client.force_login(house.coordinator.person, backend=BACKEND)
    assert client.get("/").status_code == 200
    assert forgotten(client).get("/").status_code == 503
    people.publish_agency(house.agency, by=house.coordinator)
    assert client.get("/").status_code == 200


def test_a_message_is_shown_once_and_to_one_reader(window: Window) -> None:
    client = Client()
    client.get("/")
    client.cookies["messages"] = "anything"
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert len(asked) > 1, "not from the shelf"


def test_an_act_is_seen_by_the_very_next_request(window: Window) -> None:
    client, address = Client(), f"/topics/{window.matter_id}/"
    assert "Keep video for a decade." not in client.get(address).content.decode()
    factories.said(window, "Keep video for a decade.")
    assert "Keep video for a decade." in client.get(address).content.decode()


def test_what_leaves_no_entry_is_seen_with_the_next_minute(window: Window) -> None:
    client, late = Client(), "The clockwork has not run since"
    Turn.objects.update_or_create(duty="tend", defaults={"done_at": NOON})
    assert late not in client.get("/").content.decode()
    Turn.objects.update(done_at=NOON - timedelta(hours=2))
    with clock.moved(NOON + timedelta(seconds=59)):
        assert late not in client.get("/").content.decode()
    with clock.moved(NOON + timedelta(seconds=60)):
        assert late in client.get("/").content.decode()


def test_a_period_that_ends_is_over_in_the_minute_in_which_it_ends(window: Window) -> None:
    client, address = Client(), f"/topics/{window.matter_id}/"
    with clock.moved(window.closes_at - timedelta(seconds=1)):
        assert "Open until" in client.get(address).content.decode()
    with clock.moved(window.closes_at):
        assert "Open until" not in client.get(address).content.decode()


def test_everybody_gets_their_own_language_and_address(window: Window) -> None:
    client = Client()
    languages = [{}, {"HTTP_ACCEPT_LANGUAGE": "es"}, {"HTTP_ACCEPT_LANGUAGE": "en"}, {"HTTP_ACCEPT_LANGUAGE": "es"}]
    assert [client.get("/", **one)["Content-Language"] for one in languages] == ["en", "es", "en", "es"]
    assert b'lang="es"' in client.get("/", HTTP_ACCEPT_LANGUAGE="es").content.partition(b"<head>")[0]
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "es", "next": "/topics/"})
    assert (answer.status_code, answer["Location"], answer.cookies["django_language"].value) == (302, "/topics/", "es")
    client.cookies["django_language"] = "es"
    assert client.get("/")["Content-Language"] == "es"
    assert b"http://localhost/?q=1" in forgotten(client).get("/?q=1", HTTP_HOST="localhost").content
    assert b"http://127.0.0.1/?q=1" in client.get("/?q=1", HTTP_HOST="127.0.0.1").content
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


def test_a_form_with_a_token_is_made_anew_for_everybody(window: Window) -> None:
    client = Client()
    for address in [reverse("matters.comment", args=[window.pk]), "/return/", "/account/login/"]:
        pages = [forgotten(client).get(address) for _twice in range(2)]
        assert pages[0].content != pages[1].content, address
        assert pages[0].cookies["csrftoken"].value != pages[1].cookies["csrftoken"].value, address


def test_whether_the_house_is_well_is_asked_each_time(window: Window) -> None:
    client = Client()
    Turn.objects.update_or_create(duty="tend", defaults={"done_at": NOON})
    assert client.get("/health/").json()["clockwork_late"] is False
    Turn.objects.update(done_at=NOON - timedelta(hours=2))
    assert client.get("/health/").json()["clockwork_late"] is True


def test_only_reading_is_answered_from_the_shelf(window: Window) -> None:
    client = Client()
    page = client.get("/topics/")
    assert (client.head("/topics/").content, client.head("/topics/")["Content-Length"]) == (b"", page["Content-Length"])
    assert client.post("/topics/").status_code == Client().post("/topics/").status_code


def test_the_demos_page_is_for_whoever_sits_at_this_machine(window: Window) -> None:
    page = Client(HTTP_HOST="localhost").get("/demo/")
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
