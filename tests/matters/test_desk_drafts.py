"""Drafted replies: what will be done is promised or written into the text; a draft can change and be thrown away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commonbeat.frame import seals
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Commitment, Input, Window
from tests import factories
from tests.matters.desk import at, done, look, send

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
REASONS = "A year costs more than the city has for storage."


@pytest.fixture
def house(window: Window) -> factories.House:
    return factories.House(window.matter.agency)


def test_what_will_be_done_is_promised_or_written_into_the_text(house: factories.House, window: Window) -> None:
    given, topic = factories.said(window), window.matter_id
    fields: dict[str, Any] = {"inputs": given.pk, "outcome": "will_do", "reasons": "Yes."}
    short = send(at("staff"), "matters.answer", topic, **fields).content.decode()
    assert "Write at least 20 characters" in short and "What will be done, by whom, by when?" in short
    done(at("staff"), "matters.answer", topic, **fields | {"reasons": REASONS, "changes_text": "on"})
    assert (Answer.objects.get().changes_text, Commitment.objects.count()) == (True, 0)


@pytest.mark.parametrize("outcome", ["will_do", "in_part"])
def test_through_no_door_it_is_published_that_something_will_be_done_with_nothing_behind_it(
    house: factories.House, window: Window, outcome: str
) -> None:
    with pytest.raises(Refused, match="by whom, by when"):
        factories.replied(house, factories.said(window), outcome=outcome, changes_text=False)
    reply = factories.replied(house, factories.said(window, "Another."), outcome="will_not")
    with pytest.raises(Refused, match="by whom, by when"):
        actions.correct_answer(reply, by=house.coordinator, outcome=outcome, reasons=Words("Rather so."))


def test_a_drafts_promise_changes_goes_and_comes_and_the_draft_is_thrown_away(
    house: factories.House, window: Window
) -> None:
    given, topic, client = factories.said(window), window.matter_id, at("staff")
    promise = {"promise": "Count it", "owner": house.seat("staff").pk, "due": house.agency.today() + timedelta(9)}
    fields: dict[str, Any] = {"outcome": "will_do", "reasons": REASONS}
    done(client, "matters.answer", topic, inputs=given.pk, **fields | promise)
    reply = Answer.objects.get()
    assert "Count it" in look(client, "matters.revise_answer", reply.pk)
    done(client, "matters.revise_answer", reply.pk, seen=reply.stand, **fields | promise | {"promise": "Count all"})
    assert [one.words.text for one in Commitment.objects.all()] == ["Count all"]
    done(client, "matters.revise_answer", reply.pk, seen=reply.stand, **fields | {"changes_text": "on"})
    assert not Commitment.objects.exists()
    late = send(client, "matters.discard_answer", reply.pk, seen="0" * 16)
    assert (late.status_code, Answer.objects.count()) == (409, 1)
    reply.refresh_from_db()
    done(client, "matters.discard_answer", reply.pk, seen=reply.stand)
    assert (Answer.objects.count(), Input.objects.get(pk=given.pk).answer_id) == (0, None)
    assert seals.broken() == []
