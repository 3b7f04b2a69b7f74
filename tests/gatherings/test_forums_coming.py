"""I will come: without an account, once for each form, never more than there is room for, and taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from commonbeat.frame import clock, notify
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.front import clockwork
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Coming, Gathering, Interpreter, Tally
from commonbeat.ledger.models import Entry
from commonbeat.people.actor import NOBODY
from commonbeat.people.models import Giver
from tests import factories
from tests.gatherings import making
from tests.matters import desk

pytestmark = pytest.mark.django_db


def come(one: Gathering, n: int, people: int = 1, **given: Any) -> Coming:
    return actions.come(one, by=NOBODY, people=people, form_key=f"{n:064}", return_words=f"words {n}", **given)


def key_in(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page).group(1)


def test_somebody_without_an_account_comes_finds_it_again_and_takes_it_back() -> None:
    house = factories.house()
    one = making.announced(house, interpreter_until=house.agency.today(), childcare=True, languages=["en"])
    browser, address = Client(), f"{one.get_absolute_url()}come/"
    form = {"people": "3", "interpreter": "vi", "children": "2", "access": ["step_free"], "email": "a@example.org"}
    sent = form | {"key": key_in(browser.get(address).content.decode())}
    receipt = browser.post(address, sent).content.decode()
    words = re.search(r'id="return-words"[^>]*>([^<]+)<', receipt).group(1)
    assert len(words.split()) == 8
    again = browser.post(address, sent).content.decode()  # a second click
    assert words in again
    assert words in Client().post(address, sent).content.decode()  # at once, before the first answer brought its cookie
    changed = browser.post(address, sent | {"people": "5"}, follow=True)  # after the browser's "back"
    shown = changed.content.decode()
    assert changed.request["PATH_INFO"] == address and "You had said this already" in shown
    assert 'value="3"' in shown and 'value="vi" selected' in shown, "it opens with what was said"
    made = Coming.objects.get()
    assert (made.people, made.interpreter, made.children, made.access) == (3, "vi", 2, ["step_free"])
    one.refresh_from_db()
    assert one.coming == 3
    told = browser.get(one.get_absolute_url()).content.decode()
    assert "You said that 3 of you will come" in told and "You asked for an interpreter: Vietnamese" in told
    other = Client()
    assert other.post(f"/meetings/coming/{made.pk}/take-back/").status_code == 404
    other.post("/return/", {"words": words})
    assert "Talk in Beat 1" in other.get("/return/").content.decode()
    assert other.post(f"/meetings/coming/{made.pk}/take-back/").status_code == 302
    one.refresh_from_db()
    assert (one.coming, Coming.objects.standing().count()) == (0, 0)
    assert "people" not in Entry.objects.filter(sealed__contains='"gatherings.come"').get().sealed


def test_said_again_it_takes_the_place_of_what_was_said() -> None:
    house = factories.house()
    one = making.announced(house, room_for=5)
    first = come(one, 1, 4)
    giver = first.giver
    actions.come(one, by=NOBODY, people=5, form_key="b" * 64, giver=giver)
    one.refresh_from_db()
    assert (one.coming, Coming.objects.standing().get().people, Giver.objects.count()) == (5, 5, 1)


def test_there_is_never_room_for_more() -> None:
    house = factories.house()
    one = making.announced(house, room_for=4)
    come(one, 1, 3)
    with pytest.raises(Refused, match="no room"):
        come(one, 2, 2)
    come(one, 3, 1)
    assert Coming.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():  # the database itself, whatever a program forgets
        Gathering.objects.filter(pk=one.pk).update(coming=5)
    page = desk.send(Client(), "gatherings.come", one.pk, people=1, key="forged").content.decode()
    assert "did not come whole" in page
    assert "full" in Client().get(one.get_absolute_url()).content.decode()


def test_an_interpreter_is_asked_for_until_a_day_and_confirmed_or_openly_not_found() -> None:
    house = factories.house()
    one = making.announced(house, interpreter_until=house.agency.today())
    for n, language in enumerate(["vi", "vi", "so"]):
        come(one, n, interpreter=language)
    with clock.moved(house.agency.end_of(house.agency.today())), pytest.raises(Refused, match="too late"):
        come(one, 9, interpreter="fr")
    public, coordinator = Client(), desk.at("coordinator")
    assert "Vietnamese" not in public.get(one.get_absolute_url()).content.decode()
    needs = desk.look(coordinator, "gatherings.needs", one.pk)
    assert "asked for on 2 forms" in needs
    vietnamese, somali = Interpreter.objects.get(language="vi"), Interpreter.objects.get(language="so")
    wrong = desk.send(coordinator, "gatherings.settle_interpreter", somali.pk, found="no").content.decode()
    assert "what happens instead" in wrong
    desk.done(coordinator, "gatherings.settle_interpreter", somali.pk, found="no", because="By telephone instead")
    desk.done(coordinator, "gatherings.settle_interpreter", vietnamese.pk, found="yes")
    page = public.get(one.get_absolute_url()).content.decode()
    assert "Vietnamese: confirmed" in page
    assert "By telephone instead" in page


def test_one_reminder_each_even_where_the_clockwork_stood_still_and_none_after_the_meeting(settings: Any) -> None:
    settings.MAIL_IS_ON, settings.EMAIL_BACKEND = True, "django.core.mail.backends.locmem.EmailBackend"
    house = factories.house()
    one, gone = making.announced(house, days=10), making.announced(house, days=4)
    resident = house.resident
    actions.come(one, by=resident, people=1, form_key="a" * 64, remind=True)
    actions.come(gone, by=resident, people=1, form_key="b" * 64, remind=True)
    come(one, 5, email="never-confirmed@example.org")
    clockwork.turn()
    mail.outbox.clear()
    with clock.moved(gone.starts_at + timedelta(hours=1)):  # it stood still until the first meeting had begun
        clockwork.turn()
    assert mail.outbox == []
    with clock.moved(one.starts_at - timedelta(days=1)):  # and then for days, into the day before the second
        for _turn in range(3):
            clockwork.turn()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["resident@example.org"], "A meeting that you want to come to")
    ]
    mail.outbox.clear()
    actions.move(
        one, by=house.coordinator, starts_at=one.starts_at + timedelta(days=9), ends_at=None, location="", because="x"
    )
    one.refresh_from_db()
    with clock.moved(one.starts_at - timedelta(hours=3)):
        settings.MAIL_IS_ON = False
        clockwork.turn()  # written, and waiting for mail
    assert Letter.objects.filter(sent_at=None, good_until=one.starts_at).count() == 2  # of the move, and the reminder
    with clock.moved(one.starts_at + timedelta(minutes=1)):
        settings.MAIL_IS_ON = True
        clockwork.turn()
    assert mail.outbox == []


def test_three_days_after_the_meeting_only_sums_are_left() -> None:
    house = factories.house()
    one = making.announced(house, childcare=True, interpreter_until=house.agency.today())
    for n in range(3):
        come(one, n, 2, children=2, access=["ride"], interpreter="vi")
    with clock.moved(one.ends_at + timedelta(days=2, hours=23)):
        clockwork.turn()
        assert Coming.objects.count() == 3
    with clock.moved(one.ends_at + timedelta(days=3)):
        clockwork.turn()
        clockwork.turn()
    assert Coming.objects.count() == 0
    sums = dict(Tally.objects.filter(question="needs").values_list("answer", "count"))
    assert sums == {"childcare": 6, "ride": 3}
    one.refresh_from_db()
    entry = Entry.objects.filter(sealed__contains='"gatherings.seal_counts"').get()
    assert one.counts_digest in entry.sealed


def test_robots_do_not_fill_the_room(settings: Any) -> None:
    settings.NEW_GIVERS_A_MINUTE = 2
    cache.clear()  # which remembers what other tests sent within this minute
    one = making.announced(factories.house(), room_for=40)
    address, told = f"{one.get_absolute_url()}come/", []
    for _robot in range(3):
        browser = Client()
        told.append(browser.post(address, {"people": "12", "key": key_in(browser.get(address).content.decode())}))
    assert [answer.status_code for answer in told] == [200, 200, 409]
    assert "Send it once more in a minute" in told[-1].content.decode()


def test_an_account_comes_too_and_finds_it_among_its_data() -> None:
    house = factories.house()
    one = making.announced(house)
    browser, address = desk.at("resident"), f"{one.get_absolute_url()}come/"
    page = browser.get(address).content.decode()
    assert 'name="email"' not in page
    receipt = browser.post(address, {"people": "1", "key": key_in(page)}).content.decode()
    assert "return-words" not in receipt
    assert Coming.objects.get().remind is False
    assert browser.get("/my.json").json()["coming"][0]["meeting"] == one.pk
    notify.run_tasks()
    assert not Letter.objects.filter(to="resident@example.org").exists()
