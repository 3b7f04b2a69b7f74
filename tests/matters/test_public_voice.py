"""What a giver does later: leave an address, withdraw, say that a reply does not answer, ask for a second look."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from commonbeat.frame import notify
from commonbeat.frame.models import Letter, Task
from commonbeat.frame.notify import run_tasks
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Window
from commonbeat.people.actor import NOBODY
from commonbeat.people.models import Giver
from tests import factories
from tests.matters.desk import at, look
from tests.matters.sending import send

pytestmark = pytest.mark.django_db


def test_leaving_an_address_confirms_it_by_link_and_ends_it_by_one_click(window: Window) -> None:
    client = Client()
    send(window, client)
    given = Input.objects.get()
    client.post(reverse("matters.follow_by_mail", args=[given.pk]), {"email": "me@example.org"})
    assert Task.objects.filter(name="matters.confirm_address").count() == 1
    run_tasks()
    letter = Letter.objects.get(to="me@example.org")
    assert given.words.text not in letter.body
    link = re.search(r"https?://[^/]+(/letters/confirm/\S+)", letter.body).group(1)
    assert Client().get(link).status_code == 200 and not Giver.objects.get().email_confirmed
    Client().post(link)
    assert Giver.objects.get().email_confirmed
    stop = re.sub(r"https?://[^/]+", "", letter.unsubscribe)
    assert Client().get(stop).status_code == 200 and Giver.objects.get().email
    assert Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (Giver.objects.get().email, Giver.objects.get().email_confirmed) == ("", False)
    assert Client().post(link).status_code == 404


def test_withdraw_leaves_a_tombstone(window: Window) -> None:
    client = Client()
    send(window, client, words="Take me back.")
    given = Input.objects.get()
    assert client.get(reverse("matters.withdraw", args=[given.pk])).status_code == 200
    assert client.post(reverse("matters.withdraw", args=[given.pk])).status_code == 302
    page = Client().get(reverse("front.thread", args=[given.pk])).content.decode()
    assert "Take me back." not in page and "withdrawn" in page


def test_acts_after_the_reply(window: Window) -> None:
    client = Client()
    send(window, client)
    given = Input.objects.get()
    with factories.after(window):
        house = factories.House(window.matter.agency)
        factories.replied(house, given)
        assert client.post(reverse("matters.not_answered", args=[given.pk]), {"words": "Why?"}).status_code == 302
        page = Client().get(reverse("front.thread", args=[given.pk])).content.decode()
        assert "1 person says this does not answer them." in page
        assert client.post(reverse("matters.not_answered", args=[given.pk])).status_code == 409


def test_hidden_words_can_be_appealed_once(window: Window) -> None:
    client = Client()
    send(window, client)
    given = Input.objects.get()
    actions.hide(given, by=factories.House(window.matter.agency).coordinator, reason="threat")
    assert client.post(reverse("matters.appeal", args=[given.pk]), {"words": "No threat."}).status_code == 302
    assert client.post(reverse("matters.appeal", args=[given.pk])).status_code == 409
    page = Client().get(reverse("front.thread", args=[given.pk])).content.decode()
    assert "the words threaten somebody" in page and "second look" in page


def test_a_signed_in_person_is_one_giver_in_a_topic(window: Window) -> None:
    resident = factories.House(window.matter.agency).resident
    first, second = factories.said(window, by=resident), factories.said(window, by=resident)
    assert first.giver == second.giver
    assert first.giver.words_digest is None


def test_one_click_in_a_mail_program_ends_all_letters_of_a_topic_at_once(window: Window) -> None:
    """RFC 8058: a bare POST to the address in the header, without cookies; a GET changes nothing."""
    house = factories.House(window.matter.agency)
    given = factories.said(window)
    own = replace(NOBODY, giver_ids=frozenset([given.giver_id]))
    actions.follow_by_mail(given, by=own, email="ann@example.org")
    notify.run_tasks()
    notify.send_letters()
    actions.confirm_address(Giver.objects.get(pk=given.giver_id), by=NOBODY)
    factories.replied(house, given)
    notify.run_tasks()
    assert Letter.objects.filter(to="ann@example.org", sent_at=None).count() == 1
    [header] = [one.extra_headers["List-Unsubscribe"] for one in mail.outbox if one.to == ["ann@example.org"]]
    path = urlsplit(header.strip("<>")).path
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert Giver.objects.get(pk=given.giver_id).email == "ann@example.org"
    answer = program.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert Giver.objects.get(pk=given.giver_id).email == ""
    assert Letter.objects.filter(to="ann@example.org").count() == 0
    assert notify.send_letters() == 0


def test_another_topics_letters_go_on(window: Window) -> None:
    other = factories.opened(factories.House(window.matter.agency, {"city": window.checked_by}))
    for one in (window, other):
        given = factories.said(one)
        own = replace(NOBODY, giver_ids=frozenset([given.giver_id]))
        actions.follow_by_mail(given, by=own, email="ann@example.org")
    notify.run_tasks()
    actions.unsubscribe(Giver.objects.get(pk=given.giver_id), by=NOBODY)
    assert Letter.objects.filter(to="ann@example.org").count() == 1


def test_what_a_reply_leaves_open_is_counted_for_all_and_read_by_the_desk_and_the_giver(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = factories.said(window, by=house.resident)
    factories.replied(house, given)
    words = "Late: call me at home, 585-555-0137, 12 Alder Street."
    with factories.after(window, days=20):
        actions.not_answered(given, by=house.resident, words=words)
        readers = {"nobody": False, "resident": True, "clerk": False}
        pages = {name: look(at(name), "front.thread", given.pk) for name in readers}
        assert {name: words in page for name, page in pages.items()} == readers
        assert all("1 person says this does not answer them." in page for page in pages.values())
        assert words in look(at("staff"), "matters.input", given.pk)


def test_withdrawn_is_withdrawn_once(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = factories.said(window, by=house.resident)
    actions.withdraw(given, by=house.resident)
    with pytest.raises(Refused) as refused:
        actions.withdraw(given, by=house.resident)
    assert refused.value.sentence == "These words are already withdrawn."
