"""The same expressions on Spark: a local cluster of two workers counts what DuckDB counts."""

import importlib.util
import shutil

import ibis
import pytest

from commonbeat.measures import table
from commonbeat.measures.enforcement import quota_signs
from commonbeat.measures.settings import Settings
from tests.measures.files import laid, look

pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("java") and importlib.util.find_spec("pyspark")), reason="Spark: no Java or no pyspark here"
    ),
    pytest.mark.filterwarnings("ignore"),  # Spark's own
]
RACES = ("white", "black", "")


def answers(path):
    """Counts of every kind that a measure asks for."""
    with table.open_table(path) as opened:
        rows = opened.rows
        late = rows.filter((rows.time >= 17 * 60) & rows.date.between(ibis.date("2020-01-05"), ibis.date("2020-02-05")))
        known, yes, mph = late.arrest_made.count(), late.arrest_made.sum(), late.speed.mean()
        days = rows.group_by("officer_id", "date").aggregate(n=rows.count())
        return (
            opened.counts(["subject_race", "outcome"]),
            table.counts(late, ["subject_race"], known=known, yes=yes, mph=mph),
            table.counts(days, days=lambda t: t.count(), most=lambda t: t.n.max()),
            table.counts(rows.mutate(month=rows.date.month()), ["month"]),
            of_quotas(opened),
        )


def of_quotas(opened):
    """What signs of a quota are read from, by day and by officer and half month; officers have no names there."""
    found = quota_signs.count(opened, Settings())
    both = ((cells.unit, cells.at, cells.n) for cells in (found.days, found.totals["month"]))
    return [sorted(zip(*(column.tolist() for column in columns), strict=True)) for columns in both]


def test_a_cluster_of_two_counts_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", "--master local-cluster[2,1,1024] pyspark-shell")
    data = "date,time,subject_race,officer_id,arrest_made,outcome,speed\n" + "".join(
        f"2020-0{n % 3 + 1}-{n % 28 + 1:02},{n % 24}:{n % 60:02},{RACES[n % 3]},{n % 7},{('yes', 'no', '')[n % 5 % 3]},"
        f"{('warning', 'citation', 'arrest', '')[n % 11 % 4]},{n % 90}.5\n"
        for n in range(3000)
    )
    kept = table.accept(look(tmp_path, laid(tmp_path, data)), tmp_path)
    ours = answers(kept)
    monkeypatch.setenv("COMMONBEAT_RECORDS_ENGINE", "pyspark")
    counted, late, days, months, quotas = answers(kept)
    assert (counted, days, months, quotas) == (ours[0], *ours[2:])
    for here, there in zip(ours[1], late, strict=True):
        assert there.pop("mph") == pytest.approx(here.pop("mph"), rel=1e-9)
        assert there == here
