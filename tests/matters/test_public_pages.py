"""The public pages: what they show, to whom, and that they cost the same however much was said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonbeat.frame.clock import fresh_zone
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Change, Commitment, Input, Passage, Text, Window
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people import actions as people
from tests import factories

pytestmark = pytest.mark.django_db


def read(name: str, *numbers: Any, client: Client | None = None, query: str = "") -> str:
    answer = (client or Client()).get(reverse(name, args=numbers) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def cost(name: str, number: int) -> int:
    read(name, number)
    fresh_zone()
    with CaptureQueriesContext(connection) as queries:
        read(name, number)
    return len(queries)


def enter_many(house: factories.House, window: Window, count: int) -> None:
    passages = list(Passage.objects.filter(text=window.text_id))
    today = house.agency.today()
    rows = [
        {"words": Words(f"Word {n}"), "given_on": today, "passage": passages[n % len(passages)]} for n in range(count)
    ]
    actions.enter_many(window, by=house.coordinator, rows=rows, channel="meeting", count=count, digest="0" * 64)


@pytest.fixture
def redrafted() -> tuple[factories.House, Window, Input, Text]:
    """A replied comment that moved one passage of a new version, which was decided."""
    house = factories.house()
    window = factories.opened(house)
    given = factories.said(window, "Keep it for 15 months.", passage=Passage.objects.filter(text=window.text_id).last())
    with factories.after(window):
        factories.replied(
            house, given, promise=Words("Publish a count"), owner=house.seat("staff"), due=house.agency.today()
        )
        pieces = [*factories.PIECES[:2], Piece("(c)", 1, factories.PIECES[2].words.replace("180 days", "15 months"))]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
        change = Change.objects.get(text=text)
        actions.name_movers(text, by=house.coordinator, change=change, inputs=[given])
        actions.settle_fates(text, by=house.coordinator, outcomes={given.pk: "changed"})
        actions.publish_text(text, by=house.coordinator, note="Longer.", version=2)
        actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("Too dear."))
    return house, window, given, text


def test_the_loop_can_be_read_from_every_end(redrafted: tuple) -> None:
    _house, window, given, text = redrafted
    change = Change.objects.get(text=text)
    thread = read("front.thread", given.pk)
    for part in ("Keep it for 15 months.", "Because you are right.", "Too dear.", "Publish a count"):
        assert part in thread
    compared = read("matters.compare", text.pk)
    assert f'href="/comments/{given.pk}/"' in compared
    assert "inserted:" in compared and "deleted:" in compared and "<ins>" in compared and "<del>" in compared
    assert f"/passages/{change.new_id}/movers/" in read("matters.text", text.pk)
    assert "Keep it for 15 months." in read("matters.movers", change.new_id)
    assert "Keep it for 15 months." in read("matters.movers", change.old_id)
    topic = read("matters.topic", window.matter_id)
    for part in ('id="said"', 'id="replies"', 'id="text"', 'id="decision"', 'id="promises"', "Too dear."):
        assert part in topic


def test_a_promise_that_nobody_outside_checked_says_so(redrafted: tuple) -> None:
    house, window, given, _text = redrafted
    given.refresh_from_db()
    promise = Commitment.objects.get(answer=given.answer_id)
    with factories.after(window):
        actions.report(promise, by=house.staff, words="Done.", file_digest="a" * 64, file_name="proof.pdf")
    page = read("matters.promise_page", promise.pk)
    assert "Nobody outside the agency has checked this." in page
    assert "Done." in page


def test_proof_is_served_to_be_saved_only(redrafted: tuple, settings: Any, tmp_path: Any) -> None:
    house, window, given, _text = redrafted
    given.refresh_from_db()
    promise = Commitment.objects.get(answer=given.answer_id)
    with factories.after(window):
        report = actions.report(promise, by=house.staff, words="Done.", file_digest="b" * 64, file_name="a.html")
    address = reverse("matters.proof", args=[promise.pk, report.pk])
    settings.FILES = tmp_path
    assert Client().get(address).status_code == 404
    (tmp_path / ("b" * 64)).write_text("<script>")
    answer = Client().get(address)
    assert b"".join(answer.streaming_content) == b"<script>"
    assert answer["Content-Disposition"] == 'attachment; filename="a.html"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    answer.close()


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["matters.topic", "matters.text", "front.thread"])
def test_pages_cost_the_same_at_10_and_at_1000_comments(name: str) -> None:
    house = factories.house()
    window = factories.opened(house)
    factories.said(window)
    numbers = {"matters.topic": window.matter_id, "matters.text": window.text_id, "front.thread": 1}
    enter_many(house, window, 10)
    number = numbers[name] if name != "front.thread" else Input.objects.first().pk
    few = cost(name, number)
    enter_many(house, window, 990)
    assert cost(name, number) == few
    assert few <= 12
    assert len(read(name, number).encode()) < 60_000


def test_the_list_says_until_when_in_the_agencys_zone(window: Window) -> None:
    page = read("matters.topics")
    assert "11:59\xa0p.m." in page and "Open until" in page
    assert "Body-worn cameras" in read("matters.topics", query="?show=open&kind=policy")
    assert "Body-worn cameras" not in read("matters.topics", query="?show=force")
    assert "Body-worn cameras" not in read("matters.topics", query="?kind=training")
    assert Client().get("/topics.json").json()["rows"][0]["title"] == "Body-worn cameras"


def test_drafts_and_rehearsals_are_not_public() -> None:
    house = factories.house(public=False)
    window = factories.opened(house)
    given = factories.said(window)
    draft = factories.draft(house)
    for name, number in (
        ("matters.topic", window.matter_id),
        ("matters.text", window.text_id),
        ("matters.comment", window.pk),
        ("front.thread", given.pk),
    ):
        assert Client().get(reverse(name, args=[number])).status_code == 503
    assert Client().get("/topics.json").status_code == 503
    people.publish_agency(house.agency, by=house.coordinator)
    assert Client().get(reverse("matters.topic", args=[draft.pk])).status_code == 404
    assert [one["number"] for one in Client().get("/topics.json").json()["rows"]] == [window.matter_id]


def test_held_and_hidden_words_are_counted_by_reason_and_nowhere_shown(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = factories.said(window, "A secret threat.")
    factories.said(window, "Ring me at 212-555-0188.")
    actions.hide(given, by=house.coordinator, reason="threat")
    for page in (
        read("matters.topic", window.matter_id),
        read("matters.text", window.text_id),
        read("front.thread", given.pk),
        Client().get(f"/topics/{window.matter_id}.json").content.decode(),
        Client().get(f"/topics/{window.matter_id}.csv").content.decode(),
    ):
        assert "A secret threat." not in page and "212-555-0188" not in page
    topic = read("matters.topic", window.matter_id)
    assert "1 hidden: the words threaten somebody" in topic and "1 held for a look" in topic


def test_refused_requests_stand_as_visibly_as_granted_ones(window: Window) -> None:
    house = factories.House(window.matter.agency)
    granted, refused = factories.said(window, "Do it."), factories.said(window, "Do that.")
    with factories.after(window):
        factories.replied(house, granted)
        factories.replied(house, refused, outcome="will_not")
    topic = read("matters.topic", window.matter_id)
    assert "We will do this " in topic and "We will not do this " in topic
    only = read("matters.topic", window.matter_id, query="?outcome=will_not")
    assert "Do that." in only and "Do it." not in only


def test_copies_are_folded_with_a_count_and_lead_to_the_reply(window: Window) -> None:
    house = factories.House(window.matter.agency)
    first, *others = [factories.said(window, "Ban quotas now.") for _ in range(4)]
    actions.fold(window.matter, by=house.coordinator, into=first, inputs=others, count=3)
    topic = read("matters.topic", window.matter_id)
    assert topic.count("Ban quotas now.") == 1 and "Stands for 3 more" in topic
    with factories.after(window):
        factories.replied(house, first)
    thread = read("front.thread", others[0].pk)
    assert f"/comments/{first.pk}/" in thread and "Because you are right." in thread


def test_an_interim_order_is_marked() -> None:
    house = factories.house()
    matter = factories.draft(house)
    lapses = house.agency.today() + timedelta(days=30)
    actions.order_interim(matter, by=house.chief, reasons=Words("Now."), lapses_on=lapses)
    assert "Interim order" in read("matters.topic", matter.pk)
