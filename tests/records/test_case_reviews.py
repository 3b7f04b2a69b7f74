"""Cases drawn by lot: sealed before the seed, read by two, told without small counts."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.measures.lots import draw
from commonbeat.records import actions
from commonbeat.records.models import CaseAnswer
from tests import factories
from tests.matters.desk import at, done, look, seat_also, send
from tests.records.making import begun, drawn, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> factories.House:
    return factories.house()


def test_the_number_is_sealed_before_the_seed_and_anybody_can_draw_again(house: factories.House) -> None:
    review = begun(house)
    with pytest.raises(Refused, match="a later day"):
        actions.draw_cases(review, by=house.chief, seed="7", seed_from="The lottery")
    review = drawn(house, review, "4 8 15")
    assert review.drawn == [place + 1 for place in draw([{}] * 40, {}, 12, "4 8 15").chosen]
    with pytest.raises(Refused, match="drawn already"):
        drawn(house, review, "16 23 42")


def test_two_people_read_the_second_from_outside_where_somebody_sits_there(house: factories.House) -> None:
    inside, outside = house.seat("staff"), house.seat("clerk")
    given = {"quarter": begun(house).quarter, "cases": 40, "few": 12}
    later = {**given, "quarter": house.agency.today().replace(day=1)}
    for readers, facts in (
        ((inside, inside), given),
        ((inside, house.seat("chief")), given),
        ((outside, outside), given),
        ((inside, outside), later),
    ):
        with pytest.raises(Refused):
            actions.begin_review(
                house.agency, by=house.chief, first_reader=readers[0], second_reader=readers[1], **facts
            )
    seat_also(house, "clerk@example.org", house.agency.organization, "staff", house.chief)
    page = look(at("chief"), "records.begin_review")
    assert "Nobody sits outside the agency yet" in page, "who works for the agency as well is not outside"


def test_three_questions_case_by_case_until_both_have_read_all(house: factories.House) -> None:
    review = drawn(house, begun(house, few=5))
    first, *others = sorted(review.drawn)
    staff = at("staff")
    half = send(staff, "records.answer_case", review.pk, first, eligible="yes", least="no")
    assert "Answer this too" in half.content.decode()
    asked = {"eligible": "yes", "least": "no", "reason": "yes"}
    then = done(staff, "records.answer_case", review.pk, first, **asked)
    assert then == reverse("records.answer_case", args=[review.pk, others[0]])
    assert "You have read 1 of 5." in look(staff, "records.cases", review.pk)
    assert "You have read 0 of 5." in look(at("clerk"), "records.reading")
    assert "Read 4 cases drawn by lot" in look(staff, "matters.inbox")
    assert send(at("chief"), "records.answer_case", review.pk, first, **asked).status_code == 409
    assert staff.get(reverse("records.answer_case", args=[review.pk, 41])).status_code == 404
    assert "once both have read all" in look(Client(), "records.review", review.pk)
    review = read(house, review)
    assert review.finished_on == house.agency.today() and CaseAnswer.objects.count() == 10
    assert send(staff, "records.answer_case", review.pk, first, **asked).status_code == 409
    assert seals.broken() == []


def test_the_public_reads_the_careful_end_and_the_desk_every_count(house: factories.House) -> None:
    review = read(house, drawn(house, begun(house)), bad=2, differ=3)
    public = look(Client(), "records.review", review.pk)
    assert "looked at 12 of 40 cases, drawn by lot. In 7 both found" in public
    assert public.count("withheld</td>") == 2 and "kappa" not in public
    desk = look(at("clerk"), "records.cases", review.pk)
    assert '<dt>The two readers differ</dt><dd class="num">3</dd>' in desk and "0.49" in desk
    assert Client().get(reverse("records.cases", args=[review.pk])).status_code == 403
    rows = json.loads(Client().get(reverse("records.reviews.json")).content)["rows"]
    assert [row["count"] for row in rows] == [7, 0, None, 0, None]


def test_only_a_quarter_that_is_over_is_reviewed_and_once(house: factories.House) -> None:
    with clock.moved(clock.now() + timedelta(days=100)):
        begun(house, back=2)
        assert send(at("chief"), "records.begin_review", quarter="2020-01-01").status_code == 200
