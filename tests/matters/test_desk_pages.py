"""The desk's pages over many topics, on Word files, on wrong dates, and where likeness alone cannot tell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonbeat.frame.clock import fresh_zone
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Change, Commitment, Fate, Input, Matter, Passage, Text, Window
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import Actor
from tests import factories
from tests.matters.desk import at, done, look, send
from tests.matters.texts.test_reading import docx

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
#: four of twelve words stay in order and the label too: more than another passage, less than the same one
MIDDLING = "An officer turns the light off whenever a sergeant agrees in writing."


def busy(house: factories.House, topics: int) -> None:
    """So many topics, each with one thing of every kind that the desk names."""
    for _ in range(topics):
        window = factories.opened(house)
        hidden, drafted = factories.said(window, "Bad."), factories.said(window, "Yes.")
        factories.said(window, "Call 555-010-4477 now.")
        actions.hide(hidden, by=house.coordinator, reason="threat")
        actions.appeal(hidden, by=Actor(giver_ids=frozenset([hidden.giver_id])), words="It is not.")
        actions.answer(window.matter, by=house.staff, inputs=[drafted], outcome="already", reasons=Words("So."))
        owed = {"owner": house.seat("staff"), "due": house.agency.today() + timedelta(9)}
        actions.promise(window.matter, by=house.staff, words=Words("Count"), **owed)
        reported = actions.promise(window.matter, by=house.staff, words=Words("Ask"), **owed)
        actions.report(reported, by=house.staff, words="Asked.")


def cost(client: Client, name: str) -> int:
    """Queries of a page for somebody who comes for the second time."""
    look(client, name)
    fresh_zone()
    with CaptureQueriesContext(connection) as queries:
        look(client, name)
    return len(queries)


def test_the_queries_do_not_grow_with_the_topics() -> None:
    house = factories.house()
    pages = {
        "matters.inbox": at("coordinator"),
        "matters.to_check": at("clerk"),
        "matters.appeals": at("clerk"),
        "matters.topics": at("nobody"),
    }
    busy(house, 1)
    few = {name: cost(client, name) for name, client in pages.items()}
    busy(house, 59)
    assert {name: cost(client, name) for name, client in pages.items()} == few
    assert few["matters.topics"] <= 12 and max(few.values()) <= 20


def test_a_word_file_becomes_passages_and_a_cut_one_takes_nothing_away() -> None:
    matter = factories.draft(factories.house())
    client, whole = at("coordinator"), docx("(a) Fish &amp; chips.\n(b) More.")
    done(client, "matters.put_text", matter.pk, pasted="", file=SimpleUploadedFile("policy.docx", whole))
    (text,) = Text.objects.filter(matter=matter)
    stands = [("(a)", "Fish & chips."), ("(b)", "More.")]
    assert list(text.passages().values_list("label", "words")) == stands
    for length in (10, len(whole) // 2, len(whole) - 30):
        cut = SimpleUploadedFile("policy.docx", whole[:length])
        answer = send(client, "matters.put_text", matter.pk, pasted="", file=cut)
        assert (answer.status_code, 'class="error' in answer.content.decode()) == (200, True), length
        assert list(text.passages().values_list("label", "words")) == stands


def test_what_was_pasted_stays_where_a_file_cannot_be_read() -> None:
    matter = factories.draft(factories.house())
    answer = send(
        at("coordinator"),
        "matters.put_text",
        matter.pk,
        pasted="(a) Pasted with care.",
        file=SimpleUploadedFile("policy.docx", b"%PDF-1.4"),
    )
    assert (answer.status_code, "(a) Pasted with care." in answer.content.decode()) == (200, True)


def test_a_wrong_period_keeps_what_was_typed() -> None:
    house = factories.house()
    matter, today = factories.draft(house), house.agency.today()
    typed = {"opens_on": today, "closes_on": today - timedelta(3), "replies_due": today + timedelta(50)}
    fields = typed | {"moderation": "after", "on_whole": "on", "paper_days": 11}
    answer = send(at("coordinator"), "matters.open_period", matter.pk, **fields)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [day for day in typed.values() if f'value="{day.isoformat()}"' not in page] == []
    assert 'value="11"' in page


@pytest.mark.parametrize("days", [-1, 1])
def test_paper_from_outside_the_period_is_refused_and_its_words_stay(window: Window, days: int) -> None:
    agency = window.matter.agency
    fields: dict[str, Any] = {"channel": "paper", "kind": "comment", "language": "en", "role": ""}
    fields |= {"words": "A letter that took an evening.", "given_on": agency.today() + timedelta(days)}
    answer = send(at("staff"), "matters.enter", window.pk, **fields)
    assert (answer.status_code, fields["words"] in answer.content.decode()) == (409, True)
    assert not Input.objects.exists()


def redrafted(window: Window, house: factories.House) -> Text:
    """Version two, in which nobody can tell by likeness whether (b) lives on; its changes are named."""
    pieces = [factories.PIECES[0], Piece("(b)", 1, MIDDLING), factories.PIECES[2]]
    text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
    for change in Change.objects.filter(text=text):
        actions.name_movers(text, by=house.coordinator, change=change, by_none=True, because="A state law.")
    return text


@pytest.mark.parametrize("outcome", ["kept", "changed", "gone"])
def test_a_person_says_what_likeness_cannot(window: Window, outcome: str) -> None:
    house, client = factories.House(window.matter.agency), at("coordinator")
    given = factories.said(window, "Say how long before.", passage=Passage.objects.get(text=window.text_id, order=1))
    with factories.after(window):
        text = redrafted(window, house)
        fate = Fate.objects.get(text=text)
        assert (fate.input_id, fate.outcome, fate.by_person) == (given.pk, "uncertain", False)
        refused = send(client, "matters.publish_text", text.pk, note="Another rule.")
        assert (refused.status_code, f"Comment {given.pk}" in refused.content.decode()) == (409, True)
        assert f'name="fate-{given.pk}"' in look(client, "matters.settle_fates", text.pk)
        done(client, "matters.settle_fates", text.pk, **{f"fate-{given.pk}": "nonsense"})
        done(client, "matters.settle_fates", text.pk, **{f"fate-{given.pk}": outcome, "fate-999": "gone"})
        fate.refresh_from_db()
        assert (fate.outcome, fate.by_person) == (outcome, True)
        done(client, "matters.publish_text", text.pk, note="Another rule.")
        text.refresh_from_db()
        assert text.published_on == house.agency.today()


@pytest.mark.parametrize("verb", ["withdraw", "hide", "hold"])
def test_words_taken_from_view_stop_no_version(window: Window, verb: str) -> None:
    house, client = factories.House(window.matter.agency), at("coordinator")
    given = factories.said(window, "Say how long before.", passage=Passage.objects.get(text=window.text_id, order=1))
    if verb == "withdraw":
        actions.withdraw(given, by=Actor(giver_ids=frozenset([given.giver_id])))
    else:
        getattr(actions, verb)(given, by=house.coordinator, reason="threat")
    with factories.after(window):
        text = redrafted(window, house)
        look(client, "matters.settle_fates", text.pk)
        for fate in Fate.objects.filter(text=text, outcome="uncertain"):
            done(client, "matters.settle_fates", text.pk, **{f"fate-{fate.input_id}": "gone"})
        done(client, "matters.publish_text", text.pk, note="Another rule.")


def asked(house: factories.House) -> Input:
    """A comment in a period that was opened at the desk, from the first word of its topic on."""
    client, today = at("coordinator"), house.agency.today()
    words = {"kind": "policy", "title": "Board", "question": "How should it meet?", "summary": "A board that meets."}
    done(client, "matters.start", **words)
    topic = Matter.objects.get().pk
    done(client, "matters.put_text", topic, pasted="(a) The board meets.\n\n(b) It has five members.\n")
    days = {"opens_on": today, "closes_on": today + timedelta(30), "replies_due": today + timedelta(50)}
    done(client, "matters.open_period", topic, **days, moderation="after", on_whole="on", paper_days=5, sure="on")
    return factories.said(Window.objects.select_related(*Window.rules_read).get())


def test_a_loop_goes_from_the_first_word_to_the_last_check(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "files"
    house = factories.house()
    given, client = asked(house), at("coordinator")
    with factories.after(given.window, days=6):
        topic, due = given.matter_id, house.agency.today() + timedelta(20)
        reply = {
            "inputs": given.pk,
            "outcome": "will_do",
            "reasons": "You are right about it.",
            "promise": "Meet weekly",
        }
        done(client, "matters.answer", topic, **reply, owner=house.seat("staff").pk, due=due)
        drafted = Answer.objects.get()
        done(client, "matters.publish_answers", topic, answers=f"{drafted.pk}-{drafted.stand}")
        decision = {"in_force_on": due, "review_on": due + timedelta(365), "reasons": "It is fair to them all."}
        done(at("chief"), "matters.decide", topic, outcome="adopt", **decision)
        promise = Commitment.objects.get()
        for kept, note in (("no", "The page is empty."), ("yes", "I read it.")):
            proof = SimpleUploadedFile("minutes.csv", b"week,met\r\n1,yes\r\n")
            done(at("staff"), "matters.report", promise.pk, words="It met.", file=proof)
            done(at("clerk"), "matters.check", promise.pk, kept=kept, note=note)
        thread = look(Client(), "front.thread", given.pk)
        assert [
            words
            for words in ("You are right about it.", "Meet weekly", "It is fair to them all.")
            if words not in thread
        ] == []
        page = look(Client(), "matters.promise_page", promise.pk)
        assert [page.count(words) for words in ("Checked: kept.", "Sent back.", "City Clerk", "minutes.csv")] == [
            1,
            1,
            3,
            2,
        ]
