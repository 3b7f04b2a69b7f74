"""Review single cases: say how many there are, draw some by lot, and read them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.measures.lots import draw
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Seat
from commonbeat.records.models import CaseAnswer, CaseReview
from commonbeat.records.quarters import quarter_of
from commonbeat.records.readers import inside, outside


@action("records.begin_review", facts=["quarter", "cases", "few"])
def begin_review(
    agency: Agency, *, by: Actor, quarter: date, cases: int, few: int, first_reader: Seat, second_reader: Seat
) -> CaseReview:
    """Seal how many eligible cases a quarter had, and who reads those drawn, before anybody knows the seed."""
    if quarter != quarter_of(quarter) or quarter >= quarter_of(agency.today()):
        raise Refused(_("Choose a quarter that is over."))
    if CaseReview.objects.standing().filter(quarter=quarter).exists():
        raise Refused(_("This quarter has its review already."))
    own, others = inside(agency), outside()
    people = {seat: seat.person_id for seat in (*own, *others)}
    if first_reader not in own or people[first_reader] == people.get(second_reader):
        raise Refused(_("Two different people read: the first for the agency."))
    if second_reader not in (others or own):
        raise Refused(_("Where somebody sits outside the agency, the second reader does."))
    made = CaseReview(quarter=quarter, cases=cases, few=few, first_reader=first_reader, second_reader=second_reader)
    made.full_clean()
    made.save()
    return made


@action("records.draw_cases", facts=["seed", "few"])
def draw_cases(review: CaseReview, *, by: Actor, seed: str, seed_from: str) -> CaseReview:
    """Draw, with a seed of a later day that nobody could choose. Once."""
    found = draw([{}] * review.cases, {}, review.few, seed)
    review.drawn = [place + 1 for place in found.chosen]
    review.seed, review.seed_from, review.drawn_on = seed, seed_from, clock.today()
    review.full_clean()
    review.save()
    return review


@action("records.take_back_review", facts=["quarter", "cases", "few"])
def take_back_review(review: CaseReview, *, by: Actor, because: str) -> CaseReview:
    """Take back what was sealed, with the reason, as long as nothing is drawn. The quarter can be begun anew."""
    review.taken_back_on, review.because = clock.today(), because
    review.full_clean()
    review.save()
    return review


@action("records.answer_case")
def answer_case(review: CaseReview, *, by: Actor, case: int, judgment: str) -> CaseAnswer:
    """Say of one drawn case what the three answers come to. Until both have read all, the last word counts."""
    if case not in review.drawn:
        raise Refused(_("This case was not drawn."))
    made = CaseAnswer.objects.filter(review=review, reader=by.hat, case=case).first()
    made = made or CaseAnswer(review=review, reader=by.hat, case=case)
    made.judgment = judgment
    made.full_clean()
    made.save()
    if CaseAnswer.objects.filter(review=review).count() == 2 * review.few:
        review.finished_on = clock.today()
        review.full_clean()
        review.save()
        made.publishes = [review]
    return made
