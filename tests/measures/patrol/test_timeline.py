"""Lines of time: against a hand-made day, and against counting every minute."""

from collections import Counter
from datetime import datetime, timedelta

import ibis
from hypothesis import given, settings, strategies as st

from commonbeat.measures.patrol import timeline
from commonbeat.measures.table import counts

ROSTER = {
    "unit_id": "string",
    "officer_id": "string",
    "start": "timestamp",
    "end": "timestamp",
    "kind": "string",
    "district": "string",
}
CALLS = {"unit_id": "string", "call_type": "string", "work": "string", "source": "string"}
CALLS |= dict.fromkeys(("t_dispatch", "t_enroute", "t_onscene", "t_clear"), "timestamp")
MONDAY = datetime.fromisoformat("2024-01-01")


def at(clock):
    hours, minutes = clock.split(":")
    return MONDAY + timedelta(hours=int(hours), minutes=int(minutes))


def on(start, end, kind="on duty", unit="A", officer="o1", district="1"):
    return dict(zip(ROSTER, (unit, officer, at(start), at(end), kind, district), strict=True))


def call(start, end, work=None, source="community", unit="A", call_type="x"):
    return {
        "unit_id": unit,
        "call_type": call_type,
        "work": work,
        "source": source,
        "t_dispatch": at(start) if start else None,
        "t_enroute": None,
        "t_onscene": None,
        "t_clear": at(end) if end else None,
    }


def cut(roster, calls, filled=True):
    duty, work = ibis.memtable(roster, schema=ROSTER), ibis.memtable(calls or [call("0:00", "0:00")], schema=CALLS)
    return timeline.segments(timeline.duty(duty), ibis.union(timeline.work(work, filled), timeline.away(duty)))


def minutes(segments):
    rows = counts(segments, ["state"], seconds=(segments.end - segments.start).sum())
    return {row["state"]: row["seconds"] / 60 for row in rows}


def test_two_calls_at_once_count_once_as_the_first_of_the_classes():
    found = minutes(cut([on("8:00", "16:00")], [call("9:00", "10:00", "engagement"), call("9:30", "11:00")]))
    assert found == {"free": 360, "engagement": 30, "call": 90}


def test_time_before_and_after_the_shift_does_not_count():
    found = minutes(cut([on("8:00", "16:00")], [call("7:00", "9:00"), call("15:30", "18:00")]))
    assert found == {"free": 390, "call": 90}


def test_work_of_another_unit_is_not_this_ones():
    assert minutes(cut([on("8:00", "9:00")], [call("8:00", "9:00", unit="B")])) == {"free": 60}


def test_leave_training_court_and_meals_are_taken_off_also_while_a_call_runs():
    roster = [on("8:00", "16:00"), on("12:00", "12:30", "meal"), on("14:00", "15:00", "court")]
    assert minutes(cut(roster, [call("12:15", "13:00")])) == {"free": 360, "away": 90, "call": 30}


def test_protected_time_is_kept_or_broken_by_calls():
    roster = [on("8:00", "12:00"), on("10:00", "12:00", "protected")]
    calls = [call("10:30", "11:00"), call("11:00", "11:20", "problem solving", "officer")]
    assert minutes(cut(roster, calls)) == {"free": 120, "protected": 70, "broken": 30, "problem solving": 20}


def test_overlapping_rows_of_the_roster_are_not_counted_twice():
    assert minutes(cut([on("8:00", "12:00"), on("10:00", "14:00", officer="o2")], [])) == {"free": 360}


def test_a_shift_across_midnight_and_one_too_long_to_be_true():
    assert minutes(cut([on("22:00", "30:00"), on("40:00", "90:00", unit="B")], [])) == {"free": 480}


def test_the_class_follows_who_began_it_where_nobody_says():
    calls = [call("8:00", "8:10", None, "officer"), call("8:20", "8:30", None, None)]
    assert minutes(cut([on("8:00", "9:00")], calls)) == {"officer-initiated": 10, "unknown": 10, "free": 40}


def test_an_end_that_was_not_stamped_is_the_usual_one_of_its_type_or_left_out():
    known = [
        call(f"{hour}:00", f"{hour}:{length}") for hour, length in ((8, 10), (9, 20), (10, 30), (11, 40), (12, 50))
    ]
    roster, calls = [on("8:00", "16:00")], [*known, call("14:00", None)]
    assert minutes(cut(roster, calls)) == {"call": 180, "free": 300}
    assert minutes(cut(roster, calls, filled=False)) == {"call": 150, "free": 330}


def test_a_beginning_that_was_not_stamped_cannot_be_placed():
    assert minutes(cut([on("8:00", "9:00")], [call(None, "8:30")])) == {"free": 60}


stretch = st.tuples(st.integers(0, 300), st.integers(1, 120))
shift = st.tuples(
    st.lists(st.tuples(stretch, st.sampled_from(("call", "enforcement", "engagement"))), max_size=6),
    st.lists(stretch, max_size=2),
)


@settings(max_examples=5, deadline=None)
@given(st.lists(shift, min_size=10, max_size=30))
def test_every_minute_is_in_one_state(shifts):
    """An oracle that looks at each minute of each unit's shift by itself."""
    roster, calls, expected = [], [], Counter()
    for number, (work, meals) in enumerate(shifts):
        unit = str(number)
        roster.append(on("0:60", "0:240", unit=unit))
        roster += [on(f"0:{start}", f"0:{start + long}", "meal", unit) for start, long in meals]
        calls += [call(f"0:{start}", f"0:{start + long}", kind, unit=unit) for (start, long), kind in work]
        for minute in range(60, 240):
            active = {kind for (start, long), kind in work if start <= minute < start + long}
            eats = any(start <= minute < start + long for start, long in meals)
            expected["away" if eats else next((k for k in timeline.WORK if k in active), "free")] += 1
    assert minutes(cut(roster, calls)) == expected


def test_free_time_is_cut_at_full_hours_but_known_by_the_whole_stretch():
    segments = cut([on("8:00", "10:30")], [call("8:50", "9:05"), call("9:15", "9:20")])
    hours = timeline.hours(segments, 20)
    found = counts(hours, ["week", "hour"], **timeline.seconds_of(hours))
    assert [(row["hour"], row["available"] / 60, row["busy"] / 60, row["usable"] / 60) for row in found] == [
        (8, 60, 10, 50),
        (9, 60, 10, 40),
        (10, 30, 0, 30),
    ]
    assert {row["week"] for row in found} == {(MONDAY - datetime.fromisoformat("1969-12-29")).days // 7}


def test_the_week_begins_on_monday():
    hours = timeline.hours(cut([on("-1:00", "1:00")], []), 20)
    found = counts(hours, ["week", "hour"])
    assert [(row["hour"], row["week"] - found[0]["week"]) for row in found] == [(167, 0), (0, 1)]


def test_stretches_have_the_longest_length_that_they_last():
    segments = cut([on("8:00", "10:00")], [call("8:15", "8:30"), call("9:10", "9:55")])
    rows = timeline.by_week(segments, [0, 10, 20, 30])
    assert [(row["state"], row["gap"]) for row in counts(rows.filter(rows.state == "free"), ["state", "gap"])] == [
        ("free", 0),
        ("free", 10),
        ("free", 30),
    ]
