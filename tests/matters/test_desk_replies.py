"""Replies, decisions and proofs at the desk; two at once; what is refused names what waits and keeps the words."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace as swap
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Commitment, Decision, Input, Matter, Report, Window
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.matters.desk import at, done, look, seat_also, send

pytestmark = pytest.mark.django_db
REASONS = "A year costs more than the city has for storage."


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


def fresh(given: Input) -> Input:
    return Input.objects.select_related("answer").get(pk=given.pk)


def test_one_reply_serves_many_and_waits_as_a_draft(house: factories.House, window: Window) -> None:
    given = [factories.said(window, f"Keep it {n} years.") for n in (1, 2)]
    other = factories.said(window, "Turn it on.")
    numbers = [one.pk for one in given]
    client, topic = at("staff"), window.matter_id
    page = look(client, "matters.answer", topic, query=f"?inputs={numbers[0]}&inputs={numbers[1]}")
    assert "Keep it 1 years." in page and "Turn it on." not in page
    fields = {"outcome": "in_part", "reasons": REASONS, "reasons_es": "Cuesta demasiado.", "changes_text": "on"}
    to = done(client, "matters.answer", topic, inputs=numbers, **fields)
    assert to == f"/desk/topics/{topic}/replies/"
    reply = Answer.objects.get()
    assert [fresh(one).answer_id for one in (*given, other)] == [reply.pk, reply.pk, None]
    assert (reply.published_on, reply.reasons.read("es")[0]) == (None, "Cuesta demasiado.")
    assert fresh(given[0]).reply is None
    seen = reply.stand
    done(client, "matters.revise_answer", reply.pk, outcome="will_not", reasons=f"{REASONS} Sorry.", seen=seen)
    reply.refresh_from_db()
    chosen = f"{reply.pk}-{reply.stand}"
    assert f'value="{chosen}" checked' in look(at("coordinator"), "matters.publish_answers", topic)
    assert send(client, "matters.publish_answers", topic, answers=chosen).status_code == 409
    done(at("coordinator"), "matters.publish_answers", topic, answers=chosen)
    assert fresh(given[1]).reply.reasons.text == f"{REASONS} Sorry."


def test_a_reply_needs_reasons_and_comments(house: factories.House, window: Window) -> None:
    given = factories.said(window)
    answer = send(at("staff"), "matters.answer", window.matter_id, inputs=given.pk, outcome="will_do", reasons="  ")
    assert (answer.status_code, Answer.objects.count()) == (200, 0)
    to = done(at("staff"), "matters.answer", window.matter_id, outcome="will_do", reasons=REASONS)
    assert to == f"/desk/topics/{window.matter_id}/comments/"


def test_a_promise_in_a_reply_is_whole_or_not_there(house: factories.House, window: Window) -> None:
    given, topic = factories.said(window), window.matter_id
    fields: dict[str, Any] = {"inputs": given.pk, "outcome": "will_do", "reasons": REASONS, "promise": "Count it"}
    half = send(at("staff"), "matters.answer", topic, **fields)
    assert (half.status_code, Commitment.objects.count(), Answer.objects.count()) == (200, 0, 0)
    fields |= {"owner": house.seat("staff").pk, "due": house.agency.today() - timedelta(1)}
    past = send(at("staff"), "matters.answer", topic, **fields)
    assert (past.status_code, REASONS in past.content.decode(), Answer.objects.count()) == (409, True, 0)
    done(at("staff"), "matters.answer", topic, **fields | {"due": house.agency.today() + timedelta(9)})
    promise = Commitment.objects.get()
    assert (promise.words.text, promise.answer) == ("Count it", Answer.objects.get())


def test_the_second_of_two_coordinators_is_refused_and_keeps_their_words(
    house: factories.House, window: Window
) -> None:
    given = factories.said(window)
    look(at("staff"), "matters.answer", window.matter_id, query=f"?inputs={given.pk}")
    first = {"inputs": given.pk, "outcome": "will_not", "reasons": "We keep it for a year."}
    done(at("coordinator"), "matters.answer", window.matter_id, **first)
    second = send(at("staff"), "matters.answer", window.matter_id, inputs=given.pk, outcome="will_not", reasons=REASONS)
    page = second.content.decode()
    assert (second.status_code, REASONS in page) == (409, True)
    assert f"Comment {given.pk}: Coordinator, Test Police" in page
    assert fresh(given).answer.reasons.text == "We keep it for a year."


def test_nobody_overwrites_or_publishes_words_that_they_did_not_see(house: factories.House, window: Window) -> None:
    given, topic = factories.said(window), window.matter_id
    reason = {"outcome": "will_do", "reasons": Words("The first draft.")}
    reply = actions.answer(window.matter, by=house.staff, inputs=[given], **reason)
    seen, fields = reply.stand, {"outcome": "will_not", "reasons": "What the second one wrote."}
    done(
        at("staff"),
        "matters.revise_answer",
        reply.pk,
        outcome="will_not",
        reasons="What the first one wrote.",
        seen=seen,
    )
    for late in (
        send(at("coordinator"), "matters.revise_answer", reply.pk, seen=seen, **fields),
        send(at("coordinator"), "matters.publish_answers", topic, answers=f"{reply.pk}-{seen}"),
    ):
        assert (late.status_code, b"What the first one wrote." in late.content) == (409, True)
    blind = send(at("coordinator"), "matters.revise_answer", reply.pk, **fields)
    assert (blind.status_code, b"What the second one wrote." in blind.content) == (200, True)
    late = send(at("coordinator"), "matters.revise_answer", reply.pk, seen=seen, **fields)
    assert b"What the second one wrote." in late.content
    reply.refresh_from_db()
    assert (reply.reasons.text, reply.published_on) == ("What the first one wrote.", None)


def test_a_reply_goes_to_no_comment_that_is_not_shown_or_is_folded(house: factories.House, window: Window) -> None:
    hidden, held, gone, copy, first = (factories.said(window, f"Keep it {n} years.") for n in range(5))
    actions.hide(hidden, by=house.coordinator, reason="threat")
    actions.hold(held, by=house.coordinator, reason="personal")
    actions.withdraw(gone, by=swap(NOBODY, giver_ids=frozenset([gone.giver_id])))
    actions.fold(window.matter, by=house.coordinator, into=first, inputs=[copy], count=1)
    for one in (hidden, held, gone, copy):
        fields = {"inputs": [one.pk, first.pk], "outcome": "will_not", "reasons": REASONS}
        answer = send(at("staff"), "matters.answer", window.matter_id, **fields)
        assert (answer.status_code, f"Comment {one.pk}" in answer.content.decode()) == (409, True)
    assert Answer.objects.count() == 0


def test_a_correction_keeps_what_stood_before(house: factories.House, window: Window) -> None:
    given = factories.said(window)
    reply = factories.replied(house, given)
    client = at("coordinator")
    why = {"because": "The council gave the money after all."}
    bare = send(client, "matters.correct_answer", reply.pk, outcome="in_part", reasons=REASONS)
    assert (bare.status_code, given.words.text in bare.content.decode()) == (200, True)
    done(client, "matters.correct_answer", reply.pk, outcome="in_part", reasons=REASONS, changes_text="on", **why)
    newer = fresh(given).reply
    assert (newer.corrects_id, newer.reasons.text) == (reply.pk, REASONS)
    assert newer.corrected_because == why["because"]
    assert why["because"] in at("nobody").get(given.get_absolute_url()).content.decode()
    other = {"outcome": "in_part", "reasons": "Other words than these."} | why
    again = send(client, "matters.correct_answer", reply.pk, **other)
    assert (again.status_code, b"Other words than these." in again.content) == (409, True)


def test_nothing_is_decided_while_something_waits(house: factories.House, window: Window) -> None:
    given, held = factories.said(window), factories.said(window, "Mail ann@example.org about it.")
    decision = {"outcome": "not_adopt", "reasons": "The council has no money for it."}
    with factories.after(window):
        client, topic = at("chief"), window.matter_id
        for page in (client.get(f"/desk/topics/{topic}/decide/"), send(client, "matters.decide", topic, **decision)):
            waits = page.content.decode()
            assert "1 comment has no reply." in waits
            assert "1 comment is held and nobody has looked at it." in waits
        assert (page.status_code, decision["reasons"] in waits) == (409, True)
        actions.hide(held, by=house.coordinator, reason="personal")
        factories.replied(house, given)
        dateless = send(client, "matters.decide", topic, **decision | {"outcome": "adopt"})
        assert (dateless.status_code, Decision.objects.count()) == (409, 0)
        past = {"outcome": "adopt", "in_force_on": "2020-01-01", "review_on": "2030-01-01"}
        assert send(client, "matters.decide", topic, **decision | past).status_code == 409
        done(client, "matters.decide", topic, **decision)
        assert Matter.objects.get(pk=topic).stage == "decided"
        done(client, "matters.retire", topic, because="The state took it over.")
        assert Matter.objects.get(pk=topic).stage == "retired"


def test_an_interim_order_lapses_within_90_days(house: factories.House) -> None:
    matter = factories.draft(house)
    today, client = house.agency.today(), at("chief")
    reasons = "A court ordered cameras by Monday."
    late = send(client, "matters.order_interim", matter.pk, reasons=reasons, lapses_on=today + timedelta(91))
    assert (late.status_code, reasons in late.content.decode()) == (409, True)
    done(client, "matters.order_interim", matter.pk, reasons=reasons, lapses_on=today + timedelta(90))
    assert Decision.objects.get().lapses_on == today + timedelta(90)
    done(client, "matters.withdraw_topic", matter.pk, because="The court took it back.")
    assert Matter.objects.get(pk=matter.pk).ended_because == "The court took it back."


@pytest.fixture
def promise(house: factories.House, window: Window, tmp_path: Path, settings: Any) -> Commitment:
    settings.FILES = tmp_path / "files"
    due = house.agency.today() + timedelta(9)
    return actions.promise(window.matter, by=house.staff, words=Words("Count"), owner=house.seat("staff"), due=due)


def test_proof_is_kept_by_its_digest(promise: Commitment, settings: Any) -> None:
    data = b"month,videos\r\nMay,48\r\n"
    file = SimpleUploadedFile("../../count.csv", data)
    done(at("staff"), "matters.report", promise.pk, words="Counted.", file=file)
    made = Report.objects.get()
    assert (made.file_digest, made.file_name) == (hashlib.sha256(data).hexdigest(), "count.csv")
    assert [one.name for one in settings.FILES.iterdir()] == [made.file_digest]
    assert (settings.FILES / made.file_digest).read_bytes() == data


@pytest.mark.parametrize("file", [("run.exe", b"x"), ("page.html", b"x"), ("big.pdf", b"x" * (5 * 1024 * 1024 + 1))])
def test_proof_of_a_wrong_kind_or_size_is_refused(promise: Commitment, settings: Any, file: tuple[str, bytes]) -> None:
    words = "Counted them all by hand."
    answer = send(at("staff"), "matters.report", promise.pk, words=words, file=SimpleUploadedFile(*file))
    assert (answer.status_code, words in answer.content.decode()) == (409, True)
    assert (Report.objects.count(), settings.FILES.exists()) == (0, False)


def test_a_full_disk_leaves_nothing_half_done(
    promise: Commitment, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    file = SimpleUploadedFile("count.csv", b"1,2")
    answer = send(at("staff"), "matters.report", promise.pk, words="Counted them all.", file=file)
    page = answer.content.decode()
    assert (answer.status_code, "disk may be full" in page, "Counted them all." in page) == (409, True, True)
    assert (Report.objects.count(), list(settings.FILES.iterdir())) == (0, [])


def test_who_also_sits_in_the_agency_cannot_check_its_promises(house: factories.House, promise: Commitment) -> None:
    seat_also(house, "clerk@example.org", house.agency.organization, "staff", house.coordinator)
    actions.report(promise, by=house.staff, words="Counted.")
    assert send(at("clerk"), "matters.check", promise.pk, kept="yes", note="I saw it done.").status_code in (403, 409)
    assert "Check it" not in look(at("clerk"), "matters.to_check")
