"""Signs of a quota on many generated citations: counting beside the same counts by hand in DuckDB, then the statistics.

.venv/bin/python bench/quota_signs.py               2 million citations
.venv/bin/python bench/quota_signs.py --rows 10
Each measurement is a process of its own, so that peak memory is its own; citations are accepted before. "by hand" is
SQL written for these counts alone, over the same Parquet file with the same memory. The goals: counting within 1.2
times its time, and under 1 GiB at 10 million. On a machine that others use, compare the seconds that the processors
worked.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # matrices are small: many threads only wait for each other
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from records import accepted, apart, duckdb_alone, generate  # noqa: E402

WAYS = ("hand", "ours", "statistics")
OFFICERS, DISTRICTS, YEARS = 3000, 12, 5
COLUMNS = {
    "citation_id": "i",
    "officer_id": f"10000 + hash(i) % {OFFICERS}",
    "district": f"'District ' || hash(i) % {DISTRICTS}",  # an officer's own, as the one number divides the other
    "date": f"DATE '2019-01-01' + dice({365 * YEARS})",
}
BY_HAND = """
SELECT district, date, count(*), count(DISTINCT officer_id) FROM '{file}' GROUP BY ALL;
SELECT district, officer_id, (year(date) * 12 + month(date) - 1) * 2 + (day(date) > 15)::INT AS half, count(*)
FROM '{file}' WHERE officer_id IS NOT NULL GROUP BY ALL;
"""


def hand(file):
    connection = duckdb_alone(file.parent)
    begin = now()
    told = [connection.execute(one).to_arrow_table().num_rows for one in BY_HAND.format(file=file).split(";")[:2]]
    return since(begin), told


def ours(file):
    from commonbeat.measures.enforcement.quota_signs import count
    from commonbeat.measures.settings import Settings
    from commonbeat.measures.table import open_table

    with open_table(file) as table:
        begin = now()
        found = count(table, Settings())
        return since(begin), [len(found.days.n), len(found.totals["month"].n)]


def statistics(file):
    from commonbeat.measures.enforcement.quota_signs import answer, count
    from commonbeat.measures.settings import Settings
    from commonbeat.measures.table import open_table

    with open_table(file) as table:
        counted = count(table, Settings())
    begin = now()
    verdict = answer(counted, Settings()).verdict
    return since(begin), verdict


def now():
    return time.perf_counter(), time.process_time()


def since(begin):
    """Seconds by the clock, and those that the processors worked."""
    return time.perf_counter() - begin[0], time.process_time() - begin[1]


def measure(way, file):
    """One way in this process; says seconds and peak memory."""
    (seconds, worked), said = globals()[way](Path(file))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": seconds, "cpu": worked, "gib": peak, "said": said}))


def report(rows):
    with tempfile.TemporaryDirectory(prefix="quota-") as folder:
        path = Path(folder) / "citations.csv"
        generate(rows, path, COLUMNS)
        _found, file = accepted(path, "citations", path.parent)
        print(f"\n{rows:,} citations of {OFFICERS:,} officers")
        first = None
        for way in WAYS:
            told = apart(__file__, way, file)
            if "failed" in told:
                print(f"{way:10} failed: {told['failed']}")
                continue
            first = first or told
            print(
                f"{way:10} {told['seconds']:6.1f} s  processors {told['cpu']:5.1f} s,"
                f" {told['cpu'] / first['cpu']:5.2f} × by hand  {told['gib']:5.2f} GiB  {told['said']}"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, nargs="+", default=[2], help="millions of citations")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        measure(*asked.measure)
        return
    for millions in asked.rows:
        report(int(millions * 1e6))


if __name__ == "__main__":
    main()
