"""The same expressions on Spark: a local cluster of two workers counts what DuckDB counts."""

import importlib.util
import shutil
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib import import_module

import ibis
import numpy as np
import pytest

from commonbeat.measures import catalogue, table
from commonbeat.measures.settings import Eligible, Settings
from commonbeat.measures.stops import counting
from commonbeat.measures.sun import Spot
from tests.measures.files import laid, look
from tests.measures.patrol.test_patrol_time import made
from tests.measures.records import written

pytestmark = [
    pytest.mark.skipif(
        not (shutil.which("java") and importlib.util.find_spec("pyspark")), reason="Spark: no Java or no pyspark here"
    ),
    pytest.mark.filterwarnings("ignore"),  # Spark's own
]
#: for many small questions: nothing is compiled for a few thousand rows
QUICK = (
    "spark.sql.shuffle.partitions=2",
    "spark.sql.codegen.wholeStage=false",
    "spark.sql.codegen.factoryMode=NO_CODEGEN",
    "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
)
RACES = ("white", "black", "")
#: stops of a quarter in two districts, some of them without group, outcome or arrest
STOPS = "date,time,district,violation,subject_race,officer_id,arrest_made,outcome,speed\n" + "".join(
    f"2020-0{n % 3 + 1}-{n % 28 + 1:02},{n % 24}:{n % 60:02},{n % 2},{('plates', 'Lights')[n % 13 % 2]},{RACES[n % 3]},"
    f"{n % 37},{('yes', 'no', '')[n % 5 % 3]},{('warning', 'citation', 'arrest', '')[n % 11 % 4]},{n % 90}.5\n"
    for n in range(3000)
)
SETTLED = Settings(
    lists=(Eligible(date(2020, 1, 5), {"plates": "warning"}),),
    what_if=Eligible(date.min, {"lights": "warning"}),
    change=date(2020, 2, 14),
    place=Spot(39.95, -75.17, "America/New_York"),
)


@pytest.fixture
def to_cluster(monkeypatch):
    """Sends what is counted from then on to the cluster."""
    told = " ".join(f"--conf {one}" for one in QUICK)
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"--master local-cluster[2,1,1024] {told} pyspark-shell")
    return lambda: monkeypatch.setenv("COMMONBEAT_RECORDS_ENGINE", "pyspark")


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
        )


def counted(accepted):
    """What every measure of the catalogue counts in accepted files, by their kind."""
    found = {}
    for name, measure in catalogue.CATALOGUE.items():
        kinds = [
            next(kind for kind in measure.kinds if kind in accepted),
            *([measure.beside] if measure.beside else []),
        ]
        tables = table.open_tables([([accepted[kind]], None, None) for kind in kinds])
        with tables[0]:
            found[name] = import_module(f"commonbeat.measures.{measure.place}").count(*tables, SETTLED)
    return found


def close(one, other):
    """Whether two sets of counts are equal, and what is no count to 1e-9."""
    if is_dataclass(one):
        return close(asdict(one), asdict(other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(close(one[name], other[name]) for name in one)
    if isinstance(one, np.ndarray):
        return one.tolist() == other.tolist()
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(close, one, other))
    return one == (pytest.approx(other, rel=1e-9) if isinstance(other, float) else other)


def test_a_cluster_of_two_counts_the_same(tmp_path, to_cluster):
    kept = table.accept(look(tmp_path, laid(tmp_path, STOPS)), tmp_path)
    ours = answers(kept)
    to_cluster()
    assert close(answers(kept), ours)


def test_every_measure_counts_the_same_there(tmp_path, to_cluster, monkeypatch):
    monkeypatch.setattr(counting, "MANY", 1000)  # so that officers are in bunches, as where records are many
    calls, roster = made(2)
    files = {"stops": laid(tmp_path, STOPS), "calls": written(tmp_path, "calls", calls)}
    files["roster"] = written(tmp_path, "roster", roster)
    accepted = {kind: table.accept(look(tmp_path, path, kind), tmp_path) for kind, path in files.items()}
    ours = counted(accepted)
    to_cluster()
    there = counted(accepted)
    bunches = {one["cluster"] for one in ours["adjusted"]} - {None}
    assert bunches and bunches <= set(range(counting.BUNCHES))
    for name in catalogue.CATALOGUE:
        assert close(there[name], ours[name]), name
