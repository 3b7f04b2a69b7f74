"""The invariants of the house that the room of matters keeps, each tried on many histories."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace as swap
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.actions.decisions import what_waits
from commonbeat.matters.models import Change, Fate, Input, Text
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import NEXT, Stage
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people.actor import NOBODY
from tests import factories as make

pytestmark = pytest.mark.django_db
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def house(db):
    return make.house()


def giver_of(one: Input):
    """The one who gave this, come back with their return words."""
    return swap(NOBODY, giver_ids=frozenset([one.giver_id]))


ACTS = st.lists(
    st.tuples(st.sampled_from(["hold", "hide", "release", "withdraw", "fold", "unfold", "reply"]), st.integers(0, 5)),
    max_size=12,
)


@quick
@given(acts=ACTS)
def test_no_decision_while_an_answerable_input_waits(house, acts):
    """Whatever the desk and the givers do, a decision is refused exactly while something answerable or held waits."""
    window = make.opened(house, matter=make.draft(house))
    inputs = [make.said(window, f"Comment number {n} on cameras.") for n in range(6)]
    with make.after(window):
        for act, which in acts:
            try_act(house, act, Input.objects.get(pk=inputs[which].pk), Input.objects.get(pk=inputs[which - 1].pk))
        rows = Input.objects.filter(window=window)
        owed = [one for one in rows if is_owed(one)]
        assert bool(what_waits(window.matter)) == bool(owed)
        with pytest.raises(Refused) if owed else nullcontext():
            actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))


def is_owed(one: Input) -> bool:
    """By the words of the house: held, or shown in its own right without a published reply."""
    if one.state == State.HELD:
        return True
    return one.state == State.VISIBLE and one.same_as_id is None and one.reply is None


def try_act(house, act: str, one: Input, other: Input) -> None:
    do = {
        "hold": lambda: actions.hold(one, by=house.coordinator, reason="personal"),
        "hide": lambda: actions.hide(one, by=house.coordinator, reason="threat"),
        "release": lambda: actions.release(one, by=house.coordinator),
        "withdraw": lambda: actions.withdraw(one, by=giver_of(one)),
        "fold": lambda: actions.fold(one.matter, by=house.coordinator, into=other, inputs=[one], count=1),
        "unfold": lambda: actions.unfold(one, by=house.coordinator),
        "reply": lambda: make.replied(house, one),
    }
    try:
        do[act]()
    except Refused:
        pass


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


@quick
@given(
    edits=st.lists(st.sampled_from(["keep", "reword", "remove"]), min_size=3, max_size=3),
    added=st.booleans(),
)
def test_no_silent_redraft(house, edits, added):
    """A version is published only when each change names comments or says none, and every comment has its end."""
    window = make.opened(house, matter=make.draft(house))
    old = list(make.PIECES)
    rows = make_comments(window)
    pieces = [
        one if edit == "keep" else reworded(one) for one, edit in zip(old, edits, strict=True) if edit != "remove"
    ]
    pieces += [Piece("(z)", 1, "A wholly new sentence about dogs, horses and bicycles.")] if added else []
    if not pieces:
        return
    with make.after(window):
        text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
        changes = Change.objects.filter(text=text)
        assert changes.exists() == (added or set(edits) != {"keep"})
        if changes.exists():
            with pytest.raises(Refused):
                actions.publish_text(text, by=house.coordinator, note="New.", version=text.version)
        for change in changes:
            actions.name_movers(text, by=house.coordinator, change=change, inputs=rows[:1])
        outcomes = {fate.input_id: "changed" for fate in Fate.objects.filter(text=text, outcome="uncertain")}
        actions.settle_fates(text, by=house.coordinator, outcomes=outcomes)
        actions.publish_text(text, by=house.coordinator, note="New.", version=text.version)
    ends = Fate.objects.filter(text=text).values_list("outcome", flat=True)
    assert len(ends) == len(rows) and set(ends) <= {"kept", "changed", "gone"}


def make_comments(window):
    passages = list(window.text.passages())
    return [make.said(window, f"About {one.label}.", passage=one) for one in passages]


def reworded(piece: Piece) -> Piece:
    return swap(piece, words=piece.words.replace(" the ", " a ") + " This is decided by the captain each month.")


def test_stages_move_only_as_the_table_says(house):
    matter = make.draft(house)
    for start in Stage:
        for end in Stage:
            matter.stage = start
            with nullcontext() if end == start or end in NEXT[start] else pytest.raises(ValueError):
                matter.move_to(end)


def test_an_interim_order_lapses_in_ninety_days_and_comes_once(house):
    matter = make.draft(house)
    too_long = house.agency.today() + timedelta(days=91)
    with pytest.raises(Refused):
        actions.order_interim(matter, by=house.chief, reasons=Words("Danger."), lapses_on=too_long)
    in_time = house.agency.today() + timedelta(days=90)
    actions.order_interim(matter, by=house.chief, reasons=Words("Danger."), lapses_on=in_time)
    with pytest.raises(Refused):
        actions.order_interim(matter, by=house.chief, reasons=Words("Danger."), lapses_on=in_time)


def test_while_a_period_is_open_the_text_stands(house):
    window = make.opened(house)
    with pytest.raises(Refused):
        actions.put_text(window.matter, by=house.coordinator, pieces=make.PIECES[:1])
    assert Text.objects.filter(matter=window.matter).count() == 1


def test_two_replies_at_once_are_one(house):
    one = make.said(make.opened(house))
    make.replied(house, one)
    with pytest.raises(Refused) as second:
        actions.answer(one.matter, by=house.staff, inputs=[one], outcome="will_not", reasons=Words("No."))
    assert second.value.waiting == [f"{one}: {house.seat('coordinator')}"]


def test_a_correction_keeps_what_stood_before(house):
    one = make.said(make.opened(house))
    first = make.replied(house, one)
    newer = actions.correct_answer(first, by=house.coordinator, outcome="in_part", reasons=Words("Less than we said."))
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
