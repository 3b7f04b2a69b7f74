"""Counts, and nothing else: heads, taps, three questions on the way out, questions asked in the room."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, strategies as st

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.front import clockwork
from commonbeat.gatherings import actions, questions
from commonbeat.gatherings.models import Gathering, Tally
from commonbeat.gatherings.shown import counts
from commonbeat.ledger.models import Entry
from commonbeat.matters.models import Input
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.gatherings import making
from tests.matters import desk


@pytest.fixture
def begun(db: None) -> Any:
    """A house, and a meeting that began an hour ago, at that hour."""
    house = factories.house()
    one = making.announced(house)
    with clock.moved(one.starts_at + timedelta(hours=1)):
        yield house, one


def form_key(page: str) -> str:
    return re.search(r'name="form_key" value="([^"]+)"', page).group(1)


def test_answers_on_the_way_out_are_counted_once_for_each_form_and_shown_when_sealed(begun: Any) -> None:
    house, one = begun
    public, out = Client(), reverse("gatherings.answer_poll", args=[one.pk])
    assert public.get(f"/out/{one.poll_code.lower()}/")["Location"] == out
    assert public.get("/out/", {"code": f"{one.poll_code[:3]} {one.poll_code[3:]}"})["Location"] == out
    assert "No meeting has this code" in public.get("/out/", {"code": "NOSUCH"}).content.decode()
    before = Entry.objects.count()
    for n in range(6):
        sent = {"heard": "yes", "again": "no" if n else "", "form_key": form_key(public.get(out).content.decode())}
        assert [public.post(out, sent).status_code for _click in range(2)] == [302, 302]
    assert Entry.objects.count() == before
    sums = Tally.objects.values_list("question", "answer", "count")
    assert sorted(sums) == [("again", "no", 5), ("heard", "yes", 6)]
    assert "What people said on their way out" not in public.get(one.get_absolute_url()).content.decode()
    assert public.post(out, {"heard": "perhaps"}).status_code == 200
    with pytest.raises(Refused, match="no answer"):
        actions.answer_poll(one, by=NOBODY, answers={"age": "65_up"})
    with clock.moved(one.counts_until):
        assert public.get(out).status_code == 403
        clockwork.turn()
        page = public.get(one.get_absolute_url()).content.decode()
        assert "Were you heard?" in page
        assert "Yes: <strong>6</strong>" in page
        assert "Do you know what happens next?" not in page
        assert seals.broken() == []


def test_paper_is_added_in_sums_and_no_question_has_more_answers_than_slips(begun: Any) -> None:
    house, one = begun
    staff = desk.at("staff")
    paper = {"count": "9", "heard-yes": "6", "heard-no": "4"}
    assert "more answers than" in desk.send(staff, "gatherings.enter_poll", one.pk, **paper).content.decode()
    desk.done(staff, "gatherings.enter_poll", one.pk, **paper | {"heard-no": "3"})
    desk.done(staff, "gatherings.enter_poll", one.pk, count="1", **{"heard-yes": "1"})
    assert sorted(Tally.objects.values_list("answer", "count")) == [("no", 3), ("yes", 7)]
    assert desk.send(desk.at("clerk"), "gatherings.enter_poll", one.pk, count="1").status_code == 409
    with pytest.raises(Refused):
        actions.enter_poll(one, by=house.staff, answers={("heard", "yes"): 3}, count=2)


def test_people_tap_at_the_door_and_nothing_ties_their_taps_together(begun: Any) -> None:
    house, one = begun
    staff = desk.at("staff")
    for age in ("65_up", "18_29"):
        desk.done(staff, "gatherings.tap", one.pk, age=age, first="yes")
    desk.done(staff, "gatherings.tap", one.pk)  # nothing tapped, nothing counted
    assert sorted(Tally.objects.values_list("question", "answer", "count")) == [
        ("age", "18_29", 1),
        ("age", "65_up", 1),
        ("first", "yes", 2),
    ]
    assert counts.taps(one) == 2
    assert [field.name for field in Tally._meta.get_fields()] == ["id", "gathering", "question", "answer", "count"]


def test_heads_are_told_from_five_on_and_can_be_counted_anew(begun: Any) -> None:
    house, one = begun
    for people, told in ((4, "fewer than five"), (0, "<dd>0</dd>"), (31, "<dd>31</dd>")):
        desk.done(desk.at("staff"), "gatherings.count_heads", one.pk, people=people)
        assert told in Client().get(one.get_absolute_url()).content.decode()
    listed = Client().get("/meetings.json").json()["rows"]  # it still runs
    assert [row["people"] for row in listed] == [31]
    assert seals.broken() == []


def test_a_question_asked_in_the_room_is_owed_a_reply(begun: Any) -> None:
    house, one = begun
    staff = desk.at("staff")
    asked = {"words": "When is the crosswalk painted?", "kind": "question", "language": "en"}
    desk.done(staff, "gatherings.ask_in_room", one.pk, **asked)
    slip = desk.send(staff, "gatherings.ask_in_room", one.pk, **asked | {"receipt": "on", "form_key": "k"})
    assert len(re.search(r'class="return-words"[^>]*>([^<]+)<', slip.content.decode()).group(1).split()) == 8
    first = Input.objects.order_by("pk").first()
    assert (first.channel, first.window, first.given_on, first.reply_owed) == ("meeting", one.window, one.day, True)
    assert first.entered_by == house.seat("staff")
    status = desk.send(staff, "gatherings.ask_in_room", one.pk, **asked | {"words": "My cousin is undocumented"})
    assert Input.objects.count() == 2
    assert status.status_code == 200  # asked first whether that is to be left in
    with clock.moved(one.window.closes_at + timedelta(days=40)):
        owed = Client().get("/owed/").content.decode()
    assert "Meetings of Test Police" in owed


@given(st.lists(st.integers(0, 12), min_size=3, max_size=3), st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_what_is_told_is_the_same_whatever_fewer_than_five_people_said(numbers: list[int], others: list[int]) -> None:
    heard = questions.BY_CODE["heard"]

    def told(counted: list[int]) -> Any:
        return counts.told(heard, dict(zip(heard.answers, counted, strict=True)))

    changed = [other if number < 5 else number for number, other in zip(numbers, others, strict=True)]
    assert told(changed) == told(numbers)
    assert [count for _words, count in told(numbers).answers.values()] == [n if n > 4 else None for n in numbers]


def test_every_question_leaves_a_way_not_to_say() -> None:
    assert [one.code for one in questions.ABOUT_PEOPLE if "unsaid" not in one.answers] == []
    words = " ".join(str(one.words) + " ".join(map(str, one.answers.values())) for one in questions.BY_CODE.values())
    assert not re.search(r"citizen|immigra|born|status", words, re.IGNORECASE)


def test_a_meeting_that_is_canceled_is_not_counted(begun: Any) -> None:
    house, one = begun
    Gathering.objects.filter(pk=one.pk).update(state="canceled", canceled_because="Snow")
    assert desk.send(Client(), "gatherings.answer_poll", one.pk, heard="yes").status_code == 409
