"""Groups beside each other, stratum by stratum."""

from datetime import date

import numpy as np
import pytest
from statsmodels.api import OLS

from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Settings, Unsettled, of
from commonbeat.measures.stops import adjusted, explained
from commonbeat.measures.stops.eligible import BEFORE
from commonbeat.measures.stops.pairs import pairs, reference_of
from commonbeat.measures.validation import worlds
from tests.measures.records import opened

WHITE = Settings(reference="white")


def world(gap, seed=0, **size):
    return worlds.stops(np.random.default_rng(seed), gap, **size)


def judged(cells):
    return [{**cell, "least": cell["outcome"] == "warning"} for cell in cells]


def test_the_difference_is_that_of_a_regression_with_a_column_for_each_stratum():
    [pair] = pairs(judged(world(-0.1)), WHITE)
    group = pair.counts[:, 1] > 0
    least, n = pair.counts[:, [0, 2]].sum(axis=1), pair.counts[:, [1, 3]].sum(axis=1)
    strata = np.eye(pair.stratum.max() + 1)[pair.stratum]
    cases = np.repeat(np.column_stack([group, strata]), n.astype(int), axis=0)
    y = np.concatenate([[1] * int(yes) + [0] * int(all_of - yes) for yes, all_of in zip(least, n, strict=True)])
    assert pair.estimate(adjusted.difference)[0].value == pytest.approx(OLS(y, cases).fit().params[0])


def test_a_planted_gap_is_found_with_its_direction():
    found = adjusted.answer(world(-0.12), WHITE)
    low, high = found.interval
    assert (found.verdict, low < -0.12 < high, high < 0) == (Verdict.DIFFERENT, True, True)
    assert "black people got the least harmful outcome less often than white people" in str(found.sentence)
    assert "more often" in str(adjusted.answer(world(0.12), WHITE).sentence)


def test_where_there_is_none_it_says_what_would_have_shown():
    found = adjusted.answer(world(0), WHITE)
    assert (found.verdict, 0.03 < found.smallest < 0.12) == (Verdict.NOT_SEEN, True)
    raw = found.rows[0]["raw"]
    assert raw < found.value, "groups are stopped for other things, which the raw count takes for a gap"
    assert "no difference was seen between black and white people" in str(found.sentence)


def test_an_agency_of_few_officers_is_told_that_it_is_too_few():
    found = adjusted.answer(world(-0.3, officers=6, each=30), WHITE)
    assert (found.verdict, found.value, found.interval) == (Verdict.TOO_FEW, None, (None, None))
    assert 0.1 < found.smallest < 0.5
    assert [str(one) for one in found.unknown][-1].startswith("Anything about: black.")
    assert "A review of single cases, drawn by chance, by a board." in [str(one) for one in found.would_help]


@pytest.mark.parametrize("measure", [adjusted, explained])
def test_where_most_are_left_out_it_says_why_instead(measure):
    lists = of(
        {
            "compare": {"reference": "white"},
            "eligible": [{"from": date(2030, 1, 1), "outcome": "warning", "offenses": ["x"]}],
        }
    )
    early = [cell | {"version": BEFORE} for cell in world(-0.1)]
    found = measure.answer(early, lists)
    assert found.verdict == Verdict.TOO_FEW
    assert str(found.sentence) == "Too few to say: most of these records are left out (before the first list)."


def test_a_group_of_few_is_not_told():
    few = [{**world(0)[0], "subject_race": "asian", "cluster": 99, "n": 3}]
    found = adjusted.answer(world(0) + few, WHITE)
    assert [row["group"] for row in found.rows] == ["black"]
    assert found.rows[0]["compared"] % 10 == 0


def test_a_difference_that_would_tell_of_few_is_not_told():
    """All but three of a group got the warning: the plain difference and the size would tell how many did not."""
    cells = [cell for cell in world(0) if cell["subject_race"] == "white"]
    group = [{**cells[0], "subject_race": "asian", "outcome": "warning", "cluster": at, "n": 9} for at in range(12)]
    found = adjusted.answer([*cells, *group, {**group[0], "outcome": "citation", "n": 3}], WHITE)
    assert (found.verdict, found.rows, found.value) == (Verdict.TOO_FEW, [], None)


def test_all_against_none_is_told_with_some_doubt():
    cells = [cell for cell in world(0) if cell["violation"] == "speed"]
    parted = [{**cell, "outcome": "warning" if cell["subject_race"] == "white" else "citation"} for cell in cells]
    found = adjusted.answer(parted, WHITE)
    assert (found.verdict, found.value, found.interval[0] < -1) == (Verdict.DIFFERENT, -1, True)


def test_records_under_another_list_are_not_compared():
    cells = [{**cell, "version": int(cell["subject_race"] == "white")} for cell in world(0)]
    assert adjusted.answer(cells, WHITE).verdict == Verdict.TOO_FEW


def test_unknown_groups_and_officers_are_counted_out():
    cells = world(0)
    cells[0] |= {"subject_race": None, "n": 7}
    cells[1] |= {"cluster": None, "n": 8}
    assert adjusted.answer(cells, WHITE).excluded == {"group unknown": 7, "officer unknown": 8}


@pytest.mark.parametrize(
    ("sizes", "reference"),
    [
        ({"black": 40, "white": 30, "hispanic": 20}, "white"),
        ({"white": 40, "black": 30, "hispanic": 20}, "white"),
        ({"hispanic": 40, "white": 19, "black": 20}, "hispanic"),
        ({"female": 40, "male": 30}, "male"),
    ],
)
def test_whom_others_are_compared_with_hangs_on_no_size_where_there_are_enough(sizes, reference):
    assert reference_of(sizes, Settings()) == reference
    assert reference_of(sizes, Settings(reference=min(sizes))) == min(sizes)


def test_every_other_group_is_compared_with_the_reference_the_largest_first():
    sizes = {"hispanic": 40, "white": 30, "black": 20}
    cells = [{**judged(world(0))[0], "subject_race": race, "n": n} for race, n in sizes.items()]
    assert [(one.group, one.reference) for one in pairs(cells, Settings())] == [
        ("hispanic", "white"),
        ("black", "white"),
    ]
    with pytest.raises(Unsettled, match="martian"):
        pairs(cells, Settings(reference="martian"))
    assert pairs([], Settings()) == []


def test_the_parts_of_a_gap_add_up_and_a_mix_is_told_from_what_remains():
    found = explained.answer(world(-0.1), WHITE)
    [row] = found.rows
    assert row["gap"] == pytest.approx(row["mix"] + row["within"])
    assert (row["mix"] < 0, found.value) == (True, pytest.approx(-0.1, abs=0.07))
    assert explained.answer(world(-0.3, officers=5, each=20), WHITE).verdict == Verdict.TOO_FEW
    assert explained.answer([], WHITE).rows == []


@pytest.mark.parametrize(("known", "bunch"), [(20, "officer"), (15, "2024-05-01")])
def test_days_are_the_bunches_where_officers_are_unknown(tmp_path, known, bunch):
    rows = [
        {"date": "2024-05-01", "officer_id": "7" if number < known else "", "violation": "plates", "outcome": "warning"}
        for number in range(20)
    ]
    [table] = opened(tmp_path, stops=rows)
    with table:
        found = adjusted.count(table, Settings())
    assert [one["n"] for one in found] == [20]
    assert found[0]["cluster"] == bunch or bunch == "officer" and len(found[0]["cluster"]) == 16
