"""Invented officers whose truth is known: what is planted is found, what is not is not, and nobody is named."""

import json
from datetime import date
from math import ceil

import numpy as np
import pytest

from commonbeat.measures import __main__ as door
from commonbeat.measures.catalogue import Files, compute_files
from commonbeat.measures.enforcement import quota_signs
from commonbeat.measures.enforcement.quota import calendars
from commonbeat.measures.enforcement.quota.days import without_strays
from commonbeat.measures.settings import Reviews, Settings
from commonbeat.measures.validation.officers import FIRST, acts, counted
from tests.measures.records import opened, written

rng = np.random.default_rng


def rows_of(done, district="A"):
    """Each act as a row of a file."""
    return [
        {"date": iso(day), "officer_id": f"{district}{officer}", "district": district}
        for officer, day in zip(*np.nonzero(done), strict=True)
        for _ in range(done[officer, day])
    ]


def iso(day):
    return date.fromordinal(FIRST + int(day)).isoformat()


def months_of(days):
    """The number of the month in which each of so many days from the first lies."""
    return np.array([(day := date.fromordinal(FIRST + n)).year * 12 + day.month for n in range(days)])


def signs(done, **settings):
    return quota_signs.answer(counted(done), Settings(**settings))


def test_nothing_planted_is_no_sign_with_what_would_have_shown():
    found = signs(acts(rng(1)))
    [row] = found.rows
    assert (found.verdict, row["verdict"], row["signs"], row["number"]) == ("no sign", "no sign", [], None)
    assert row["interval"][0] < row["effect"] < row["interval"][1]
    assert (row["q"] > 0.05, 0.05 <= row["smallest_effect"] < 0.16) == (True, True)
    assert {part["test"] for part in row["parts"]} == {
        "more in the last days", "officers behind at the middle catch up",
        "totals heap at a number", "totals too alike",
    }  # fmt: skip
    assert str(found.sentence).startswith("No sign of a quota was seen. A rise of ")


def test_a_rise_of_ten_in_a_hundred_at_the_end_of_the_month_is_found():
    [row] = signs(acts(rng(2), officers=200, rise=0.10)).rows
    assert (row["verdict"], row["signs"], row["period"]) == ("weak", ["more in the last days"], "month")
    assert row["interval"][0] <= 0.10 <= row["interval"][1]
    assert (row["q"] < 0.01, row["p_moved"] <= 0.01, row["placebo"] < 0.05) == (True, True, True)


def test_the_smallest_rise_that_is_told_is_found_in_8_of_10_such_records():
    """Every bar counts that holds: of all tests together, of a lone sign, of the moved calendars and of the band."""
    told = np.mean([signs(acts(rng([1, n]), officers=25)).rows[0]["smallest_effect"] for n in range(6)])
    found = sum(signs(acts(rng([2, n]), officers=25, rise=told)).verdict in ("weak", "strong") for n in range(24))
    assert 14 <= found <= 23, f"19 of 24 are expected at {told}"


def test_only_days_apart_from_all_others_are_stray():
    """Three years without a gap keep their first and last day, however quiet; a date of long ago is left out."""
    days = np.arange(FIRST, FIRST + 1095)
    quiet = np.full(1095, 30)
    quiet[[0, -1]] = 1
    assert without_strays(days, quiet) == (FIRST, FIRST + 1094)
    strays = (np.r_[FIRST - 9000, days, FIRST + 1094 + 40], np.r_[1, quiet, 1])
    assert without_strays(*strays) == (FIRST, FIRST + 1094)
    assert without_strays(np.r_[days, FIRST + 1094 + 28], np.r_[quiet, 1])[1] == FIRST + 1094 + 28
    assert without_strays(np.r_[days, FIRST + 1094 + 60], np.r_[quiet, 900])[1] == FIRST + 1094 + 60, "not a few"


def test_what_is_told_of_a_unit_does_not_hang_on_the_records_of_others(tmp_path):
    """Others whose records begin years earlier, or end earlier, lay no empty days beside a unit's first and last."""

    def rises(*units):
        rows = [row for unit, done in units for row in rows_of(done, unit)]
        found = compute_files("quota-signs", Files([written(tmp_path, "citations", rows)]), None, Settings())
        names = ("effect", "interval", "p_moved", "placebo", "n")
        return {row["unit"]: [row[name] for name in names] for row in found.rows}, found

    late = acts(rng(3), officers=20, years=3)
    late[:, :490] = 0
    early = acts(rng(4), officers=20, years=3)
    early[:, 900:] = 0
    alone, both = rises(("Late", late))[0], rises(("Late", late), ("Early", early))
    assert alone["Late"] == both[0]["Late"]
    assert any("rests on its own records alone" in str(one) for one in both[1].known)


def test_a_row_tells_of_the_test_that_decides_it():
    """A number reached at any time of the month heaps and does not rise: the heap's effect stands there with its q."""
    done = np.zeros((60, 1096), np.int64)
    for month in np.unique(months_of(1096)):
        days = np.flatnonzero(months_of(1096) == month)
        for officer in range(60):
            many = 20 if rng([officer, int(month)]).random() < 0.5 else rng([officer, int(month), 1]).poisson(18)
            np.add.at(done[officer], rng([officer, int(month), 2]).choice(days, many), 1)
    found = signs(done)
    [row] = found.rows
    [part] = [one for one in row["parts"] if (one["test"], one["period"]) == (row["test"], row["period"])]
    assert row["test"] == "totals heap at a number"
    assert [row[key] for key in ("effect", "interval", "q")] == [part[key] for key in ("effect", "interval", "q")]
    assert (found.value, found.unit, row["number"], row["smallest_effect"]) == (row["effect"], "share", 20, None)
    assert "totals heap at 20" in str(found.sentence)


