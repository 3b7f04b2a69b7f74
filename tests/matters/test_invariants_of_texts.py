"""The invariants of the house about texts, stages and promises, each tried on many histories."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace as swap
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Change, Commitment, Fate, Text
from commonbeat.matters.models.matter import NEXT, Stage
from commonbeat.matters.texts.passages import Passage as Piece
from tests import factories as make
from tests.laying import undone

pytestmark = pytest.mark.django_db
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def house(db):
    return make.house()


@quick
@given(
    edits=st.lists(st.sampled_from(["keep", "reword", "remove"]), min_size=3, max_size=3),
    added=st.booleans(),
)
@undone()
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


ROLES = ["nobody", "resident", "staff", "coordinator", "chief", "clerk"]


@pytest.mark.parametrize("role", ROLES)
def test_only_somebody_outside_checks_a_promise(house, role):
    promise = reported_promise(house)
    with nullcontext() if role == "clerk" else pytest.raises(Refused):
        actions.check(promise, by=house.actor(role), kept=True)
    promise.refresh_from_db()
    assert promise.state == ("checked" if role == "clerk" else "reported")


def test_a_person_with_both_seats_cannot_check(house):
    """Persons are compared, not seats: a clerk who also holds a seat in the agency is not outside."""
    from commonbeat.people import actions as people

    secret = people.new_secret()
    offer = people.grant_seat(
        house.bodies["agency"], by=house.coordinator, role="staff", email="clerk@example.org", secret=secret
    )
    people.accept_seat(offer.seat, by=house.clerk, secret=secret)
    with pytest.raises(Refused):
        actions.check(reported_promise(house), by=house.clerk, kept=True)


def reported_promise(house) -> Commitment:
    window = make.opened(house)
    make.replied(
        house,
        make.said(window),
        promise=Words("Keep video for a year"),
        owner=house.seat("staff"),
        due=house.agency.today() + timedelta(days=10),
    )
    promise = Commitment.objects.get(matter=window.matter)
    actions.report(promise, by=house.staff, words="Done, see the order.")
    promise.refresh_from_db()
    return promise


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
