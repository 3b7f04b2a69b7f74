"""What an agency of Riverton's size uses where numbers are small: a list, reasons, cases by lot, time kept free.

All of it is invented. Through acts only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from random import Random
from typing import Any

from commonbeat.measures.case_review import Judgment
from commonbeat.records import actions
from commonbeat.records.models import CaseReview, EligibleList, ProtectedBlock
from commonbeat.records.quarters import quarter_before, quarter_of

Steps = Iterator[tuple[float, Callable[[], Any]]]
OFFENSES = {
    "expired inspection": "verbal warning",
    "broken tail light": "verbal warning",
    "unregistered vehicle": "verbal warning",
    "open container": "warning",
    "loitering": "warning",
    "driving without a license": "citation",
    "shoplifting under $50": "diversion",
}
#: what the second version adds, and what it takes off
ADDED, TAKEN_OFF = {"riding on the sidewalk": "verbal warning", "trespass after closing": "warning"}, "loitering"
REASONS = ["victim", "before", "danger", "goes_on", "warrant", "larger", "declined"]
#: days of the story: both versions, the plan, the review, its draw, its readers
FIRST, SECOND, PLANNED, BEGUN, DRAWN, READ = -330, -150, -170, -13, -11, -9
SMALL_TOWN_CASES, READ_BY_TWO = 61, 24


def steps(town: Any) -> Steps:
    """Everything that happens, with its day."""
    chance = Random(19)
    yield FIRST, lambda: adopt(town, FIRST, OFFENSES, "General Order 14, with the county attorney")
    longer = {one: most for one, most in (OFFENSES | ADDED).items() if one != TAKEN_OFF}
    yield (
        SECOND,
        lambda: adopt(town, SECOND, longer, "General Order 14, as amended", considered=["no seat belt"]),
    )
    for number in range(52):
        yield FIRST + 4 + number * 6.1, lambda: note(town, chance)
    yield PLANNED, lambda: plan(town)
    for week in range(-PLANNED // 7 - 1):  # the last one waits to be logged
        yield PLANNED + 7 * (week + 1) + 0.5, lambda: log_week(town, chance)
    yield BEGUN, lambda: begin(town)
    yield DRAWN, lambda: draw(town)
    yield READ, lambda: read(town)


def adopt(town: Any, day: float, outcomes: dict[str, str], rule: str, **more: Any) -> None:
    known = {"outcomes": outcomes, "reasons": REASONS, "rule": rule} | more
    actions.adopt_list(town.agency, by=town.actor("chief"), first=town.date(day), **known)


def note(town: Any, chance: Random) -> None:
    held = EligibleList.objects.on(town.agency.today())
    offense = chance.choice(sorted(held.outcomes))
    reason = chance.choices(["before", "victim", "goes_on", *REASONS[4:]], [9, 6, 3, 1, 1, 1])[0]
    place = chance.choice([*town.places.values()])
    actions.note_reason(town.agency, by=town.actor("patrol"), offense=offense, place=place, reason=reason)


def plan(town: Any) -> None:
    by, wards = town.actor("chief"), [*town.places.values()]
    for place, weekday, hour, purpose in ((wards[2], 1, 14, "problem"), (wards[3], 3, 10, "people")):
        hours = {"starts": time(hour), "ends": time(hour + 2)}
        actions.plan_block(town.agency, by=by, place=place, unit="", weekday=weekday, purpose=purpose, **hours)


def log_week(town: Any, chance: Random) -> None:
    """The captain logs the week: most blocks kept, some broken, now and then nothing said."""
    today = town.agency.today()
    for block in ProtectedBlock.objects.all():
        for day in block.days(today - timedelta(days=7), today - timedelta(days=1)):
            said = chance.choices(["kept", "calls", "short", "crowd", ""], [68, 14, 8, 3, 7])[0]
            if said:
                kept = said == "kept"
                actions.log_block(block, by=town.actor("patrol"), day=day, kept=kept, reason="" if kept else said)


def begin(town: Any) -> None:
    quarter = quarter_before(quarter_of(town.agency.today()))
    readers = {"first_reader": town.seats["patrol"], "second_reader": town.seats["checker"]}
    numbers = {"cases": SMALL_TOWN_CASES, "few": READ_BY_TWO}
    actions.begin_review(town.agency, by=town.actor("coordinator"), quarter=quarter, **numbers, **readers)


def draw(town: Any) -> None:
    seed = {
        "seed": "07 19 23 38 44 (5)",
        "seed_from": "The state lottery of the evening before, as invented as Riverton",
    }
    actions.draw_cases(CaseReview.objects.get(), by=town.actor("coordinator"), **seed)


def read(town: Any) -> None:
    review = CaseReview.objects.get()
    for at, case in enumerate(sorted(review.drawn)):
        both = Judgment.LISTED if at % 4 == 3 else Judgment.LEAST
        other = Judgment.UNLISTED if at == 8 else both
        for reader, said in (("patrol", both), ("checker", other)):
            actions.answer_case(review, by=town.actor(reader), case=case, judgment=said)
