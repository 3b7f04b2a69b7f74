"""Evidence of meetings and activities, against numbers counted by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.front import clockwork
from commonbeat.gatherings import actions
from commonbeat.gatherings.models import Gathering, Interpreter
from commonbeat.matters import actions as matters
from commonbeat.matters.models import Commitment
from commonbeat.people.actor import NOBODY
from tests import factories
from tests.gatherings import making
from tests.gatherings.test_forums_kept import recorded
from tests.gatherings.test_forums_lists import beat
from tests.scorecard.test_evidence import parts, shown

pytestmark = pytest.mark.django_db


def test_activities_count_by_place_and_name_those_where_nobody_was_met() -> None:
    house = factories.house()
    met, small, _empty = beat(house, "611"), beat(house, "612"), beat(house, "613")
    recorded(house, place=met, people=20)
    recorded(house, place=met, people=9, activity="sport")
    recorded(house, place=small, people=3)
    found = shown(house, "activities")
    assert parts(found) == [(2, 3)]
    assert "3 activities were recorded." in found.sentence
    assert "nobody was met in: Beat: 613." in found.sentence
    assert dict(found.counts) == {
        "Walk through the neighborhood": 2,
        "Sport or play": 1,
        "People: Beat: 611": 29,
        "People: Beat: 612": 0,
        "People: Beat: 613": 0,
    }
    with clock.moved(clock.now() + timedelta(days=100)):
        assert parts(shown(house, "activities")) == [(0, 3)]
    assert "3 activities were recorded." in Client().get("/standing/C1/").content.decode()


def test_what_was_promised_on_the_street_counts_as_kept_once_somebody_outside_says_so() -> None:
    house = factories.house()
    due = house.agency.today() + timedelta(days=9)
    for words in ("A lamp", "A sign"):
        recorded(house, promise=Words(words), owner=house.seat("staff"), due=due)
    promise = Commitment.objects.order_by("pk").first()
    Commitment.objects.filter(pk=promise.pk).update(checked_by=house.bodies["city"])
    promise.refresh_from_db()
    matters.report(promise, by=house.staff, words="It shines", link="https://example.org")
    matters.check(promise, by=house.clerk, kept=True)
    assert parts(shown(house, "promises_on_the_street")) == [(1, 2)]


def test_meetings_held_are_held_against_meetings_due() -> None:
    house = factories.house()
    place, now = beat(house, "611"), clock.now().replace(day=15)
    with clock.moved(now - timedelta(days=150)):
        actions.set_cadence(house.bodies["agency"], by=house.coordinator, kind="forum", place=place, every_months=1)
        making.announced(house, days=3, place=place)
        making.announced(house, days=5)  # of no place: it keeps no cadence of this one
    found = shown(house, "meetings_held")
    numerator, denominator = parts(found)[0]
    assert numerator == 1
    assert denominator in (5, 6)
    assert f"1 of {denominator} meetings were held." in found.sentence


def test_an_interpreter_without_an_answer_counts_as_none() -> None:
    house = factories.house()
    one = making.announced(house, interpreter_until=house.agency.today())
    for n, language in enumerate(["vi", "so", "fr"]):
        actions.come(one, by=NOBODY, people=1, form_key=f"{n:064}", return_words=str(n), interpreter=language)
    actions.settle_interpreter(Interpreter.objects.get(language="vi"), by=house.coordinator, found=True)
    assert shown(house, "interpreters") is None
    with clock.moved(one.ends_at):
        assert parts(shown(house, "interpreters")) == [(1, 3)]


def test_of_small_answers_the_worst_is_taken() -> None:
    house = factories.house()
    first, second = making.announced(house), making.announced(house, days=11)
    for one, yes, no in ((first, 9, 6), (second, 7, 1)):
        with clock.moved(one.ends_at):
            answers = {("heard", "yes"): yes, ("heard", "no"): no}
            actions.enter_poll(one, by=house.staff, answers=answers, count=yes + no)
    with clock.moved(second.counts_until):
        clockwork.turn()
        assert Gathering.objects.exclude(counts_sealed_on=None).count() == 2
        found = shown(house, "heard_there")
    assert parts(found) == [(16, 16 + (6 + 4) + (4 + 4))]
    assert found.sentence == "On their way out at least 16 of at most 34 people said that they were heard."
