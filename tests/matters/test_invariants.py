"""The invariants of the house that the room of matters keeps, each tried on many histories."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace as swap
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.actions.decisions import what_waits
from commonbeat.matters.models import Appeal, Input
from commonbeat.matters.models.input import State
from commonbeat.people.actor import NOBODY
from tests import factories as make
from tests.laying import undone

pytestmark = pytest.mark.django_db
quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def house(db):
    return make.house()


def giver_of(one: Input):
    """The one who gave this, come back with their return words."""
    return swap(NOBODY, giver_ids=frozenset([one.giver_id]))


VERBS = ["hold", "hide", "release", "strike", "withdraw", "erase", "appeal", "settle", "fold", "unfold", "reply"]
ACTS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 3)), max_size=14)
WORDS = "Comment by Ann on cameras, number "


@quick
@given(acts=ACTS)
@example(acts=[("fold", 1), ("withdraw", 0)])
@example(acts=[("fold", 1), ("fold", 2), ("hide", 0), ("release", 0)])
@example(acts=[("hide", 1), ("appeal", 1), ("withdraw", 1), ("settle", 1)])
@example(acts=[("hide", 1), ("appeal", 1), ("release", 1), ("settle", 1)])
@example(acts=[("hide", 1), ("appeal", 1), ("erase", 1), ("settle", 1)])
@undone()
def test_no_decision_while_an_answerable_input_waits(house, acts):
    """Whatever happens to words, a decision is refused exactly while something waits, which is named; none are lost."""
    window = make.opened(house, matter=make.draft(house))
    inputs = [make.said(window, f"{WORDS}{n}.") for n in range(4)]
    with make.after(window):
        for act, which in acts:
            try_act(house, act, Input.objects.get(pk=inputs[which].pk), Input.objects.get(pk=inputs[which - 1].pk))
        rows = list(Input.objects.filter(window=window).select_related("same_as", "answer"))
        held = [f"Comment {one.pk} is held and nobody has looked at it." for one in rows if one.state == State.HELD]
        owed = [f"Comment {one.pk} has no published reply." for one in rows if is_owed(one)]
        assert what_waits(window.matter) == held + owed
        assert [where_its_words_are(one) for one in rows] == [WHERE[one.state] for one in rows]
        with pytest.raises(Refused) if held + owed else nullcontext():
            actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))


def is_owed(one: Input) -> bool:
    """By the words of the house: shown without a published reply, and not behind another that is shown."""
    stands_behind = one.same_as is not None and one.same_as.state == State.VISIBLE
    return one.state == State.VISIBLE and one.reply is None and not stands_behind


#: state → whether something is to be read, and whether the words as they were given are still there
WHERE = {"visible": (True, True), "held": (False, True), "hidden": (False, True), "withdrawn": (False, True)}
WHERE["erased"] = (False, False)


def where_its_words_are(one: Input) -> tuple[bool, bool]:
    return bool(one.words), (one.kept or one.words).text.startswith(WORDS)


def try_act(house, act: str, one: Input, other: Input) -> None:
    private = {"spans": [(11, 14)], "struck": 1, "reason": "personal"}
    do = {
        "hold": lambda: actions.hold(one, by=house.coordinator, reason="personal"),
        "hide": lambda: actions.hide(one, by=house.coordinator, reason="threat"),
        "release": lambda: actions.release(one, by=house.coordinator),
        "strike": lambda: actions.release(one, by=house.coordinator, **private),
        "withdraw": lambda: actions.withdraw(one, by=giver_of(one)),
        "erase": lambda: erase(house, one),
        "appeal": lambda: actions.appeal(one, by=giver_of(one)),
        "settle": lambda: [
            actions.settle_appeal(asked, by=house.clerk, restored=True, reasons="It is an opinion.")
            for asked in Appeal.objects.filter(input=one)
        ],
        "fold": lambda: actions.fold(one.matter, by=house.coordinator, into=other, inputs=[one], count=1),
        "unfold": lambda: actions.unfold(one, by=house.coordinator),
        "reply": lambda: make.replied(house, one),
    }
    try:
        do[act]()
    except Refused:
        pass


def erase(house, one: Input) -> None:
    asked = actions.ask_erasure(one, by=NOBODY, ground="court")
    actions.erase(asked, by=house.clerk, granted=True, law="A law")


@quick
@given(reason=st.sampled_from(["personal", "threat", "obscene", "advertising", "off_topic", "copyright"]))
def test_hidden_words_are_kept_and_come_back_whole(house, reason):
    window = make.opened(house, matter=make.draft(house))
    one = make.said(window, "Words that somebody finds hard to read.")
    actions.hide(one, by=house.coordinator, reason=reason)
    one.refresh_from_db()
    assert (one.words.text, one.kept.text) == ("", "Words that somebody finds hard to read.")
    asked = actions.appeal(one, by=giver_of(one))
    actions.settle_appeal(asked, by=house.clerk, restored=True, reasons="It is an opinion.")
    one.refresh_from_db()
    assert (one.words.text, one.kept.text, one.state) == ("Words that somebody finds hard to read.", "", "visible")


def test_a_hiding_without_a_fixed_reason_is_refused(house):
    one = make.said(make.opened(house))
    with pytest.raises(Refused):
        actions.hide(one, by=house.coordinator, reason="critical")


@quick
@given(seconds=st.integers(-3, 3))
def test_a_period_is_open_to_the_second(house, seconds):
    window = make.opened(house, matter=make.draft(house))
    in_time = nullcontext() if seconds < 0 else pytest.raises(Refused)
    with clock.moved(window.closes_at + timedelta(seconds=seconds)), in_time:
        make.said(window)


def test_two_replies_at_once_are_one(house):
    one = make.said(make.opened(house))
    make.replied(house, one)
    with pytest.raises(Refused) as second:
        actions.answer(one.matter, by=house.staff, inputs=[one], outcome="will_not", reasons=Words("No."))
    assert second.value.waiting == [f"{one}: {house.seat('coordinator')}"]


def test_a_correction_keeps_what_stood_before(house):
    one = make.said(make.opened(house))
    first = make.replied(house, one)
    changed = {"outcome": "in_part", "reasons": Words("Less."), "changes_text": True}
    newer = actions.correct_answer(first, by=house.coordinator, **changed)
    one.refresh_from_db()
    assert (one.answer, newer.corrects, first.reasons.text) == (newer, first, "Because you are right.")


def test_folded_inputs_share_the_reply_and_come_back_owed(house):
    window = make.opened(house)
    first, copy = make.said(window, "Keep it for a year."), make.said(window, "Keep it for a year!")
    actions.fold(window.matter, by=house.coordinator, into=first, inputs=[copy], count=1)
    make.replied(house, first)
    assert not Input.objects.filter(matter=window.matter).waiting().exists()
    copy.refresh_from_db()
    actions.unfold(copy, by=house.coordinator)
    assert list(Input.objects.filter(matter=window.matter).waiting()) == [copy]


@pytest.mark.parametrize(
    "words", ["My number is 585-555-0137.", "I live at 48 Alder Street.", "Write to ann@example.org"]
)
def test_private_data_is_held_back_before_it_is_shown(house, words):
    one = make.said(make.opened(house), words)
    assert (one.state, one.reason, one.words.text, one.kept.text) == ("held", "personal", "", words)
