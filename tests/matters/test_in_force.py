"""What is in force, what an interim order may do, and what stays owed when a topic ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.frame.models import Letter
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.front import reminders
from commonbeat.front.owed import owed
from commonbeat.matters import actions
from commonbeat.matters.models import Change, Decision, Fate, Input, Matter, Text, Window
from commonbeat.matters.shown import topics as shown
from commonbeat.people.actor import NOBODY
from commonbeat.scorecard.records import Records
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(window: Window) -> make.House:
    return make.House(window.matter.agency, {"city": window.checked_by})


def decided(house: make.House, matter: Matter, outcome: str = "adopt", **dates: Any) -> Decision:
    today = house.agency.today()
    usual = {"in_force_on": today, "review_on": today + 300 * DAY}
    return actions.decide(matter, by=house.chief, outcome=outcome, reasons=Words("So."), **usual | dates)


def fresh(matter: Matter) -> Matter:
    return Matter.objects.select_related(*Matter.rules_read).get(pk=matter.pk)


def test_what_is_in_force_stays_so_while_it_is_reviewed(house: make.House, window: Window) -> None:
    with make.after(window):
        first = decided(house, window.matter, in_force_on=house.agency.today() + 2 * DAY)
        assert list(Matter.objects.in_force()) == []
    with make.after(window, 3):
        assert [one.review_on for one in Matter.objects.in_force()] == [first.review_on]
        review = make.opened(house, matter=fresh(window.matter))
        assert list(Matter.objects.in_force()) == [window.matter]
        with pytest.raises(Refused):
            actions.withdraw_topic(fresh(window.matter), by=house.chief, because="No.")
    with make.after(review):
        decided(house, fresh(window.matter), "not_adopt")
        assert list(Matter.objects.in_force()) == [window.matter], "the change was not adopted; the rule stands"
        actions.retire(fresh(window.matter), by=house.chief, because="Another law came.")
        assert list(Matter.objects.in_force()) == []


def test_nothing_comes_into_force_on_a_day_that_is_over(house: make.House, window: Window) -> None:
    with make.after(window), pytest.raises(Refused):
        decided(house, window.matter, in_force_on=house.agency.today() - DAY)
    assert not Decision.objects.exists()


def ordered(house: make.House, matter: Matter, days: int = 5) -> Decision:
    lapses = house.agency.today() + days * DAY
    return actions.order_interim(matter, by=house.chief, reasons=Words("Danger."), lapses_on=lapses)


def interim(matter: Matter) -> Decision | None:
    return shown.topic(matter.pk, NOBODY).interim


def told_that_it_lapses(house: make.House) -> bool:
    reminders.write(house.agency)
    return Letter.objects.filter(occasion__startswith="reminder: interim").exists()


def test_an_interim_order_lapses_unless_a_period_is_held(house: make.House) -> None:
    alone, asked, late = (make.draft(house) for _ in range(3))
    for matter in (alone, asked, late):
        ordered(house, matter)
    held = make.opened(house, matter=fresh(asked), days=60)
    page = Client().get(asked.get_absolute_url()).content.decode()
    assert "so it holds until the decision" in page and "lapses by itself on" in page
    with clock.moved(clock.now() + 20 * DAY):
        make.opened(house, matter=fresh(late))
        assert [interim(matter) is not None for matter in (alone, asked, late)] == [False, True, False]
        assert "It lapses by itself" not in Client().get(asked.get_absolute_url()).content.decode()
    with make.after(held):
        decided(house, fresh(asked), in_force_on=house.agency.today() + 3 * DAY)
        assert interim(asked) is not None, "there is no day on which neither holds"
    with make.after(held, 4):
        assert interim(asked) is None


def test_letters_say_that_an_order_lapses_only_where_it_does(house: make.House) -> None:
    matter = make.draft(house)
    ordered(house, matter)
    make.opened(house, matter=fresh(matter), days=60)
    assert not told_that_it_lapses(house)
    ordered(house, make.draft(house))
    assert told_that_it_lapses(house)


def test_no_interim_order_while_people_are_asked_or_on_a_draft_version(house: make.House, window: Window) -> None:
    with pytest.raises(Refused):
        ordered(house, window.matter)
    make.said(window, "About it", passage=window.text.passages().first())
    with make.after(window):
        draft = actions.put_text(window.matter, by=house.coordinator, pieces=make.PIECES[1:])
        with pytest.raises(Refused):
            ordered(house, window.matter)
    draft.refresh_from_db()
    assert (draft.published_on, Decision.objects.count()) == (None, 0)


def test_no_version_is_published_beside_a_period_that_is_ahead(house: make.House) -> None:
    matter, now = make.draft(house), clock.now()
    due = house.agency.today() + 30 * DAY
    window = actions.open_period(
        matter, by=house.coordinator, opens_at=now + 3 * DAY, closes_at=now + 9 * DAY, replies_due=due
    )
    text = actions.put_text(matter, by=house.coordinator, pieces=make.PIECES)
    with pytest.raises(Refused) as refusal:
        actions.publish_text(text, by=house.coordinator, note="New.", version=2)
    assert "once that period is over" in str(refusal.value)
    with make.after(window):
        actions.publish_text(text, by=house.coordinator, note="New.", version=2)


def test_what_a_person_settled_falls_with_its_passage(house: make.House, window: Window) -> None:
    first, second = (make.said(window, "About it", passage=one) for one in window.text.passages()[:2])
    with make.after(window):
        text = actions.put_text(window.matter, by=house.coordinator, pieces=make.PIECES)
        said = {first.pk: Fate.Outcome.CHANGED, second.pk: Fate.Outcome.CHANGED}
        actions.settle_fates(text, by=house.coordinator, outcomes=said)
        actions.edit_text(text, by=house.coordinator, pieces=make.PIECES[1:])
    rows = Fate.objects.filter(text=text).order_by("input").values_list("outcome", "by_person")
    assert list(rows) == [("gone", False), ("changed", True)]


def test_a_withdrawn_topic_stays_owed_its_replies(house: make.House, window: Window) -> None:
    given = [make.said(window, f"Keep it {n} years.") for n in range(3)]
    with make.after(window, 60):
        actions.withdraw_topic(window.matter, by=house.chief, because="Another law came.")
        [debt] = owed(NOBODY, house.agency).debts
        assert (debt.what, debt.count, debt.is_late) == ("Topic withdrawn with 3 comments unanswered", 3, True)
        assert "3 comments wait for our reply" in Client().get(window.matter.get_absolute_url()).content.decode()
        unanswered = [row for row in Records(house.agency, NOBODY).replies if row["answer__published_on"] is None]
        assert sum(row["n"] for row in unanswered) == 3
        reminders.write(house.agency)
        assert Letter.objects.filter(occasion__startswith="reminder: replies").exists()
        make.replied(house, *given)
        assert owed(NOBODY, house.agency).debts == [] and not Input.objects.waiting().exists()


def test_the_log_shows_that_each_version_was_published_with_its_words(house: make.House, window: Window) -> None:
    """What a first text said stands in the log from its first period on, whatever its draft said before."""
    matter = make.draft(house)
    text = Text.objects.get(matter=matter)
    actions.edit_text(text, by=house.coordinator, pieces=make.PIECES[:2])
    made = make.opened(house, matter=matter)
    assert [one.pk for one in made.publishes] == [text.pk] and not Change.objects.filter(text=text).exists()
