"""The receipt: number, return words and proof, in the answer to the form and nowhere else."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.ledger.models import Entry
from commonbeat.matters.models import Input, Window
from commonbeat.people import guesses
from commonbeat.people.hints import hint_of
from commonbeat.people.models import Giver
from tests import factories
from tests.matters.sending import filled, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
_WORDS = re.compile(r'class="return-words"[^>]*>([^<]+)<')


def words_on(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return _WORDS.search(answer.content.decode()).group(1)


def stored() -> str:
    """Everything in the database, sessions opened."""
    session = apps.get_model("sessions.Session")
    opened = [one.get_decoded() for one in session.objects.all()]
    rows = [list(model.objects.values()) for model in apps.get_models() if model is not session]
    return json.dumps([opened, rows], default=repr)


def test_the_answer_to_a_first_comment_is_its_receipt(window: Window) -> None:
    answer = send(window)
    given, words = Input.objects.get(), words_on(answer)
    assert len(words.split()) == 8
    assert Giver.objects.with_words(words).get() == given.giver
    assert Entry.objects.latest("number").digest in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_return_words_and_who_gave_what_stand_nowhere_in_the_database(window: Window) -> None:
    client = Client()
    form = filled(window)
    words = words_on(client.post(reverse("matters.comment", args=[window.pk]), form))
    other = factories.opened(factories.House(window.matter.agency, {"city": window.checked_by}))
    send(other, client)
    kept = stored()
    assert words not in kept and form["key"].split(":")[0] not in kept
    assert '"givers"' not in kept
    cookie = client.cookies["givers"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 14 * 86_400)
    assert len(client.get(reverse("front.return")).context["own"]) == 2


@pytest.mark.parametrize("forged", ["", "x", "WzFd:1w:abc", "[1]"])
def test_a_forged_cookie_opens_nothing(window: Window, forged: str) -> None:
    send(window)
    client = Client()
    client.cookies["givers"] = forged
    assert client.get(reverse("matters.receipt", args=[Input.objects.get().pk])).status_code == 403


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_second_click_and_a_reload_show_the_same_receipt_and_add_nothing(window: Window, language: str) -> None:
    """In whatever language the comment is written and the page is read."""
    form = filled(window, language="es")
    address = reverse("matters.comment", args=[window.pk])
    first, second = Client(HTTP_ACCEPT_LANGUAGE=language), Client()
    words = {words_on(client.post(address, form)) for client in (first, first, second)}
    assert (len(words), Input.objects.count(), Giver.objects.count()) == (1, 1, 1)
    assert len([e for e in Entry.objects.all() if '"matters.comment"' in e.sealed]) == 1


def test_a_reload_after_closing_still_shows_the_receipt(window: Window) -> None:
    form, client, address = filled(window), Client(), reverse("matters.comment", args=[window.pk])
    with clock.moved(window.closes_at - timedelta(seconds=1)):
        words = words_on(client.post(address, form | {"key": filled(window)["key"]} | form))
    with clock.moved(window.closes_at + timedelta(minutes=1)):
        answer = client.post(address, form)
    assert answer.status_code in (200, 302)
    assert "not accepted" not in answer.content.decode() and len(words.split()) == 8


def test_an_old_form_sent_again_shows_no_return_words(window: Window) -> None:
    form, address = filled(window), reverse("matters.comment", args=[window.pk])
    Client().post(address, form)
    with clock.moved(clock.now() + timedelta(hours=2)):
        answer = Client().post(address, form)
    assert answer.url == reverse("front.thread", args=[Input.objects.get().pk])


def test_return_words_open_on_another_device_and_wrong_ones_do_not(window: Window) -> None:
    words = words_on(send(window))
    given = Input.objects.get()
    other = Client()
    assert other.get(reverse("matters.receipt", args=[given.pk])).status_code == 403
    assert other.post(reverse("front.return"), {"words": words.upper().replace(" ", "-")}).status_code == 302
    page = other.get(reverse("front.return"))
    assert f"/comments/{given.pk}/" in page.content.decode() and "no-store" in page["Cache-Control"]
    thread = other.get(reverse("front.thread", args=[given.pk]))
    assert "no-store" in thread["Cache-Control"] and "private" in thread["Cache-Control"]
    assert "no-store" not in Client().get(reverse("front.thread", args=[given.pk])).get("Cache-Control", "")
    other.post(reverse("front.leave"))
    assert other.get(reverse("matters.receipt", args=[given.pk])).status_code == 403


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_right_words_open_whoever_else_is_guessing(window: Window, settings, behind_proxy: bool) -> None:
    cache.clear()
    if behind_proxy:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    words = words_on(send(window))
    codes = {Client().post(reverse("front.return"), {"words": f"wrong {n}"}).status_code for n in range(20)}
    assert codes == {200}
    assert Client().post(reverse("front.return"), {"words": words}).status_code == 302
    assert all("127.0.0.1" not in str(name) for name in cache._cache)
    cache.clear()


def test_wrong_words_cost_more_and_more_time_up_to_a_bound(settings) -> None:
    settings.LONGEST_PAUSE = 2.0
    assert [guesses.cost(n, n) for n in (1, 5, 6, 10, 500)] == pytest.approx([0, 0, 0.2, 1.0, 2.0])
    assert guesses.cost(1, 100) == 0 < guesses.cost(1, 150) <= 2.0, "spread over many clients, all are slowed"


def test_the_proxys_own_word_counts_and_not_the_clients(rf, settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    one, two = (
        hint_of(rf.get("/", HTTP_X_FORWARDED_FOR=f"{spoofed}, 203.0.113.9")) for spoofed in ("1.1.1.1", "2.2.2.2")
    )
    assert one == two != hint_of(rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.10"))
    assert hint_of(rf.get("/")) != hint_of(rf.get("/")), "where the proxy says nothing, nobody shares a counter"
