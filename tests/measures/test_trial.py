"""A mapping is tried on the first rows, and work that is not wanted any more is broken off."""

import pytest

from commonbeat.measures import engine, mapping, trial
from commonbeat.measures.check import check
from commonbeat.measures.given import receive
from commonbeat.measures.watching import BrokenOff, watched

STOPS = mapping.parsed(
    'schema = "stops"\n[columns]\ndate = ["day", "%m/%d/%Y"]\nsubject_race = "race"\nofficer_id = "badge"\n'
    '[values.subject_race]\nB = "black"\n[missing]\nsubject_race = ["U"]\n'
)


def given(folder, rows):
    file = folder / "stops.csv"
    file.write_text("day,race,badge,note\n" + "".join(rows), encoding="utf-8")
    private = folder / "private"
    private.mkdir()
    return receive(file, private), private


def test_a_trial_shows_what_stands_in_the_first_rows_and_what_it_becomes(tmp_path):
    rows = ['05/01/2024,B,17,"two\nlines"\n', "05/02/2024,U,18,\n", "soon,X,,\n"]
    tried = trial.try_on(*(given(tmp_path, rows + ["05/03/2024,W,17,\n"] * 500)[:1]), STOPS, tmp_path / "private")
    assert tried.pairs["subject_race"] == [("B", "black"), (None, None), ("X", None)]
    assert [str(day) for _theirs, day in tried.pairs["date"]] == ["2024-05-01", "2024-05-02", "None"]
    [first, _other, nobody] = [ours for _theirs, ours in tried.pairs["officer_id"]]
    assert (len(first), nobody) == (16, None)
    assert (tried.found.rows, tried.found.left_out) == (trial.FIRST, {"date is unknown": 1})


def test_a_check_that_is_not_wanted_any_more_ends_at_its_next_step(tmp_path):
    file, private = given(tmp_path, ["05/01/2024,B,17,\n"])
    told = []
    with pytest.raises(BrokenOff):
        check(file, STOPS, private, b"key", lambda step, share: told.append(step) or step != "count")
    assert list(dict.fromkeys(told)) == ["look", "read", "count"]


def test_what_the_engine_is_doing_is_broken_off_in_the_middle(tmp_path):
    backend = engine.closed_in(tmp_path)
    with pytest.raises(BrokenOff), watched(backend, lambda step, share: step == "begun" and not share) as at:
        at("begun")
        at.__self__.step = "and on"
        engine.sql(backend, "SELECT count(*) FROM range(100000000000) a WHERE hash(a.range) % 7 = 8")
