"""Evidence against numbers counted by hand, and what it does not show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.measures.intervals import share
from commonbeat.people.actor import NOBODY, Actor
from commonbeat.scorecard.evidence import EVIDENCE
from commonbeat.scorecard.figures import Evidence
from commonbeat.scorecard.records import Records
from tests import factories
from tests.matters.test_polis import laid, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def shown(house: factories.House, name: str, kinds: tuple[str, ...] = (), actor: Actor = NOBODY) -> Evidence | None:
    return EVIDENCE[name](Records(house.agency, actor), kinds)


def parts(evidence: Evidence | None) -> list[tuple[int, int]]:
    return [(one.result.numerator, one.result.denominator) for one in evidence.shares] if evidence else []


@pytest.mark.parametrize("name", EVIDENCE)
def test_an_empty_house_has_nothing_to_show(house: factories.House, name: str) -> None:
    assert shown(house, name) is None


@pytest.mark.parametrize("name", EVIDENCE)
def test_a_draft_is_no_evidence_for_anybody(house: factories.House, name: str) -> None:
    factories.draft(house)
    assert shown(house, name) is None
    assert shown(house, name, actor=house.coordinator) is None


@pytest.mark.parametrize("name", EVIDENCE)
def test_a_conversation_held_elsewhere_is_no_evidence_of_the_agency(
    house: factories.House, tmp_path: Path, name: str
) -> None:
    taken_in(house, laid(tmp_path / "set"))
    assert shown(house, name) is None


def test_replies_in_time_counts_what_was_due_and_names_what_it_left_out(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    in_time, late, _never, hidden, one, copy = [factories.said(window, f"Word {n}.") for n in range(6)]
    actions.hide(hidden, by=house.coordinator, reason="threat")
    actions.fold(window.matter, by=house.coordinator, into=one, inputs=[copy], count=1)
    newer = factories.opened(house, days=200)
    factories.said(newer)
    with factories.after(window):
        factories.replied(house, in_time, one)
        assert shown(house, "replies_in_time") is None, "nothing is due yet"
    with factories.after(window, days=30):
        factories.replied(house, late)
        found = shown(house, "replies_in_time")
        assert parts(found) == [(2, 4)]
        assert found.sentence == "2 of 4 replies came by the day they were due."
        assert found.left_out == [("not due yet", 1), ("hidden", 1), ("folded into another", 1)]
        assert found.shares[0].result.interval == share(2, 4)
        assert found.shares[0].result.origin.period == (window.replies_due, window.replies_due)
        assert found.last == house.agency.today()


def test_time_to_reply_counts_those_who_still_wait(house: factories.House) -> None:
    """Four replies after 12 days and one after 22, three comments wait: at 12 days 4 of 8 are done, at 22 5 of 8."""
    window = factories.opened(house, days=10)
    given = [factories.said(window, f"Word {n}.") for n in range(8)]
    start = given[0].given_on
    with factories.after(window, days=2):
        factories.replied(house, *given[:4])
        first = (house.agency.today() - start).days
    with factories.after(window, days=12):
        factories.replied(house, given[4])
        second = (house.agency.today() - start).days
    with factories.after(window, days=20):
        found = shown(house, "time_to_reply")
        steps = [(step.days, step.at_risk, step.happened, step.waiting) for step in found.curve.steps]
        assert steps == [(first, 8, 4, 0.5), (second, 4, 1, 0.375)]
        assert (found.curve.median, found.curve.still_waiting) == (first, 3)
        assert found.sentence == f"Half of 8 comments had a reply within {first} days; 3 still wait."


def test_time_to_reply_says_when_there_are_too_few(house: factories.House) -> None:
    window = factories.opened(house)
    for _ in range(4):
        factories.said(window)
    found = shown(house, "time_to_reply")
    assert (found.sentence, found.curve) == ("Fewer than five comments so far: too few to tell.", None)
    factories.said(window)
    assert shown(house, "time_to_reply").sentence == "Fewer than half of 5 comments have a reply so far."


def decided(house: factories.House, window: factories.Window, outcome: str = "not_adopt") -> None:
    actions.decide(window.matter, by=house.chief, outcome=outcome, reasons=Words("Not now."))


def test_loops_and_topics(house: factories.House) -> None:
    closed, waits, runs = (factories.opened(house, days=days) for days in (1, 1, 90))
    given, _waiting = factories.said(closed), factories.said(waits)
    with factories.after(closed):
        factories.replied(house, given)
        decided(house, closed)
        loops, topics = shown(house, "loops_closed"), shown(house, "topics_with_period")
        assert (parts(loops), parts(topics)) == ([(1, 2)], [(1, 1)])
        assert loops.left_out == [("comment period still runs", 1)]
        assert topics.left_out == [("not decided yet", 2)]
        assert topics.sentence == "3 topics were put before the public."
    assert runs.is_open


def test_a_period_that_opens_later_is_nothing_to_show_yet(house: factories.House) -> None:
    matter, today = factories.draft(house), house.agency.today()
    actions.open_period(
        matter,
        by=house.coordinator,
        opens_at=house.agency.end_of(today + timedelta(days=3)),
        closes_at=house.agency.end_of(today + timedelta(days=30)),
        replies_due=today + timedelta(days=40),
        checked_by=None,
    )
    assert shown(house, "topics_with_period") is None


def test_promises_are_counted_by_state(house: factories.House) -> None:
    window = factories.opened(house)
    due = house.agency.today() + timedelta(days=9)
    first, _second, third = [
        actions.promise(window.matter, by=house.staff, words=Words(f"{n}"), owner=house.seat("staff"), due=due)
        for n in range(3)
    ]
    actions.report(first, by=house.staff, words="Done.")
    actions.check(first, by=house.clerk, kept=True)
    actions.drop_promise(third, by=house.chief, because="No money.")
    found = shown(house, "promises")
    assert parts(found) == [(1, 3)]
    assert found.counts == [("Promised", 1), ("Checked", 1), ("Given up", 1)]


def test_reach_counts_what_stands_in_public_anyway(house: factories.House) -> None:
    window = factories.opened(house)
    for _ in range(6):
        factories.said(window)
    today = house.agency.today()
    actions.enter(window, by=house.staff, words=Words("Papel.", "es"), channel="paper", given_on=today)
    found = shown(house, "reach")
    assert found.sentence == "7 comments were heard."
    assert found.counts == [("On this site", 6), ("On paper", 1), ("English", 6), ("Spanish", 1)]


def test_languages_say_in_which_ones_people_were_answered(house: factories.House) -> None:
    window = factories.opened(house, days=1)
    english = factories.said(window)
    spanish = [actions.comment(window, by=NOBODY, words=Words(f"Palabra {n}.", "es")) for n in range(3)]
    with factories.after(window):
        factories.replied(house, english, spanish[0])
        reasons = Words("Yes.").translated("es", "Sí.")
        drafted = {"inputs": [spanish[1]], "outcome": "already", "reasons": reasons}
        reply = actions.answer(window.matter, by=house.coordinator, **drafted)
        actions.publish_answers(window.matter, by=house.coordinator, answers=[reply], count=1)
        found = shown(house, "languages")
    assert found.sentence == (
        "Spanish: 3 said, 2 with a reply, 1 with one in the same language. "
        "English: 1 said, 1 with a reply, 1 with one in the same language. "
        "Whether people talk to the police without fear is not known from this."
    )
    assert found.counts == [("Spanish", 3), ("English", 1)]


def test_moderation_counts_what_is_hidden_and_what_came_back(house: factories.House) -> None:
    window = factories.opened(house)
    one, other, _third = [factories.said(window, f"{n}", by=house.resident) for n in range(3)]
    for given in (one, other):
        actions.hide(given, by=house.coordinator, reason="threat")
    asked = actions.appeal(one, by=house.resident)
    actions.settle_appeal(asked, by=house.clerk, restored=True, reasons="No threat.")
    found = shown(house, "moderation")
    assert parts(found) == [(1, 3)]
    assert found.sentence == "1 of 3 comments are hidden; 1 came back after an appeal."


def test_changes_moved_by_people_and_by_none(house: factories.House) -> None:
    window = factories.opened(house)
    given = factories.said(window)
    with factories.after(window):
        pieces = [
            *factories.PIECES[:1],
            *(type(p)(p.label, p.depth, p.words + " Always.") for p in factories.PIECES[1:]),
        ]
        text = actions.put_text(window.matter, by=house.coordinator, pieces=pieces)
        first, second = actions.texts.Change.objects.filter(text=text)
        actions.name_movers(text, by=house.coordinator, change=first, inputs=[given])
        actions.name_movers(text, by=house.coordinator, change=second, by_none=True, because="A slip.")
        assert shown(house, "text_changes", actor=house.coordinator) is None, "a draft has changed nothing"
        actions.publish_text(text, by=house.coordinator, note="Stricter.", version=2)
        assert parts(shown(house, "text_changes")) == [(1, 2)]


def test_only_topics_of_the_practices_kinds_count(house: factories.House) -> None:
    factories.opened(house, matter=factories.draft(house, kind="training"))
    assert shown(house, "topics_with_period", ("policy", "strategy")) is None
    assert shown(house, "topics_with_period", ("training",)).sentence == "1 topic was put before the public."
