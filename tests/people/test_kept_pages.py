"""What may be kept for everybody, and how much of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse

from commonbeat.people import kept_pages
from commonbeat.people.actor import Actor
from commonbeat.people.kept_pages import KeptForKnown, Moment, Name, Page, Shelf, is_for_all, weight
from commonbeat.people.middleware import GIVERS, givers_of, look_again

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
NOW: Moment = (7, "ab" * 32, NOON)
LATER: list[Moment] = [(8, "cd" * 32, NOON), (7, "ab" * 32, NOON + timedelta(minutes=1)), (7, "cd" * 32, NOON)]


def named(path: str) -> Name:
    return ("en", "https", "voice.example.gov", path)


def page(size: int = 10) -> Page:
    return Page(b"x" * size, {"Content-Type": "text/html"})


@pytest.mark.parametrize("later", LATER, ids=["an entry more", "a minute later", "another log"])
def test_with_another_moment_all_is_gone(later: Moment) -> None:
    shelf = Shelf()
    shelf.find(NOW, named("/"))
    shelf.keep(NOW, named("/"), page())
    assert shelf.find(NOW, named("/")) == page()
    assert shelf.find(later, named("/")) is None
    assert (len(shelf.pages), shelf.weight) == (0, 0)


def test_a_page_that_was_made_for_an_earlier_moment_is_not_kept() -> None:
    shelf = Shelf()
    shelf.find(LATER[0], named("/"))
    shelf.keep(NOW, named("/"), page())
    assert shelf.find(LATER[0], named("/")) is None


def test_the_shelf_has_an_end_and_what_is_asked_for_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    shelf.find(NOW, named("/0"))
    monkeypatch.setattr(kept_pages, "ALL", 3 * weight(named("/0"), page()))
    for number in range(3):
        shelf.keep(NOW, named(f"/{number}"), page())
    shelf.find(NOW, named("/0"))
    shelf.keep(NOW, named("/3"), page())
    assert [name[-1] for name in shelf.pages] == ["/2", "/0", "/3"]
    assert shelf.weight == sum(weight(*pair) for pair in shelf.pages.items())


def test_long_addresses_and_many_small_pages_weigh_too() -> None:
    assert weight(named("/?q=" + "x" * 996), page(10)) == 10 + 1000 + kept_pages.BESIDE


def asked(nonce: str = "") -> HttpRequest:
    request = HttpRequest()
    request.csp_nonce = nonce
    return request


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (HttpResponse("x"), True),
        (HttpResponse("x", headers={"Vary": "Cookie, Accept-Language", "Cache-Control": "max-age=60"}), True),
        (HttpResponse("x", headers={"Vary": "Cookie, HX-Request"}), False),
        (HttpResponse("x", headers={"Vary": "*"}), False),
        (HttpResponse("x", headers={"Cache-Control": "max-age=0, Private"}), False),
        (HttpResponse("x", headers={"Cache-Control": "no-store"}), False),
        (HttpResponse("x" * kept_pages.HEAVIEST), True),
        (HttpResponse("x" * (kept_pages.HEAVIEST + 1)), False),
        *[(HttpResponse("x", status=status), False) for status in (206, 302, 304, 403, 404, 503)],
    ],
)
def test_what_is_for_all(answer: HttpResponse, kept: bool) -> None:
    assert is_for_all(asked(), answer) == kept


def test_what_sets_a_cookie_or_carries_a_number_for_one_answer_is_not_for_all() -> None:
    answer = HttpResponse("x")
    assert not is_for_all(asked(nonce="r4nd0m"), answer)
    answer.set_cookie("csrftoken", "x")
    assert not is_for_all(asked(), answer)


@pytest.mark.parametrize(("made_with", "calls"), [({}, 1), ({"Cache-Control": "no-store"}, 4)])
def test_of_those_who_ask_at_once_one_makes_the_page(
    monkeypatch: pytest.MonkeyPatch, made_with: dict[str, str], calls: int
) -> None:
    monkeypatch.setattr(kept_pages, "present", lambda: NOW)
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        time.sleep(0.1)
        return HttpResponse("x", headers=made_with)

    def ask(_number: int) -> bytes:
        request = HttpRequest()
        request.method, request.META, request.csp_nonce = "GET", {"HTTP_HOST": "localhost"}, None
        return pages(request).content

    pages = kept_pages.KeptPages(view)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == [b"x"] * 4
    assert len(made) == calls


def read_by(giver: int, view: Callable[[HttpRequest], HttpResponse], pages: KeptForKnown | None = None) -> KeptForKnown:
    """A page that a reader with a receipt asks for."""
    request = HttpRequest()
    request.method, request.META, request.csp_nonce = "GET", {"HTTP_HOST": "localhost"}, None
    request.COOKIES[GIVERS] = "x"
    request.actor, request.session = Actor(giver_ids=frozenset({giver})), SessionStore()
    request.resolver_match = SimpleNamespace(func=SimpleNamespace(page_name="front.home"))
    pages = pages or KeptForKnown(view)
    pages(request)
    return pages


ASKING: list[tuple[Callable[[HttpRequest], object], bool]] = [
    (lambda request: request.actor.seats, False),
    (lambda request: request.actor.is_signed_in, False),
    (lambda request: request.actor.works_here, False),
    (lambda request: request.actor.giver_ids, True),
    (lambda request: request.actor.person_id, True),
    (lambda request: request.actor.held_a_seat_in(1, NOON.date()), True),
    (lambda request: list(request.actor.hats())[0].giver_id, True),
    (lambda request: replace(request.actor, kind="clock"), True),
    (givers_of, True),
    (look_again, True),
    (lambda request: request.session.get("drafts"), True),
    (lambda request: request.session.update({"drafts": 1}), True),
]


@pytest.mark.parametrize(("ask", "is_own"), ASKING)
def test_what_is_asked_of_a_reader_makes_a_page_their_own(
    monkeypatch: pytest.MonkeyPatch, ask: Callable[[HttpRequest], object], is_own: bool
) -> None:
    monkeypatch.setattr(kept_pages, "present", lambda: NOW)
    made = []

    def view(request: HttpRequest) -> HttpResponse:
        made.append(ask(request))
        return HttpResponse("x")

    pages = read_by(1, view)
    for giver in (2, 3):
        read_by(giver, view, pages)
    assert len(made) == (3 if is_own else 1)


def test_a_page_with_a_forms_token_is_each_readers_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "present", lambda: NOW)
    pages = read_by(1, lambda request: HttpResponse('<input name="csrfmiddlewaretoken" value="x">'))
    assert list(pages.shelf.pages.values()) == [kept_pages.OWN]
