"""Checking and accepting records, beside the plain conversion in DuckDB, Polars and pandas: rows a second, peak memory.

.venv/bin/python bench/records.py                  1 and 10 million generated rows, with the columns of Stanford's project
.venv/bin/python bench/records.py --rows 50 --only ours bare
Each measurement is a process of its own, so that peak memory is its own; files are laid into a temporary folder before.
"bare" is DuckDB's own `COPY (FROM read_csv(file)) TO file.parquet`, which finds out types and checks no cell; the goals
are at most 1.3 times its time and 1 GiB at 50 million rows. Polars takes part where it is installed.
"""

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WAYS = ("bare", "ours", "polars", "pandas")
#: one cell in so many says something that cannot be read
WRONG = 5000
COLUMNS = f"""
    i AS raw_row_number, DATE '2015-01-01' + CAST(random() * 2000 AS INT) AS date,
    CASE WHEN random() > 0.04 THEN printf('%02d:%02d', CAST(floor(random() * 24) AS INT), CAST(floor(random() * 60) AS INT)) END AS time,
    CAST(floor(random() * 9000) AS INT) || ' ' || ['Main', 'Oak', 'River', 'Elm'][1 + CAST(floor(random() * 4) AS INT)] || ' ST' AS location,
    round(39 + random(), 6) AS lat, round(-75 + random(), 6) AS lng,
    'District ' || CAST(floor(random() * 12) AS INT) AS district, 'Beat ' || CAST(floor(random() * 60) AS INT) AS beat,
    CASE WHEN random() < 1 / {WRONG} THEN 'adult' ELSE CAST(14 + floor(random() * 70) AS INT)::VARCHAR END AS subject_age,
    CASE WHEN random() < 1 / {WRONG} THEN 'grey' ELSE
        ['black', 'white', 'hispanic', 'asian/pacific islander', 'other', ''][1 + CAST(floor(random() * 6) AS INT)] END AS subject_race,
    ['male', 'female'][1 + CAST(floor(random() * 2) AS INT)] AS subject_sex,
    CAST(floor(random() * 3000) AS INT) + 10000 AS officer_id,
    ['vehicular', 'pedestrian'][1 + CAST(random() > 0.8 AS INT)] AS type,
    ['Speeding', 'Stop sign', 'Lights', 'Inspection sticker', 'Turn, improper', 'Seat belt'][1 + CAST(floor(random() * 6) AS INT)] AS violation,
    random() < 0.03 AS arrest_made, random() < 0.4 AS citation_issued, random() < 0.5 AS warning_issued,
    ['warning', 'citation', 'summons', 'arrest'][1 + CAST(floor(random() * 4) AS INT)] AS outcome,
    CASE WHEN random() < 0.5 THEN random() < 0.1 END AS contraband_found, random() < 0.02 AS frisk_performed,
    random() < 0.7 AS search_conducted, random() < 0.02 AS search_person, random() < 0.03 AS search_vehicle,
    ['', 'consent', 'probable cause'][1 + CAST(floor(random() * 3) AS INT)] AS search_basis,
    ['Traffic', 'Other'][1 + CAST(floor(random() * 2) AS INT)] AS reason_for_stop
"""


def generate(rows, to):
    """Invented stops, by the engine itself."""
    import duckdb

    duckdb.execute(f"SELECT setseed(0.5); COPY (SELECT {COLUMNS} FROM range({rows}) AS r(i)) TO '{to}' (HEADER)")


def bare(path, to):
    import duckdb

    connection = duckdb.connect(config={"memory_limit": "640MB", "temp_directory": str(to.parent)})
    connection.execute(f"COPY (FROM read_csv('{path}')) TO '{to}'")


def ours(path, to):
    from commonbeat.measures import check, given, schema, table

    received = given.receive(path, to.parent)
    found = check.check(received, table.own_names(received, "stops"), to.parent, b"a key")
    return {"accepted": found.accepted, "kept": table.accept(found, to.parent).name[:8], "problems": len(found.problems)}


def polars(path, to):
    import polars

    polars.scan_csv(path, infer_schema_length=10_000, ignore_errors=True).sink_parquet(to)


def pandas(path, to):
    import pandas

    pandas.read_csv(path, low_memory=False).to_parquet(to)


def measure(way, path):
    """One way in this process; says seconds and peak memory."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        begin = time.perf_counter()
        said = globals()[way](path, Path(folder) / "out.parquet")
        seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": seconds, "gib": peak, "said": said}))


def report(rows, ways):
    with tempfile.TemporaryDirectory(prefix="records-") as folder:
        path = Path(folder) / "stops.csv"
        generate(rows, path)
        print(f"\n{rows:,} rows, {path.stat().st_size / 2**30:.2f} GiB")
        first = None
        for way in ways:
            if importlib.util.find_spec({"bare": "duckdb", "ours": "ibis"}.get(way, way)) is None:
                print(f"{way:8} left out: it is not installed")
                continue
            done = subprocess.run([sys.executable, __file__, "--measure", way, str(path)], cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                print(f"{way:8} failed: {done.stderr.strip().splitlines()[-1]}")
                continue
            told = json.loads(done.stdout)
            first = first or told["seconds"]
            print(
                f"{way:8} {told['seconds']:7.1f} s  {rows / told['seconds']:12,.0f} rows/s  {told['gib']:5.2f} GiB"
                f"  {told['seconds'] / first:5.2f} × {ways[0]}  {told['said'] or ''}"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=float, nargs="+", default=[1, 10], help="millions of rows")
    parser.add_argument("--only", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        sys.path.insert(0, str(ROOT))
        measure(asked.measure[0], Path(asked.measure[1]))
        return
    for millions in asked.rows:
        report(int(millions * 1_000_000), asked.only)


if __name__ == "__main__":
    main()
