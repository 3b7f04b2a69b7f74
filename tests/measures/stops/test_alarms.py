"""Net-widening and charge-shift around a change of rules."""

from datetime import date, timedelta

import numpy as np
import pytest

from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, Unsettled, of
from commonbeat.measures.stops import charge_shift, net_widening
from commonbeat.measures.validation import worlds
from tests.measures.records import opened

CHANGED = Settings(change=worlds.CHANGE)
LISTED = of(
    {
        "change": {"date": date(2024, 1, 1)},
        "eligible": [{"from": date(2023, 6, 1), "outcome": "warning", "offenses": ["Plates"]}],
    }
)


def rng(seed=0):
    return np.random.default_rng(seed)


def test_a_wider_net_is_told_beside_all_other_stops():
    found = net_widening.answer(worlds.months(rng(), 2.2), CHANGED)
    assert (found.verdict, found.value) == (Verdict.DIFFERENT, pytest.approx(2.2, rel=0.4))
    assert "the net may have widened" in str(found.sentence)
    listed, other = found.rows
    assert (listed["what"], other["what"], other["low"] < 1 < other["high"]) == ("on the list", "all other stops", True)


def test_fewer_stops_are_no_alarm_but_told():
    found = net_widening.answer(worlds.months(rng(), 0.4), CHANGED)
    assert (found.verdict, "fewer" in str(found.sentence)) == (Verdict.DIFFERENT, True)


def test_no_change_says_what_would_have_shown():
    found = net_widening.answer(worlds.months(rng(1), 1), CHANGED)
    assert (found.verdict, found.smallest > 1.1) == (Verdict.NOT_SEEN, True)


@pytest.mark.parametrize(("before", "after"), [(12, 20), (30, 5), (14, 10)])
def test_a_short_time_cannot_tell_a_change_from_a_season(before, after):
    found = net_widening.answer(worlds.months(rng(), 3, before, after), CHANGED)
    assert (found.verdict, found.value, found.rows) == (Verdict.TOO_FEW, None, [])


def test_blocks_are_whole_on_both_sides_of_the_change():
    days = {-30: 1, -28: 2, -1: 4, 0: 8, 27: 16, 28: 32}
    cells = [{"date": worlds.CHANGE + timedelta(days), "listed": True, "n": n} for days, n in days.items()]
    found = net_widening.blocks_of(cells, worlds.CHANGE)
    assert (found.number, found.listed, found.other) == ([-1, 0], [6, 24], [0, 0])
    assert net_widening.blocks_of([], worlds.CHANGE).number == []


def test_a_planted_shift_is_found_and_named():
    found = charge_shift.answer(worlds.weeks(rng(), 0.1), CHANGED)
    assert (found.verdict, found.value) == (Verdict.DIFFERENT, pytest.approx(-0.1, abs=0.03))
    assert str(found.sentence).endswith("while among all others these rose: b.")
    assert [row["offense"] for row in found.rows[:2]] == ["on the list", "b"]
    assert {row["offense"] for row in found.rows[2:]} == {"c", "d", "e", "all others"}


def test_fewer_listed_stops_without_another_offense_are_no_alarm():
    cells = [cell for cell in worlds.weeks(rng(), 0) if not (cell["listed"] and cell["week"] >= 0 and cell["week"] % 2)]
    found = charge_shift.answer(cells, CHANGED)
    assert found.interval[1] < 0
    assert found.verdict == Verdict.NOT_SEEN
    assert str(found.sentence).endswith("; no other offense took their place.")


def test_no_shift_says_what_would_have_shown():
    found = charge_shift.answer(worlds.weeks(rng(2), 0), CHANGED)
    assert (found.verdict, 0 < found.smallest < 0.1) == (Verdict.NOT_SEEN, True)


def test_a_few_weeks_say_nothing():
    assert charge_shift.answer(worlds.weeks(rng(), 0.2, span=6), CHANGED).verdict == Verdict.TOO_FEW
    assert charge_shift.answer([], CHANGED).verdict == Verdict.TOO_FEW


def test_a_file_is_counted_around_the_change(tmp_path):
    days = ["2023-12-24", "2023-12-25", "2023-12-31", "2024-01-01", "2024-01-07", "2024-01-08"]
    rows = [{"date": day, "violation": "PLATES" if at % 2 else "speeding"} for at, day in enumerate(days)]
    [table] = opened(tmp_path, stops=rows)
    with table:
        weeks = charge_shift.count(table, LISTED)
        dates = net_widening.count(table, LISTED)
    assert [(one["week"], one["listed"]) for one in weeks] == [
        (-2, False),
        (-1, True),
        (-1, False),
        (0, True),
        (0, False),
        (1, True),
    ]
    assert [(one["date"].isoformat(), one["listed"]) for one in dates] == [
        (day, bool(at % 2)) for at, day in enumerate(days)
    ]


@pytest.mark.parametrize("measure", [net_widening, charge_shift])
def test_an_alarm_needs_a_day_and_a_list(measure, tmp_path):
    with pytest.raises(Unsettled, match=r"\[change\] in the settings"):
        measure.answer([], Settings())
    [table] = opened(tmp_path, stops=[{"date": "2024-01-01", "violation": "plates"}])
    with table, pytest.raises(Unsettled, match=r"\[\[eligible\]\] in the settings"):
        measure.count(table, CHANGED)


def test_offenses_of_few_people_on_one_side_are_not_told_alone():
    cells = worlds.weeks(rng(), 0)
    cells += [{"week": week, "violation": "rare", "listed": False, "n": 1} for week in (-3, 2, 4, 6)]
    cells += [{"week": week, "violation": "new", "listed": False, "n": 6} for week in (2, 4, 6, 8)]
    told = [row["offense"] for row in charge_shift.answer(cells, CHANGED).rows]
    assert ("rare" in told, "new" in told) == (False, True)
