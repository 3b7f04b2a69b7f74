"""Invented officers whose truth is known: what is planted is found, what is not is not, and nobody is named."""

import json
from datetime import date

import numpy as np
import pytest

from commonbeat.measures import __main__ as door
from commonbeat.measures.enforcement import quota_signs
from commonbeat.measures.enforcement.quota import calendars
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


def signs(done, **settings):
    return quota_signs.answer(counted(done), Settings(**settings))


def test_nothing_planted_is_no_sign_with_what_would_have_shown():
    found = signs(acts(rng(1)))
    [row] = found.rows
    assert (found.verdict, row["verdict"], row["signs"], row["number"]) == ("no sign", "no sign", [], None)
    assert row["interval"][0] < row["effect"] < row["interval"][1]
    assert (row["q"] > 0.05, 0.05 <= row["smallest_effect"] < 0.12) == (True, True)
    assert {part["test"] for part in row["parts"]} == {
        "more in the last days", "those behind catch up", "totals heap at a number", "totals too alike",
    }  # fmt: skip
    assert str(found.sentence).startswith("No sign of a quota was seen. A rise of ")


def test_a_rise_of_ten_in_a_hundred_at_the_end_of_the_month_is_found():
    [row] = signs(acts(rng(2), officers=200, rise=0.10)).rows
    assert (row["verdict"], row["signs"], row["period"]) == ("weak", ["more in the last days"], "month")
    assert row["interval"][0] <= 0.10 <= row["interval"][1]
    assert (row["q"] < 0.01, row["p_moved"] <= 0.01, row["placebo"] < 0.05) == (True, True, True)


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
    assert {"unit", "verdict", "effect", "interval", "q", "smallest_effect"} <= set(found["rows"][0])
    assert "officer_id" not in said and "South1" not in said
    assert door.main(["compute", "quota-signs", str(file), "--mapping", str(mapping), "--by", "beat", "--json"]) == 0
    assert [row["unit"] for row in json.loads(capsys.readouterr().out)["rows"]] == ["all"]
    assert door.main(["compute", "quota-signs", str(file), "--mapping", str(mapping), "--by", "planet"]) == 2


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
