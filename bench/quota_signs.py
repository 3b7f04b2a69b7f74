"""Signs of a quota on many generated citations: counting beside the same counts by hand in DuckDB, then the statistics.

.venv/bin/python bench/quota_signs.py               2 million citations
.venv/bin/python bench/quota_signs.py --rows 10
Each measurement is a process of its own, so that peak memory is its own; citations are accepted before. "by hand" is
SQL written for these counts alone, over the same Parquet file with the same memory. The goals: counting within 1.2
times its time, and under 1 GiB at 10 million. On a machine that others use,
 compare the seconds that the processors worked.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # matrices are small: many threads only wait for each other
ROOT = Path(__file__).resolve().parents[1]
WAYS = ("hand", "ours", "statistics")
OFFICERS, DISTRICTS, YEARS = 3000, 12, 5
BY_HAND = """
SELECT district, date, count(*), count(DISTINCT officer_id) FROM '{file}' GROUP BY ALL;
SELECT district, officer_id, (year(date) * 12 + month(date) - 1) * 2 + (day(date) > 15)::INT AS half, count(*)
FROM '{file}' WHERE officer_id IS NOT NULL GROUP BY ALL;
"""


def generate(rows, folder):
    """Invented citations, accepted: the path of their Parquet file."""
    import duckdb

    from commonbeat.measures import check, given, table

    path = folder / "citations.csv"
    duckdb.execute("CREATE MACRO dice(sides) AS CAST(floor(random() * sides) AS INT); SELECT setseed(0.5)")
    duckdb.execute(
        f"COPY (SELECT i AS citation_id, o AS officer_id, 'District ' || o % {DISTRICTS} AS district,"
        f" DATE '2019-01-01' + dice({365 * YEARS}) AS date FROM (SELECT i, 10000 + dice({OFFICERS}) AS o"
        f" FROM range({rows}) AS r(i))) TO '{path}' (HEADER)"
    )
    received = given.receive(path, folder)
    return table.accept(check.check(received, table.own_names(received, "citations"), folder, b"a key"), folder)


def hand(file):
    import duckdb

    connection = duckdb.connect(config={"memory_limit": "640MB", "temp_directory": str(file.parent)})
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
        file = generate(rows, Path(folder))
        print(f"\n{rows:,} citations of {OFFICERS:,} officers")
        first = None
        for way in WAYS:
            done = subprocess.run(
                [sys.executable, __file__, "--measure", way, str(file)], cwd=ROOT, capture_output=True, text=True
            )
            if done.returncode:
                print(f"{way:10} failed: {done.stderr.strip().splitlines()[-1]}")
                continue
            told = json.loads(done.stdout)
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
    sys.path.insert(0, str(ROOT))
    main()
