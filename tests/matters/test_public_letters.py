"""Letters to givers: once for each occasion, with links and no contents, to confirmed addresses, in their language."""

from __future__ import annotations

import pytest

from commonbeat.frame.models import Letter, Task
from commonbeat.frame.notify import run_tasks
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Commitment, Input, Window
from commonbeat.people.models import Giver
from tests import factories

pytestmark = pytest.mark.django_db


def with_address(given: Input, language: str = "en", confirmed: bool = True) -> Input:
    giver = Giver.objects.get(pk=given.giver_id)
    giver.email, giver.language = f"giver{giver.pk}@example.org", language
    giver.save()
    if confirmed:
        actions.confirm_address(giver, by=factories.NOBODY)
    return given


def letters() -> list[tuple[str, str]]:
    run_tasks()
    assert Task.objects.exclude(trouble="").count() == 0
    return sorted(
        Letter.objects.exclude(occasion__startswith="invitation")
        .exclude(occasion__startswith="confirm")
        .values_list("to", "subject")
    )


def test_one_letter_for_replies_published_together_and_for_copies(window: Window) -> None:
    house = factories.House(window.matter.agency)
    first = with_address(factories.said(window, "One."))
    giver = Giver.objects.get(pk=first.giver_id)
    second = factories.said(window, "Two.", giver=giver)
    copy = with_address(factories.said(window, "One!"), language="es")
    silent = with_address(factories.said(window, "Three."), confirmed=False)
    actions.fold(window.matter, by=house.coordinator, into=first, inputs=[copy], count=1)
    with factories.after(window):
        drafts = [
            actions.answer(window.matter, by=house.coordinator, inputs=[one], outcome="already", reasons=Words("Yes."))
            for one in (first, second, silent)
        ]
        actions.publish_answers(window.matter, by=house.coordinator, answers=drafts, count=3)
        assert [to for to, _subject in letters()] == [
            f"giver{giver.pk}@example.org",
            f"giver{copy.giver_id}@example.org",
        ]
    letter = Letter.objects.get(to=giver.email or f"giver{giver.pk}@example.org")
    assert f"/comments/{first.pk}/" in letter.body and f"/comments/{second.pk}/" in letter.body
    assert "Yes." not in letter.body and "One." not in letter.body
    assert letter.unsubscribe in letter.body
    assert Letter.objects.get(to__startswith=f"giver{copy.giver_id}").language == "es"
    assert len(letters()) == 2


def test_every_giver_is_told_of_every_reply_however_late_the_clockwork_turns(window: Window) -> None:
    house = factories.House(window.matter.agency)
    first, second = with_address(factories.said(window, "One.")), with_address(factories.said(window, "Two."))
    both = factories.said(window, "Three.", giver=Giver.objects.get(pk=first.giver_id))
    with factories.after(window, 1):
        factories.replied(house, first)
    with factories.after(window, 2):
        factories.replied(house, second)
        assert [to for to, _subject in letters()] == [f"giver{one.giver_id}@example.org" for one in (first, second)]
        factories.replied(house, both)
        assert [to for to, _subject in letters()].count(f"giver{both.giver_id}@example.org") == 2
    bodies = (
        Letter.objects.filter(to=f"giver{first.giver_id}@example.org").order_by("pk").values_list("body", flat=True)
    )
    told = [[one.pk for one in (first, both) if f"/comments/{one.pk}/" in body] for body in bodies]
    assert [one for one in told if one] == [[first.pk], [both.pk]]


def test_a_slip_and_the_end_of_a_topic_are_told(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = with_address(factories.said(window, "Hm."))
    passage = window.text.passages().first()
    words = passage.words.replace("issued", "has issued")
    actions.correct_slip(passage, by=house.coordinator, words=words, because="A word was missing.")
    with factories.after(window):
        actions.withdraw_topic(window.matter, by=house.chief, because="Another law came.")
        assert [subject for _to, subject in letters()] == ["A slip was corrected in the text", "A topic was withdrawn"]
    assert {one.to for one in Letter.objects.filter(occasion__contains="topic")} == {
        f"giver{given.giver_id}@example.org"
    }


def test_hiding_appeal_and_showing_again(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = with_address(factories.said(window, "Hm."))
    actions.hide(given, by=house.coordinator, reason="threat")
    giver = factories.Actor(giver_ids=frozenset([given.giver_id]))
    asked = actions.appeal(given, by=giver, words="No.")
    actions.settle_appeal(asked, by=house.clerk, restored=False, reasons="It does.")
    actions.release(given, by=house.coordinator)
    mine = f"giver{given.giver_id}@example.org"
    assert letters() == [
        ("clerk@example.org", "Somebody asks for a second look"),
        (mine, "Somebody outside the agency looked at your comment"),
        (mine, "Your comment is not shown at the moment"),
        (mine, "Your comment is shown"),
    ]


def test_promises_are_told_to_who_checks_and_to_who_asked(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = with_address(factories.said(window, "Count it."))
    with factories.after(window):
        owner = house.seat("staff")
        factories.replied(house, given, promise=Words("Count"), owner=owner, due=house.agency.today())
        letters()
        promise = Commitment.objects.get()
        actions.report(promise, by=house.staff, words="Counted.")
        letters()
        actions.check(promise, by=house.clerk, kept=True)
        told = letters()
    assert ("clerk@example.org", "A promise waits for your check") in told
    assert ("staff@example.org", "A promise was checked") in told
    assert (f"giver{given.giver_id}@example.org", "A promise was checked") in told


def test_more_time_and_the_decision_reach_everybody_in_the_topic(window: Window) -> None:
    house = factories.House(window.matter.agency)
    given = with_address(factories.said(window, "Hm."))
    later = window.replies_due
    actions.extend_period(
        window, by=house.coordinator, closes_at=house.agency.end_of(later), replies_due=later, because="Holidays."
    )
    window.refresh_from_db()
    with factories.after(window):
        factories.replied(house, given)
        actions.decide(window.matter, by=house.chief, outcome="not_adopt", reasons=Words("No."))
        subjects = [subject for _to, subject in letters()]
    assert subjects == ["A reply to your comment", "More time to comment", "There is a decision"]


def test_whoever_stopped_letters_gets_none(window: Window) -> None:
    given = with_address(factories.said(window, "Hm."))
    actions.unsubscribe(Giver.objects.get(pk=given.giver_id), by=factories.NOBODY)
    actions.hide(given, by=factories.House(window.matter.agency).coordinator, reason="threat")
    assert letters() == []
    assert Giver.objects.get(pk=given.giver_id).email == ""


def test_a_new_version_is_told_with_a_link_to_what_changed(window: Window) -> None:
    house = factories.House(window.matter.agency)
    with_address(factories.said(window, "Hm."))
    with factories.after(window):
        text = actions.put_text(window.matter, by=house.coordinator, pieces=factories.PIECES)
        actions.publish_text(text, by=house.coordinator, note="As before.", version=2)
        assert [subject for _to, subject in letters()] == ["A new version of the text"]
    assert f"/texts/{text.pk}/compare/" in Letter.objects.get(occasion__startswith="text").body
