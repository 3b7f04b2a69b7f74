"""What tests of the small tools begin with."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from commonbeat.frame import clock
from commonbeat.measures.case_review import Judgment
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Person
from commonbeat.records import actions
from commonbeat.records.models import CaseReview, EligibleList, ProtectedBlock
from commonbeat.records.quarters import quarter_before, quarter_of
from tests import factories

OFFENSES = {"tail light": "warning", "trespass": "citation"}


def listed(house: factories.House, first: date | None = None, **more: Any) -> EligibleList:
    """The next version of the list."""
    given = {"outcomes": OFFENSES, "reasons": ["victim", "danger"], "rule": "Order 7"} | more
    return actions.adopt_list(house.agency, by=house.chief, first=first or house.agency.today(), **given)


def noted(house: factories.House, reason: str = "victim", times: int = 1, on: date | None = None) -> None:
    """So many reasons of a sort."""
    for _time in range(times):
        actions.note_reason(house.agency, by=house.staff, offense="tail light", place=None, reason=reason, on=on)


def planned(house: factories.House, **more: Any) -> ProtectedBlock:
    """Two hours on the weekday of today, from 14:00 on."""
    given = {"place": None, "unit": "Day watch", "weekday": house.agency.today().weekday(), "purpose": "problem"}
    hours = {"starts": time(14), "ends": time(16)}
    return actions.plan_block(house.agency, by=house.coordinator, **given | hours | more)


def begun(house: factories.House, cases: int = 40, few: int = 12, back: int = 1) -> CaseReview:
    """A review of a quarter that is over, read by staff and by the clerk."""
    quarter = quarter_of(house.agency.today())
    for _quarter in range(back):
        quarter = quarter_before(quarter)
    readers = {"first_reader": house.seat("staff"), "second_reader": house.seat("clerk")}
    return actions.begin_review(house.agency, by=house.chief, quarter=quarter, cases=cases, few=few, **readers)


def drawn(house: factories.House, review: CaseReview, seed: str = "4 8 15 16 23 42") -> CaseReview:
    """The same, drawn on the next day."""
    with clock.moved(clock.now() + timedelta(days=1)):
        return actions.draw_cases(review, by=house.chief, seed=seed, seed_from="The lottery")


def read(house: factories.House, review: CaseReview, bad: int = 0, differ: int = 0) -> CaseReview:
    """Both have read all: so many cases were bad for both, in so many they differ."""
    for at, case in enumerate(review.drawn):
        both = Judgment.UNLISTED if at < bad else Judgment.LEAST
        other = Judgment.LISTED if bad <= at < bad + differ else both
        for name, said in (("staff", both), ("clerk", other)):
            actions.answer_case(review, by=reader(name), case=case, judgment=said)
    return CaseReview.objects.get(pk=review.pk)


def reader(name: str) -> Any:
    """A reader as they are now."""
    return actor_for(Person.objects.get(email=f"{name}@example.org"))


def lived(house: factories.House, n: int) -> None:
    """All of it once."""
    today = house.agency.today()
    held = listed(house, today - timedelta(days=n + 2), rule=f"Order {n}")
    noted(house, on=today - timedelta(days=n))
    block = planned(house, unit=f"Watch {n}")
    week = timedelta(days=7 * (held.version % 2 + 1))
    with clock.moved(clock.now() + week):
        actions.log_block(block, by=house.staff, day=today + week - timedelta(days=7), kept=False, reason="calls")
        actions.log_block(block, by=house.staff, day=today + week - timedelta(days=7), kept=True)
    actions.end_block(ProtectedBlock.objects.get(pk=block.pk), by=house.chief)
    actions.take_back_review(begun(house, cases=50 + n), by=house.chief, because=f"Miscounted by {n}")
    read(house, drawn(house, begun(house, cases=30 + n, few=5)), bad=n % 3)
