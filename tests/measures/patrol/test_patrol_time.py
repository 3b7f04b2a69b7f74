"""The budget of patrol time and its usable hours, from files of calls and a roster."""

import random
from datetime import datetime, timedelta

import pytest

from commonbeat.measures.patrol import time_budget, usable_time
from commonbeat.measures.patrol.counting import Stamps, stamps_of
from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, Targets
from tests.measures.records import opened

START = datetime.fromisoformat("2024-01-01")


def written(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def made(weeks, busy=0.5, officers=8):
    """Two units in two districts on duty from 8 to 16, each with calls from every full hour on for a share of it.

    Each week another of the ``officers`` of a unit serves.
    """
    rng = random.Random(0)
    roster, calls = [], []
    for day in range(7 * weeks):
        for unit in range(2):
            begin = START + timedelta(days=day, hours=8)
            who = f"o{unit}-{day // 7 % officers}"
            duty = {"unit_id": f"U{unit}", "officer_id": who, "kind": "on duty", "district": str(unit + 1)}
            roster.append(duty | {"start": written(begin), "end": written(begin + timedelta(hours=8))})
            for hour in range(8):
                sent = begin + timedelta(hours=hour)
                clear = sent + timedelta(minutes=round(60 * busy * rng.uniform(0.8, 1.2)))
                calls.append(
                    {
                        "call_id": f"{day}-{unit}-{hour}",
                        "unit_id": f"U{unit}",
                        "source": "community",
                        "call_type": "any",
                        "t_dispatch": written(sent),
                        "t_clear": "" if hour == 0 and unit == 1 else written(clear),
                    }
                )
    return calls, roster


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    calls, roster = made(10)
    calls += [{**calls[0], "call_id": "a", "t_dispatch": ""}, {**calls[0], "call_id": "b", "unit_id": "U7"}]
    roster.append({**roster[0], "start": "2025-01-01 08:00:00", "end": "2025-01-01 16:00:00"})
    found = opened(tmp_path_factory.mktemp("patrol"), calls=calls, roster=roster)
    with found[0]:
        yield found


@pytest.fixture(scope="module")
def budget(tables):
    return time_budget.answer(time_budget.count(*tables, Settings()), Settings(), ["calls", "roster"])


def test_how_the_stamps_are(tables):
    assert stamps_of(*tables) == Stamps(
        calls=1122, no_start=1, no_end=70, no_shift=1, units=3, units_missing=1, shifts=140, uncovered=1, people=16
    )


def test_the_budget_adds_up(budget):
    share = {row["time"]: row["share"] for row in budget.rows}
    assert (share["call"], share["free"]) == (pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01))
    assert share["at work"] + share["free"] == pytest.approx(1)
    assert share["free"] >= share["free, 10 minutes or more"] >= share["free, 20 minutes or more"]
    assert share["free, 45 minutes or more"] == 0
    assert [row["hours_a_week"] for row in budget.rows if row["time"] == "at work"] == [
        pytest.approx(112 * share["at work"])
    ]


def test_the_budget_is_told_in_sentences(budget):
    assert str(budget.sentence) == (
        "Of 100 minutes on patrol 50 went to calls, 0 to other work, and 50 were free: 50 of these in stretches of 20 "
        "minutes or more."
    )
    assert [str(one) for one in budget.known] == [
        "The target of at most 60 of 100 minutes for calls is kept.",
        "The target of at least 33 of 100 minutes free is kept.",
        "70 of 1,122 stretches of work have no end: they are given the usual length of their type. Without them 47 "
        "instead of 50 of 100 minutes would be at work.",
    ]
    assert "1 of 3 units have no end for more than a tenth of their work." in [str(one) for one in budget.unknown]
    assert budget.excluded == {
        "calls without a beginning": 1,
        "calls begun outside any shift": 1,
        "shifts on days without calls": 1,
    }
    assert (budget.verdict, budget.n, budget.interval[0] < 0.5 < budget.interval[1]) == (Verdict.TOLD, 140, True)


@pytest.mark.parametrize(
    ("committed", "unobligated", "said"),
    [(0.3, 0.8, ("missed", "missed")), (0.4955, 0.5045, ("too near to tell", "too near to tell"))],
)
def test_targets_are_settings(tables, committed, unobligated, said):
    aims = Settings(time=Targets(committed, unobligated))
    found = [str(one) for one in time_budget.answer(time_budget.count(*tables, aims), aims).known]
    assert tuple(word in one for word, one in zip(said, found, strict=False)) == (True, True)


def test_a_few_weeks_are_told_without_an_interval(tmp_path):
    calls, roster = made(3, officers=3)
    tables = opened(tmp_path, calls=calls, roster=roster)
    with tables[0]:
        found = time_budget.answer(time_budget.count(*tables, Settings()), Settings())
    assert (found.verdict, found.interval, found.smallest) == (Verdict.TOO_FEW, (None, None), None)
    assert found.value == pytest.approx(0.5, abs=0.02)
    assert "How much weeks differ: this needs at least 8." in [str(one) for one in found.unknown]


def test_usable_time_by_district_and_hour_of_the_week(tables):
    found = usable_time.answer(usable_time.count(*tables, Settings()), Settings())
    assert str(found.sentence) == (
        "Of each hour on patrol 30 minutes can be used: they lie in stretches of 20 minutes or more."
    )
    assert len(found.rows) == 2 * 7 * 8
    first = found.rows[0]
    assert (first["district"], first["hour"], first["hours_a_week"]) == ("1", 8, 1)
    assert (first["busy"] + first["usable"], first["low"] < first["usable"] < first["high"]) == (pytest.approx(1), True)


def test_an_hour_that_few_people_served_is_withheld(tmp_path):
    calls, roster = made(9, officers=4)
    tables = opened(tmp_path, calls=calls, roster=roster)
    with tables[0]:
        found = usable_time.answer(usable_time.count(*tables, Settings()), Settings())
    assert {(row["hours_a_week"], row["busy"], row["usable"], row["low"], row["high"]) for row in found.rows} == {
        (None,) * 5
    }
    assert found.value == pytest.approx(0.5, abs=0.02), "all hours together are of eight people"


def test_the_time_of_few_people_is_withheld(tmp_path):
    calls, roster = made(9, officers=2)
    tables = opened(tmp_path, calls=calls, roster=roster)
    with tables[0]:
        for measure in (time_budget, usable_time):
            found = measure.answer(measure.count(*tables, Settings()), Settings())
            assert (found.verdict, found.value, found.rows, found.n) == (Verdict.TOO_FEW, None, (), 126)
            assert str(found.sentence).startswith("Withheld")


def test_without_a_roster_in_the_days_of_the_calls_there_is_nothing(tmp_path):
    calls, roster = made(1)
    roster = [{**one, "start": "2030-01-01 08:00:00", "end": "2030-01-01 09:00:00"} for one in roster]
    tables = opened(tmp_path, calls=calls, roster=roster)
    with tables[0]:
        for measure in (time_budget, usable_time):
            found = measure.answer(measure.count(*tables, Settings()), Settings())
            assert (found.verdict, found.value, found.n) == (Verdict.TOO_FEW, None, 0)
