"""A meeting from its draft to its end: planned, announced, moved, canceled; each openly and sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock, notify, seals
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused, may
from commonbeat.frame.text import Words, moment
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Gathering
from commonbeat.matters.models import Window
from tests import factories
from tests.gatherings import making
from tests.matters import desk

pytestmark = pytest.mark.django_db

#: act → who may while it is a draft, announced, begun, canceled: c coordinator, s staff, r everybody else, - none
TABLE = {
    "gatherings.revise": "        c  -  -  -",
    "gatherings.throw_away": "    c  -  -  -",
    "gatherings.announce": "      c  -  -  -",
    "gatherings.move": "          -  c  -  -",
    "gatherings.cancel": "        -  c  -  -",
    "gatherings.come": "          -  csr  -  -",
    "gatherings.needs": "         c  c  c  c",
    "gatherings.count_heads": "   -  -  cs  -",
    "gatherings.tap": "           -  -  cs  -",
    "gatherings.enter_poll": "    -  -  cs  -",
    "gatherings.answer_poll": "   -  -  csr  -",
    "gatherings.ask_in_room": "   -  cs  cs  cs",
}
ROLES = {"c": ["coordinator"], "s": ["staff"], "r": ["resident", "nobody", "clerk"]}


def test_who_may_do_what_at_each_stage() -> None:
    house = factories.house()
    draft, one, off = making.planned(house), making.announced(house, days=20), making.announced(house, days=30)
    actions.cancel(off, by=house.coordinator, because="The hall is flooded")
    actors = {name: house.actor(name) for names in ROLES.values() for name in names}
    for act, marks in TABLE.items():
        for stage, mark in zip(("draft", "announced", "begun", "canceled"), marks.split(), strict=True):
            subject = {"draft": draft, "canceled": off}.get(stage, one)
            subject.refresh_from_db()
            with clock.moved(one.starts_at + timedelta(minutes=5) if stage == "begun" else clock.now()):
                can = {name for name, actor in actors.items() if may(act, actor, subject)}
            assert can == {name for letter in mark.strip("-") for name in ROLES[letter]}, (act, stage)


def test_a_draft_is_seen_by_its_body_alone_and_an_announced_meeting_by_all() -> None:
    house = factories.house()
    one = making.planned(house)
    address, public = one.get_absolute_url(), Client()
    assert public.get(address).status_code == 404
    assert desk.at("clerk").get(address).status_code == 404
    assert desk.at("staff").get(address).status_code == 200
    assert "Talk in Beat 1" not in public.get("/meetings/").content.decode()
    desk.done(
        desk.at("coordinator"),
        "gatherings.announce",
        one.pk,
        questions_until=one.day + timedelta(days=1),
        replies_due=one.day + timedelta(days=31),
        checked_by=house.bodies["city"].pk,
    )
    assert public.get(address).status_code == 200
    assert "Talk in Beat 1" in public.get("/meetings/").content.decode()
    window = Window.objects.get()
    assert (window.last_day, window.checked_by, window.is_open) == (
        one.day + timedelta(days=1),
        house.bodies["city"],
        True,
    )
    assert seals.broken() == []


def test_a_draft_says_that_it_is_one_and_can_be_thrown_away() -> None:
    house = factories.house()
    one, other = making.planned(house), making.planned(house)
    actions.add_item(one, by=house.coordinator, title=Words("Towing"))
    assert "This is a draft." in desk.look(desk.at("coordinator"), "gatherings.meeting", one.pk)
    assert desk.done(desk.at("coordinator"), "gatherings.throw_away", one.pk).endswith("/meetings/")
    assert list(Gathering.objects.all()) == [other]
    assert seals.broken() == []


def test_a_refusal_leads_to_the_meeting_and_not_to_the_page_that_was_refused() -> None:
    one = making.announced(factories.house())
    address = reverse("gatherings.move", args=[one.pk])
    page = Client().get(address).content.decode()
    assert f'href="{one.get_absolute_url()}">Go back' in page and f"?next={address}" in page


def test_questions_asked_on_the_page_are_owed_a_reply(client: Client) -> None:
    house = factories.house()
    one = making.announced(house)
    given = factories.said(one.window, "Why do sirens run at night?", kind="question")
    page = client.get(one.get_absolute_url()).content.decode()
    assert "Why do sirens run at night?" in page
    with clock.moved(one.window.closes_at + timedelta(hours=1)):
        factories.replied(house, given, outcome="will_not")
        assert "Read the reply" in client.get(one.get_absolute_url()).content.decode()


def test_a_moved_meeting_keeps_its_uid_counts_up_and_moves_its_clock() -> None:
    house = factories.house()
    one = making.announced(house)
    uid, due, closes = one.uid, one.window.replies_due, one.window.closes_at
    later = one.starts_at + timedelta(days=7)
    given = {"ends_at": later + timedelta(hours=1), "location": "School", "because": "The library is closed"}
    actions.move(one, by=house.coordinator, starts_at=later, **given)
    one.refresh_from_db()
    assert (one.uid, one.sequence, one.starts_at, one.moved_because) == (uid, 1, later, "The library is closed")
    first = moment(one.agency.local(one.moved_from))
    assert first in Client().get(one.get_absolute_url()).content.decode()
    assert f"Moved from {first}, because:" in Client().get("/meetings/").content.decode()
    window = Window.objects.get()
    assert (window.replies_due, window.closes_at > closes) == (due + timedelta(days=7), True)
    earlier = later - timedelta(days=7)
    actions.move(one, by=house.coordinator, starts_at=earlier, ends_at=None, location="School", because="Open again")
    window.refresh_from_db()
    one.refresh_from_db()
    assert (one.sequence, window.replies_due) == (2, due + timedelta(days=7))  # a period is never made shorter
    with pytest.raises(Refused, match="still to come"):
        actions.move(one, by=house.coordinator, starts_at=clock.now(), ends_at=None, location="", because="x")
    assert seals.broken() == []


def test_a_canceled_meeting_says_why_and_stays() -> None:
    house = factories.house()
    one = making.announced(house)
    desk.done(desk.at("coordinator"), "gatherings.cancel", one.pk, because="The hall is flooded")
    one.refresh_from_db()
    assert (one.state, one.sequence) == (Gathering.State.CANCELED, 1)
    page = Client().get("/meetings/").content.decode()
    assert "The hall is flooded" in page
    assert "Canceled" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=one.pk).update(canceled_because="")


def test_forms_refuse_times_that_no_clock_shows_and_follow_the_clock_past_midnight() -> None:
    house = factories.house()
    form = {"kind": "forum", "title": "Night walk", "day": "2027-03-14", "starts": "02:30", "ends": ""}
    coordinator, body = desk.at("coordinator"), house.agency.organization_id
    page = desk.send(coordinator, "gatherings.plan", body, **form).content.decode()
    assert "Clocks skip this time" in page
    for wrong, why in (
        ({"starts": "18:00", "ends": "18:00"}, "cannot end when it starts"),
        ({"starts": "18:00", "ends": "17:00"}, "more than 12 hours later"),
        ({"starts": "18:00", "day": "2020-03-14"}, "This day is past."),
        ({"starts": "18:00", "kind": "party"}, "Choose one of the answers that are offered here."),
        ({"starts": "18:00", "room_for": "90000"}, "This is too much: 20000 at most."),
    ):
        assert why in desk.send(coordinator, "gatherings.plan", body, **form | wrong).content.decode()
    desk.done(coordinator, "gatherings.plan", body, **form | {"starts": "23:00", "ends": "00:30"})
    one = Gathering.objects.get()
    assert one.ends_at - one.starts_at == timedelta(minutes=90)
    assert (one.day.isoformat(), one.ends.date().isoformat()) == ("2027-03-14", "2027-03-15")
    changed = form | {"title": "Evening walk", "starts": "18:00", "interpreter_until": "2027-03-20"}
    assert "after the meeting" in desk.send(coordinator, "gatherings.revise", one.pk, **changed).content.decode()
    desk.done(coordinator, "gatherings.revise", one.pk, **changed | {"interpreter_until": ""})
    one.refresh_from_db()
    assert (str(one), one.starts.hour, one.ends) == ("Evening walk", 18, None)


def test_the_past_is_not_announced_and_nothing_ends_before_it_starts() -> None:
    house = factories.house()
    one = making.planned(house)
    with clock.moved(one.starts_at), pytest.raises(Refused, match="before it begins"):
        actions.announce(one, by=house.coordinator, questions_until=one.day, replies_due=one.day)
    with pytest.raises(Refused, match="day of the meeting"):
        early = one.day - timedelta(days=1)
        actions.announce(one, by=house.coordinator, questions_until=early, replies_due=one.day)
    with pytest.raises(ValidationError):
        making.planned(house, ends_at=clock.now())


def test_whoever_comes_and_left_an_address_is_told_once_of_each_change() -> None:
    house = factories.house()
    one = making.announced(house)
    resident = house.resident
    actions.come(one, by=resident, people=1, form_key="a" * 64)
    for days in (3, 5):
        starts = one.starts_at + timedelta(days=days)
        actions.move(one, by=house.coordinator, starts_at=starts, ends_at=None, location="", because="Rain")
    actions.cancel(one, by=house.coordinator, because="More rain")
    notify.run_tasks()
    notify.run_tasks()
    told = Letter.objects.filter(to="resident@example.org").order_by("pk").values_list("subject", flat=True)
    assert list(told) == ["A meeting was moved", "A meeting was canceled"]


@pytest.mark.parametrize("name", ["gatherings.poster", "gatherings.flyer"])
def test_poster_and_flyer_are_one_page_each_with_a_code(client: Client, name: str) -> None:
    house = factories.house()
    one = making.announced(house)
    page = client.get(reverse(name, args=[one.pk]) + "?language=es").content.decode()
    assert page.count("<svg") == 1
    assert one.get_absolute_url() in page
    if name == "gatherings.flyer":
        assert "Charla en el sector 1" in page
