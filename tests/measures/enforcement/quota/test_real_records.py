"""The records of two cities, whose officers nobody has accused: the battery accuses none, a naive test many."""

from dataclasses import replace

import duckdb
import numpy as np
import pytest
from scipy.special import ndtr

from commonbeat.measures import mapping
from commonbeat.measures.catalogue import Files, compute_files
from commonbeat.measures.settings import Reviews, Settings
from tests.measures.files import MAPPINGS, REAL, on_real_files, real

pytestmark = on_real_files
REVIEWED = Settings(reviews=Reviews(days=(7, 14, 21, 31)))


@pytest.mark.parametrize(
    ("name", "how", "by", "units"),
    [
        ("boston_stops_2011_2020", "boston_stops", "location", 8),
        ("boston_offences_2020", "boston_offences", "district", 0),
        ("takoma_park_stops_2015_2017", "takoma_stops", "district", 1),
        ("takoma_park_violations_2015_2017", "takoma_violations", "district", 1),
    ],
)
def test_no_district_is_accused(name, how, by, units):
    files = Files([REAL / "stops" / f"{name}.csv.gz"], mapping.read(MAPPINGS / f"{how}.toml"))
    found = compute_files("quota-signs", files, None, replace(REVIEWED, by=by))
    assert found.verdict == "no sign"
    verdicts = [row["verdict"] for row in found.rows]
    assert (verdicts.count("no sign"), set(verdicts) <= {"no sign", "not enough data"}) == (units, True)
    assert {part["period"] for row in found.rows for part in row["parts"]} >= {"month", "four weeks", "days of review"}


def test_the_naive_test_accuses_boston_officers(tmp_path):
    """The counter-example: each officer's share of the last five days of the month, as if every stop were a die."""
    found = real("stops/boston_stops_2011_2020.csv.gz", "boston_stops", tmp_path)
    totals = duckdb.execute(
        "SELECT count(*) FILTER (date + 5 > last_day(date)), count(*), sum(5 / day(last_day(date)))"
        f" FROM '{found.records}' WHERE officer_id IS NOT NULL GROUP BY officer_id HAVING count(*) >= 50"
    ).fetchall()
    late, n, expected = np.array(totals, float).T
    z = (late - expected) / np.sqrt(expected * (1 - expected / n))
    assert z.max() == pytest.approx(10.92, abs=0.005)
    assert (ndtr(-z) < 0.05 / len(z)).sum() >= 19, "even after Bonferroni, of 350"
