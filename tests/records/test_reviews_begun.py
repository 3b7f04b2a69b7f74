"""A review is begun on a page that tells what does not fit, and taken back as long as nothing is drawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from commonbeat.frame import clock, seals
from commonbeat.frame.rules import Refused
from commonbeat.ledger.models import Entry
from commonbeat.records import actions
from commonbeat.records.models import CaseReview
from commonbeat.records.quarters import quarter_before, quarter_of
from tests import factories
from tests.matters.desk import at, done, look, send
from tests.records.making import begun, drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> factories.House:
    return factories.house()


def asked(house: factories.House, **more: object) -> dict[str, object]:
    """What the page takes, for the quarter that ended last."""
    quarter = quarter_before(quarter_of(house.agency.today()))
    readers = {"first_reader": house.seat("staff").pk, "second_reader": house.seat("clerk").pk}
    return {"quarter": quarter.isoformat(), "cases": 40, "few": 30} | readers | more


@pytest.mark.parametrize("cases", [5, 10])
def test_where_fewer_cases_are_there_than_are_to_be_read_all_are(house: factories.House, cases: int) -> None:
    where = done(at("chief"), "records.begin_review", **asked(house, cases=cases))
    assert CaseReview.objects.get().few == cases
    assert f"there are {cases} cases, all of which will be read" in Client().get(where).content.decode()


def test_a_quarter_with_a_review_is_not_offered_and_refused_in_words(house: factories.House) -> None:
    quarter = begun(house).quarter
    page = look(at("chief"), "records.begin_review")
    assert f'value="{quarter.isoformat()}"' not in page
    assert f'value="{quarter_before(quarter).isoformat()}"' in page
    again = send(at("chief"), "records.begin_review", **asked(house))
    assert again.status_code == 200 and "This quarter has its review already" in again.content.decode()
    with pytest.raises(Refused, match="has its review already"):
        begun(house)


def test_once_each_of_the_last_quarters_has_a_review_the_page_says_so(house: factories.House) -> None:
    for back in range(1, 5):
        begun(house, back=back)
    assert "Each of the last four quarters has its review" in look(at("chief"), "records.begin_review")


def test_what_was_sealed_is_taken_back_with_a_public_reason_and_begun_anew(house: factories.House) -> None:
    wrong = begun(house, cases=5, few=5)
    where = done(at("chief"), "records.take_back_review", wrong.pk, because="There were 50, not 5.")
    public = Client().get(where).content.decode()
    assert "Taken back on" in public and "There were 50, not 5." in public
    assert "There were 50, not 5." in look(Client(), "records.reviews")
    anew = begun(house, cases=50)
    assert anew.quarter == wrong.quarter
    said = [one.said for one in Entry.objects.order_by("pk") if one.said["verb"].endswith("_review")]
    assert [(one["verb"], one["facts"]["cases"]) for one in said] == [
        ("records.begin_review", 5),
        ("records.take_back_review", 5),
        ("records.begin_review", 50),
    ]
    assert seals.broken() == []


def test_nothing_is_taken_back_once_cases_are_drawn_and_nothing_drawn_that_was_taken_back(
    house: factories.House,
) -> None:
    gone = actions.take_back_review(begun(house), by=house.chief, because="Miscounted.")
    with pytest.raises(Refused, match="taken back"):
        drawn(house, gone)
    with pytest.raises(Refused, match="drawn already"):
        actions.take_back_review(drawn(house, begun(house)), by=house.chief, because="It does not please.")
    assert send(at("staff"), "records.take_back_review", gone.pk, because="No").status_code == 409


def test_the_seed_is_asked_for_from_the_next_day_on(house: factories.House) -> None:
    review, draw = begun(house), "Give the seed and draw"
    page = look(at("chief"), "records.review", review.pk)
    assert draw not in page and "on the seed can be given" in page
    with clock.moved(clock.now() + timedelta(days=1)):
        assert draw in look(at("chief"), "records.review", review.pk)
        page = look(at("chief"), "records.draw_cases", review.pk)
    assert "Numbers that nobody could know (the seed)" in page
