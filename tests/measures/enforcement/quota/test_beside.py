"""What stands beside the records: a series that no quota moves, hours on duty, a second source."""

from datetime import date, timedelta

import numpy as np
import pytest

from commonbeat.measures.catalogue import Files, compute_files
from commonbeat.measures.mapping import of_our_own_names
from commonbeat.measures.schema import Wrong, schema
from commonbeat.measures.settings import Settings
from tests.measures.records import written

DAYS = [date(2022, 1, 1) + timedelta(day) for day in range(730)]
LATE = np.array([(day + timedelta(5)).month != day.month for day in DAYS])
rng = np.random.default_rng(3)
BUSY = rng.poisson(20 * (1 + 0.3 * LATE))
ACTS = [
    {"date": day, "district": "A", "stop_id": f"{day}-{n}"} for day, m in zip(DAYS, BUSY, strict=True) for n in range(m)
]


def asked(folder, **also):
    """The row of district A with other files beside the citations."""
    found = compute_files(
        "quota-signs",
        Files([written(folder, "stops", ACTS)]),
        None,
        Settings(),
        also={role: Files([written(folder, role, rows)]) for role, rows in also.items()},
    )
    return found, found.rows[0]


def test_a_series_that_rises_as_well_takes_the_sign_away(tmp_path):
    _found, alone = asked(tmp_path)
    assert (alone["verdict"], alone["effect"] > 0.2) == ("weak", True)
    assert {part["placebo"] < 0.1 for part in alone["parts"]} == {True}
    calls = [{"date": day} for day, m in zip(DAYS, rng.poisson(10 * (1 + 0.3 * LATE)), strict=True) for _ in range(m)]
    found, beside = asked(tmp_path, placebo=calls)
    assert (beside["verdict"], beside["placebo"] > 0.2) == ("no sign", True)
    assert "Beside each stands a series that no quota moves: citations." in map(str, found.known)
    flat = [{"date": day} for day in DAYS for _ in range(10)]
    assert asked(tmp_path, placebo=flat)[1]["verdict"] == "weak"


def test_a_series_stands_beside_only_the_ends_that_it_covers(tmp_path):
    def beside(**also):
        return {part["beside"] for part in asked(tmp_path, **also)[1]["parts"]}

    calls = [{"date": day} for day, m in zip(DAYS, rng.poisson(5, 730), strict=True) for _ in range(m)]
    assert beside(placebo=calls) == {"citations"}
    assert beside(placebo=calls[-300:]) == {"the same days of calendars moved by half a period"}
    said = [str(one) for one in asked(tmp_path, placebo=calls[-300:])[0].known]
    assert "Looked at as well, but covering too few ends of periods to stand beside: citations." in said


def test_calls_are_those_that_somebody_made_and_crashes_stand_in_for_too_few(tmp_path):
    late = dict(zip(DAYS, LATE, strict=True))
    crashes = [{**one, "crash": rng.random() < (0.1 if late[one["date"]] else 0.13)} for one in ACTS]
    stops = Files([written(tmp_path, "stops", crashes)])
    for days, series in (DAYS, "calls from the community"), (DAYS[-60:], "crashes in the same file"):
        rows = [
            {"unit_id": "u", "t_dispatch": f"{day} 10:00", "source": source}
            for day in days
            for source, n in (("community", rng.poisson(5)), ("officer", 20 if late[day] else 5))
            for _ in range(n)
        ]
        calls = Files([written(tmp_path, "calls", rows)], of_our_own_names(schema("calls"), rows[0]))
        [row] = compute_files("quota-signs", stops, None, Settings(), also={"placebo": calls}).rows
        assert {part["beside"] for part in row["parts"]} == {series}
        assert abs(row["placebo"]) < 0.1


def test_a_roster_of_some_weeks_changes_nothing_before_them(tmp_path):
    on = [{"unit_id": "u", "start": f"{day} 08:00", "end": f"{day} 16:00"} for day in DAYS[-70:]]
    found, row = asked(tmp_path, roster=on)
    assert row["effect"] == pytest.approx(asked(tmp_path)[1]["effect"], abs=1e-9)
    assert any(str(one).startswith("The roster covers 70 of the 730 days with records") for one in found.known)


def test_hours_on_duty_explain_a_rise_that_comes_with_more_officers(tmp_path):
    on = [
        {"unit_id": f"u{unit}", "start": f"{day} 08:00", "end": f"{day} 16:00"}
        for day, late in zip(DAYS, LATE, strict=True)
        for unit in range(26 if late else 20)
    ]
    found, row = asked(tmp_path, roster=on)
    assert (row["verdict"], row["effect"] < 0.06) == ("no sign", True)
    assert not any("roster" in str(one) for one in found.would_help)


def test_two_sources_are_held_against_each_other_and_it_is_printed(tmp_path):
    court = [one for one in ACTS if not one["stop_id"].endswith("-0")]
    court += [{"date": DAYS[5], "district": "A", "stop_id": f"court {n}"} for n in range(7)]
    found, row = asked(tmp_path, second=court)
    lacking = len([one for one in ACTS if one["stop_id"].endswith("-0")])
    said = f"of {len(ACTS):,} acts here {lacking:,} are not in it, and 7 of its acts are not here."
    assert any(said in str(one) for one in found.known)
    assert (found.excluded["only here and not in the second source"], row["only_here"]) == (
        lacking,
        lacking / len(ACTS),
    )


def test_only_days_of_both_sources_are_held_against_each_other(tmp_path):
    here = [{"date": f"2024-01-{day:02}", "stop_id": str(day), "district": "A"} for day in range(1, 21)]
    there = [{"date": f"2024-01-{day:02}", "stop_id": str(day)} for day in range(11, 31)]
    both = compute_files("quota-signs", Files([written(tmp_path, "a", here)]), None, Settings(),
                         also={"second": Files([written(tmp_path, "b", there)])})  # fmt: skip
    assert "of 10 acts here 0 are not in it, and 0 of its acts are not here." in str(both.known[-1])


def test_sources_without_numbers_and_files_without_a_use_are_refused(tmp_path):
    plain = [{"date": "2024-01-01", "district": "A"}]
    with pytest.raises(Wrong, match="two sources can only be reconciled where"):
        asked(tmp_path, second=plain)
    file = Files([written(tmp_path, "stops", plain)])
    with pytest.raises(Wrong, match="ladder has no use for: placebo"):
        compute_files("ladder", file, None, Settings(), also={"placebo": file})
