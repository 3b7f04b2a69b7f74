"""Written to an outside checker alone: what its writer can do, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.matters import actions, formkeys
from commonbeat.matters.models import CheckerKey, Confidence, Message
from tests import factories
from tests.matters import desk
from tests.matters.alone import REPLY, WORDS, back, form_key, made, opened, words_in, write, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


@pytest.fixture
def key(house: factories.House) -> CheckerKey:
    return made(house)


def test_writer_and_checker_write_to_each_other(key: CheckerKey) -> None:
    before = record.head().number
    return_words = wrote(key)
    assert len(return_words.split()) == 8
    assert "has not opened it yet" in back(return_words)
    clerk = desk.at("clerk")
    assert "1 message not opened" in desk.look(clerk, "matters.alone_desk")
    assert WORDS in opened(clerk)
    assert "All opened" in desk.look(clerk, "matters.alone_desk")
    number = Confidence.objects.get().pk
    assert clerk.post(reverse("matters.reply_alone", args=[number]), {"words": REPLY}).status_code == 302
    page = back(return_words.upper().replace(" ", "-"))
    assert REPLY in page and "The checker opened it on" in page
    assert WORDS not in page, "what the writer wrote stays closed to whoever finds the return words"
    assert "It is locked and sent." in back(return_words, words="Since March.")
    page = opened(clerk)
    assert [page.index(one) for one in (WORDS, REPLY, "Since March.")] == sorted(
        page.index(one) for one in (WORDS, REPLY, "Since March.")
    )
    assert record.head().number == before, "no entry tells that anybody wrote"


def test_return_words_open_nothing_else_and_stay_in_no_browser(key: CheckerKey) -> None:
    client, other = Client(), wrote(key)
    answer = client.post(reverse("matters.write_alone", args=[key.pk]), {"words": "Mine.", "key": form_key()})
    own = words_in(answer)
    page = client.post(reverse("matters.come_back_alone"), {"return_words": own})
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert set(client.cookies) <= {"csrftoken"}
    assert "Nothing was written under these words" in back(" ".join(reversed(own.split())))
    assert "not return words that we gave out" in client.post("/return/", {"words": other}).content.decode()
    stranger = client.post(
        reverse("matters.write_on_alone"), {"return_words": "wrong", "words": "x", "key": form_key()}
    )
    assert stranger.status_code == 302 and Message.objects.count() == 2


def test_the_same_form_twice_is_one_message_with_the_same_words(key: CheckerKey) -> None:
    sent = {"words": WORDS, "key": form_key()}
    address = reverse("matters.write_alone", args=[key.pk])
    one, two = (words_in(Client().post(address, sent)) for _ in range(2))
    assert one == two and Message.objects.count() == 1
    with clock.moved(clock.now() + timedelta(hours=2)):
        assert 'id="return-words"' not in Client().post(address, sent).content.decode()
    again = {"return_words": one, "words": "More.", "key": form_key()}
    for _ in range(2):
        assert Client().post(reverse("matters.write_on_alone"), again).status_code == 200
    assert Message.objects.count() == 2


def test_floods_and_robots_are_refused_and_their_words_given_back(settings: Any, key: CheckerKey) -> None:
    fast = Client().post(reverse("matters.write_alone", args=[key.pk]), {"words": WORDS, "key": formkeys.new()})
    assert "faster than anybody reads" in fast.content.decode() and WORDS in fast.content.decode()
    settings.NEW_GIVERS_A_MINUTE = 0
    many = write(key)
    assert (
        many.status_code == 409
        and "Many messages came at once" in many.content.decode()
        and WORDS in many.content.decode()
    )
    assert "5000 is the most" in write(key, "x" * 5001).content.decode()
    assert not Message.objects.exists()
    settings.NEW_GIVERS_A_MINUTE = 60
    one = wrote(key)
    for n in range(actions.alone.MOST_WAITING - 1):
        back(one, words=f"Number {n}.")
    assert "wait already" in back(one, words="One more.")


def test_status_is_asked_about_before_anything_is_sent(key: CheckerKey) -> None:
    words = "He asked whether I am undocumented."
    asked = write(key, words)
    assert "only the checker can read it" in asked.content.decode() and not Message.objects.exists()
    assert 'id="return-words"' in write(key, words, status="keep").content.decode()


def test_years_are_told_from_five_on_once_they_are_over(house: factories.House, key: CheckerKey) -> None:
    for _ in range(5):
        wrote(key)
    assert "How many wrote" not in Client().get(reverse("matters.alone")).content.decode()
    with clock.moved(clock.now() + timedelta(days=366)):
        page = Client().get(reverse("matters.alone")).content.decode()
    assert "<dd>5 people</dd>" in page
    Message.objects.filter(confidence=Confidence.objects.first()).delete()
    Confidence.objects.first().delete()
    with clock.moved(clock.now() + timedelta(days=366)):
        assert "How many wrote" not in Client().get(reverse("matters.alone")).content.decode()
