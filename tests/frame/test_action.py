"""An act changes something with permission and an entry, or changes nothing."""

import json
from dataclasses import replace as swap

import pytest

from commonbeat.frame import clock
from commonbeat.frame.action import ACTS, plain
from commonbeat.frame.models import Task
from commonbeat.frame.rules import Refused, may, permit
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.ledger.models import Entry
from commonbeat.matters import actions
from commonbeat.matters.models import Input
from commonbeat.people.actor import NOBODY
from commonbeat.people.models import Giver
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return make.house()


def last() -> dict:
    return json.loads(record.head().sealed)


def test_an_act_leaves_one_entry_with_its_declared_facts_alone(house):
    window = make.opened(house)
    before = Entry.objects.count()
    one = make.said(window, "Words that stay out of the log.")
    entry = last()
    assert Entry.objects.count() == before + 1
    assert (entry["verb"], entry["subject"], entry["made"]) == (
        "matters.comment",
        f"comment period {window.pk}",
        f"comment {one.pk}",
    )
    assert entry["facts"] == {"kind": "comment"}
    assert entry["by"] == "giver"
    assert "Words" not in record.head().sealed


def test_the_seal_proves_the_words_and_no_others(house):
    one = make.said(make.opened(house), "Keep video for a year.")
    nonce = bytes(one.nonce)
    assert last()["commitment"] == record.commitment(nonce, '{"passage":null,"words":"Keep video for a year."}')
    assert last()["commitment"] != record.commitment(nonce, '{"passage":null,"words":"Keep video for two years."}')


def test_a_giver_is_never_timed_in_the_log(house):
    make.said(make.opened(house))
    assert len(last()["on"]) == len("2026-11-24")
    assert ":" not in last()["on"]


def test_a_refused_act_changes_nothing(house):
    one = make.said(make.opened(house))
    entries = Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        actions.hide(one, by=house.staff, reason="threat")
    one.refresh_from_db()
    assert (one.state, Entry.objects.count()) == ("visible", entries)
    assert str(refusal.value.sentence) == "Only the agency's coordinator can do this."


def test_an_act_that_fails_inside_changes_nothing(house):
    window = make.opened(house)
    before = (Entry.objects.count(), Input.objects.count())
    with pytest.raises(Refused):
        make.said(window, "   ")
    assert (Entry.objects.count(), Input.objects.count()) == before


def test_the_subject_is_read_again_before_the_table_is_asked(house):
    """An act on a thing that changed meanwhile is judged by what stands now, not by what the page had read."""
    one = make.said(make.opened(house))
    stale = Input.objects.get(pk=one.pk)
    actions.hide(one, by=house.coordinator, reason="threat")
    with pytest.raises(Refused):
        actions.hold(stale, by=house.coordinator, reason="personal")


def test_a_giver_is_named_by_the_role_that_they_stated(house):
    window = make.opened(house)
    one = make.said(window, role="officer")
    assert last()["by"] == "giver, officer"
    actions.withdraw(one, by=swap(NOBODY, giver_ids=frozenset([one.giver_id])))
    assert last()["by"] == "giver, officer"
    make.said(window)
    assert last()["by"] == "giver"
    assert not Giver(role="commissioner").public_label.endswith("commissioner")


def test_an_act_that_makes_a_list_leaves_an_entry_and_a_task_for_each(house):
    window = make.opened(house)
    drafts = [
        actions.answer(window.matter, by=house.staff, inputs=[make.said(window)], outcome=one, reasons=Words("So."))
        for one in ("already", "will_not")
    ]
    before = record.head().number
    actions.publish_answers(window.matter, by=house.coordinator, answers=drafts, count=2)
    entries = [json.loads(line) for line in record.lines(after=before)]
    assert [(one["made"], one["facts"]) for one in entries] == [
        (f"reply {drafts[0].pk}", {"outcome": "already", "comments": drafts[0].comments}),
        (f"reply {drafts[1].pk}", {"outcome": "will_not", "comments": drafts[1].comments}),
    ]
    assert list(Task.objects.filter(name="matters.tell_replies").values_list("subject", flat=True)) == [
        one.pk for one in drafts
    ]


def test_dates_are_sealed_never_times(house):
    window = make.opened(house)
    entry = last()
    assert entry["facts"] == {
        "opens_on": house.agency.today().isoformat(),
        "last_day": window.last_day.isoformat(),
        "replies_due": window.replies_due.isoformat(),
        "moderation": "after",
    }
    with pytest.raises(TypeError):
        plain(clock.now())


def test_what_anybody_may_do_is_not_done_in_office(house):
    """A coordinator who comments is a giver in the log, not a seat."""
    make.said(make.opened(house), by=house.coordinator)
    assert last()["by"] == "giver"


def test_an_official_is_named_by_the_public_seat(house):
    make.draft(house)
    assert last()["by"] == "Coordinator, Test Police"


def test_the_deciding_fact_gives_its_sentence(house):
    window = make.opened(house)
    with make.after(window), pytest.raises(Refused) as refusal:
        permit("matters.comment", NOBODY, window)
    assert str(refusal.value.sentence) == "The comment period is not open."
    assert not refusal.value.sign_in_helps
    with pytest.raises(Refused) as refusal:
        permit("matters.inbox", NOBODY)
    assert refusal.value.sign_in_helps


def test_may_asks_every_seat(house):
    assert may("matters.inbox", house.chief) and not may("matters.inbox", house.clerk)


def test_every_act_has_a_row():
    from commonbeat.permissions import PERMISSIONS

    assert sorted(set(ACTS) - set(PERMISSIONS)) == []
