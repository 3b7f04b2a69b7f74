"""The counting part of measures of stops, beside the same counts written by hand in DuckDB's SQL: seconds, peak memory.

.venv/bin/python bench/counting.py                      10 million generated rows, with Stanford's columns
.venv/bin/python bench/counting.py --rows 50 --spark    the same measures on Spark too, on this machine's processors
Give at least 2: officers of a million records or fewer are not put into bunches, as it is written by hand here.
Both read one accepted table; what they count is compared, and must be the same. The quickest of three turns is told,
ours and by hand in turn; "statistics" is what comes after the counts. The goal is 1.2 × by hand, in at most 1 GiB.
"""

import argparse
import importlib
import os
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from records import accepted, duckdb_alone, generate  # noqa: E402

from commonbeat.measures import settings, table  # noqa: E402
from commonbeat.measures.catalogue import CATALOGUE  # noqa: E402

CHANGE = date(2018, 1, 1)
LISTED = ("lights", "inspection sticker")
SETTLED = settings.Settings(
    lists=(settings.Eligible(date(2015, 1, 1), dict.fromkeys(LISTED, "warning")),),
    change=CHANGE,
    what_if=settings.Eligible(date.min, {"seat belt": "warning"}),
)
#: what a person would write who wants the same counts
PART = "CASE time // 360 WHEN 0 THEN '00–06' WHEN 1 THEN '06–12' WHEN 2 THEN '12–18' WHEN 3 THEN '18–24' END"
VERSION = "CASE WHEN date IS NULL THEN NULL WHEN date >= DATE '2015-01-01' THEN 0 ELSE -1 END"
ON_LIST = "coalesce(lower(violation) IN ('lights', 'inspection sticker'), false)"
DIGIT = "strpos('0123456789abcdef', officer_id[{}]) - 1"
BUNCH = f"({DIGIT.format(1)}) * 4 + ({DIGIT.format(2)}) // 4"  # of 64, as of more than a million records
ALIKE = f"violation, {VERSION}, outcome, district, {PART}, subject_race, {BUNCH}"
BY_HAND = {
    "least-harm": [f"violation, {VERSION}, outcome, district"],
    "ladder": [f"{one}, outcome" for one in ("violation", "district", PART, "subject_race")],
    "adjusted": [ALIKE],
    "explained": [ALIKE],
    "net-widening": [f"date, {ON_LIST}"],
    "charge-shift": [f"CAST(floor(date_diff('day', DATE '{CHANGE}', date) / 7) AS INT), violation, {ON_LIST}"],
    "what-if": [f"violation, {VERSION}, outcome"],
}


def by_hand(path, groups):
    """The counts of each list of groups, as a person with DuckDB takes them."""
    connection = duckdb_alone(path.parent)
    asked = (f"SELECT {one}, count(*) AS n FROM read_parquet('{path}') GROUP BY ALL" for one in groups)
    return [connection.execute(one).to_arrow_table().to_pylist() for one in asked]


def same(ours, theirs):
    """Whether both counted the same, whatever the order."""
    lists = list(ours.values()) if isinstance(ours, dict) else [ours]

    def sorted_rows(rows):
        return sorted(tuple(map(str, row.values())) for row in rows)

    return [sorted_rows(rows) for rows in lists] == [sorted_rows(rows) for rows in theirs]


def timed(work, *given):
    begin = time.perf_counter()
    done = work(*given)
    return time.perf_counter() - begin, done


def stops(rows, folder):
    """A table of generated stops, and nothing else in its folder."""
    path = folder / "stops.csv"
    generate(rows, path)
    found, kept = accepted(path, "stops", folder)
    path.unlink()
    found.records.unlink()
    return kept


def report(kept, turns, engine):
    os.environ["COMMONBEAT_RECORDS_ENGINE"] = engine
    print(f"{'measure':14} {'ours':>8} {'by hand':>8} {'ratio':>6} {'statistics':>10}   cells, on {engine}")
    with table.open_table(kept) as opened:
        for name, groups in BY_HAND.items():
            module = importlib.import_module(f"commonbeat.measures.{CATALOGUE[name].place}")
            ours = theirs = None
            for _ in range(turns):
                seconds, counts = timed(module.count, opened, SETTLED)
                ours = min(ours or seconds, seconds)
                seconds, told = timed(by_hand, kept, groups)
                theirs = min(theirs or seconds, seconds)
            assert same(counts, told), f"{name}: the counts differ"
            after, _result = timed(module.answer, counts, SETTLED)
            cells = sum(map(len, told))
            print(f"{name:14} {ours:7.2f}s {theirs:7.2f}s {ours / theirs:6.2f} {after:9.2f}s   {cells:,}", flush=True)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory of the process, with the check before: {used:.2f} GiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, default=10, help="millions of rows")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--spark", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counting-") as folder:
        rows = int(asked.rows * 1_000_000)
        seconds, kept = timed(stops, rows, Path(folder))
        print(f"{rows:,} rows, {kept.stat().st_size / 2**30:.2f} GiB accepted, in {seconds:.0f} s with their making")
        report(kept, asked.turns, "duckdb")
        if asked.spark:
            report(kept, 1, "pyspark")


if __name__ == "__main__":
    main()