def test_what_could_not_be_tested_is_told_with_what_would_help(tmp_path):
    few = signs(acts(rng(1), officers=8, each=5))
    assert any("could not be tested in A: this needs at least ten officers" in str(one) for one in few.unknown)
    rows = [{**one, "officer_id": ""} for one in rows_of(acts(rng(1), officers=30))]
    nobody = compute_files("quota-signs", Files([written(tmp_path, "citations", rows)]), None, Settings())
    assert any("no record says which officer" in str(one) for one in nobody.unknown)
    nowhere = [{"date": one["date"]} for one in rows]
    found = compute_files("quota-signs", Files([written(tmp_path, "nowhere", nowhere)]), None, Settings())
    assert str(found.sentence).startswith("No sign of a quota was seen. A rise of "), "no single one is spoken of"
    assert str(nobody.would_help[0]).startswith("Officers' numbers")
    assert "race" not in " ".join(map(str, (*nobody.unknown, *nobody.would_help)))


def test_a_number_that_officers_try_to_reach_is_found_by_two_signs():
    [row] = signs(acts(rng(3), officers=120, each=0.65, number=20)).rows
    assert (row["verdict"], row["number"]) == ("strong", 20)
    assert set(row["signs"]) >= {"totals heap at a number", "more in the last days"}


def test_officers_who_all_write_the_same_are_too_alike():
    done = np.zeros((40, 730), np.int64)
    done[:, ::3] = 1
    [row] = signs(done).rows
    assert "totals too alike" in row["signs"]


def test_the_door_gives_one_row_for_each_unit_and_names_no_officer(tmp_path, capsys):
    quiet, planted = acts(rng(5), officers=30), acts(rng(6), officers=150, rise=0.25)
    file = written(tmp_path, "citations", [*rows_of(quiet, "North"), *rows_of(planted, "South")])
    mapping = tmp_path / "m.toml"
    mapping.write_text('schema = "citations"\n[columns]\ndate="date"\nofficer_id="officer_id"\ndistrict="district"\n')
    assert door.main(["compute", "quota-signs", str(file), "--mapping", str(mapping), "--json"]) == 0
    said = capsys.readouterr().out
    found = json.loads(said)
    assert {row["unit"]: row["verdict"] for row in found["rows"]} == {"North": "no sign", "South": "weak"}
    assert found["verdict"] == "weak" and "South" in found["sentence"] and "North" not in found["sentence"]
    quiet_row = next(row for row in found["rows"] if row["unit"] == "North")
    rises = [said for said in found["known"] if said.startswith("In the unit where no sign is told, a rise of ")]
    assert f"a rise of {ceil(100 * quiet_row['smallest_effect'])} in 100" in rises[0]
    assert found["smallest"] is None, "what would have shown in the accused unit says nothing of the others"
    assert {"unit", "verdict", "effect", "interval", "q", "smallest_effect"} <= set(found["rows"][0])
    assert "officer_id" not in said and "South1" not in said
    assert door.main(["compute", "quota-signs", str(file), "--mapping", str(mapping), "--by", "beat", "--json"]) == 0
    assert [row["unit"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["all"]
    assert door.main(["compute", "quota-signs", str(file), "--mapping", str(mapping), "--by", "planet"]) == 2
    assert door.main(["compute", "quota-signs", str(file), "--mapping", str(mapping), "--by", "officer_id"]) == 2
    assert "nothing is told of one officer" in capsys.readouterr().err


def test_too_little_is_not_enough_data(tmp_path):
    few = acts(rng(7), officers=12, years=1, each=0.03)
    assert signs(few).verdict == "not enough data"
    three = signs(acts(rng(8), officers=3, each=3))
    assert three.verdict == "not enough data", "fewer than five officers are never told"
    assert three.rows[0]["effect"] is None
    [table] = opened(tmp_path, citations=[{"date": "2024-05-01", "officer_id": "1", "district": "A"}] * 3)
    with table:
        assert quota_signs.answer(quota_signs.count(table, Settings()), Settings()).verdict == "not enough data"


def test_what_the_engine_counts_is_what_was_done(tmp_path):
    done = acts(rng(9), officers=25, years=1)
    [table] = opened(tmp_path, citations=rows_of(done))
    with table:
        found, known = quota_signs.count(table, Settings()), counted(done)
    days = np.argsort(found.days.at)
    used = known.days.n > 0
    assert found.days.n[days].tolist() == known.days.n[used].tolist()
    assert found.days.officers[days].tolist() == known.days.officers[used].tolist()
    told, asked = (
        sorted(zip(c.at.tolist(), c.n.tolist(), strict=True)) for c in (found.totals["month"], known.totals["month"])
    )
    assert (told, found.people.tolist()) == (asked, [25, 25])


@pytest.mark.parametrize("days", [(7, 14, 21, 31), (15,), (15, 31), (31,), (10, 20)])
def test_halves_of_days_of_review_begin_after_a_review(days):
    """Every period from one day of review to the next is two halves, the first of which is even."""
    kind, span = calendars.reviews(days), FIRST + np.arange(400)
    half = calendars.numbered(kind, span)
    [ends] = calendars.ends("days of review", FIRST + 40, FIRST + 360, Reviews(days=days))
    assert (half[ends - FIRST] % 2 == 1).all() and (half[ends + 1 - FIRST] % 2 == 0).all()
    assert set(np.diff(half).tolist()) == {0, 1}
    assert len(ends) == (half[ends + 1 - FIRST] // 2).max() - (half[ends + 1 - FIRST] // 2).min() + 1
