"""Checking and accepting records, beside the plain conversion in DuckDB, Polars and pandas: rows a second, peak memory.

.venv/bin/python bench/records.py                   1 and 10 million generated rows, with Stanford's columns
.venv/bin/python bench/records.py --rows 50 --only ours bare
Each measurement is a process of its own, so that peak memory is its own; files are laid into a temporary folder before.
"bare" is DuckDB's own `COPY (FROM read_csv(file)) TO file.parquet`, which finds out types and checks no cell; the goals
are at most 1.3 times its time and 1 GiB at 50 million rows. On a machine that others use, compare the seconds that the
processors worked. Polars takes part where it is installed.
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
#: what is given to DuckDB where it counts or converts by itself, as to ours
MEMORY = "640MB"
#: one cell in so many says something that cannot be read
WRONG = 5000
COLUMNS = {
    "raw_row_number": "i",
    "date": "DATE '2015-01-01' + dice(2000)",
    "time": "CASE WHEN dice(25) > 0 THEN printf('%02d:%02d', dice(24), dice(60)) END",
    "location": "dice(9000) || ' ' || one_of(['Main', 'Oak', 'River', 'Elm']) || ' ST'",
    "lat": "round(39 + random(), 6)",
    "lng": "round(-75 + random(), 6)",
    "district": "'District ' || dice(12)",
    "beat": "'Beat ' || dice(60)",
    "subject_age": f"CASE WHEN dice({WRONG}) = 0 THEN 'adult' ELSE (14 + dice(70))::VARCHAR END",
    "subject_race": f"CASE WHEN dice({WRONG}) = 0 THEN 'grey' ELSE"
    " one_of(['black', 'white', 'hispanic', 'asian/pacific islander', 'other', '']) END",
    "subject_sex": "one_of(['male', 'female'])",
    "officer_id": "10000 + dice(3000)",
    "type": "one_of(['vehicular', 'vehicular', 'vehicular', 'pedestrian'])",
    "violation": "one_of(['Speeding', 'Stop sign', 'Lights', 'Inspection sticker', 'Turn, improper', 'Seat belt'])",
    "arrest_made": "dice(30) = 0",
    "citation_issued": "dice(5) < 2",
    "warning_issued": "dice(2) = 0",
    "outcome": "one_of(['warning', 'citation', 'summons', 'arrest'])",
    "contraband_found": "CASE WHEN dice(2) = 0 THEN dice(10) = 0 END",
    "frisk_performed": "dice(50) = 0",
    "search_conducted": "dice(3) > 0",
    "search_person": "dice(50) = 0",
    "search_vehicle": "dice(30) = 0",
    "search_basis": "one_of(['', 'consent', 'probable cause'])",
    "reason_for_stop": "one_of(['Traffic', 'Other'])",
}


def generate(rows, to, columns=COLUMNS):
    """Invented records, by the engine itself: stops, or what other columns make of a row's number ``i``."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("CREATE MACRO dice(sides) AS CAST(floor(random() * sides) AS INT); SELECT setseed(0.5)")
    connection.execute("CREATE MACRO one_of(words) AS words[1 + CAST(floor(random() * len(words)) AS INT)]")
    said = ", ".join(f"{how} AS {name}" for name, how in columns.items())
    connection.execute(f"COPY (SELECT {said} FROM range({rows}) AS r(i)) TO '{to}' (HEADER)")


def duckdb_alone(folder):
    """DuckDB without anything of ours, in as much memory."""
    import duckdb

    return duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder)})


def accepted(path, schema, folder):
    """What the check of a file with our own names found, and the table that is kept of it."""
    from commonbeat.measures import check, given, table

    received = given.receive(path, folder)
    found = check.check(received, table.own_names(received, schema), folder, b"a key")
    return found, table.accept(found, folder)


def bare(path, to):
    duckdb_alone(to.parent).execute(f"COPY (FROM read_csv('{path}')) TO '{to}'")


def ours(path, to):
    found, kept = accepted(path, "stops", to.parent)
    return {"accepted": found.accepted, "kept": kept.name[:8], "problems": len(found.problems)}


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
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "gib": used.ru_maxrss / 2**20, "said": said}
    print(json.dumps(told))


def apart(script, way, path):
    """What ``script --measure`` says of one way, in a process of its own."""
    command = [sys.executable, script, "--measure", way, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return {"failed": done.stderr.strip().splitlines()[-1]} if done.returncode else json.loads(done.stdout)


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
            told = apart(__file__, way, path)
            if "failed" in told:
                print(f"{way:8} failed: {told['failed']}")
                continue
            first = first or told
            print(
                f"{way:8} {told['seconds']:7.1f} s  {rows / told['seconds']:12,.0f} rows/s  {told['gib']:5.2f} GiB"
                f"  processors {told['cpu']:6.1f} s, {told['cpu'] / first['cpu']:4.2f} × {ways[0]}"
                f"  {told['seconds'] / first['seconds']:5.2f} × {ways[0]}  {told['said'] or ''}"
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
