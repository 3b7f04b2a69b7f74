"""Numbers that others have published, computed again. What needs their data looks for it in a folder."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from commonbeat.measures import decomposition, intervals, many, rates, regression, sun
from commonbeat.measures.enforcement.quota import bunching
from commonbeat.measures.stops.veil import crude
from commonbeat.measures.survival import kaplan_meier
from commonbeat.measures.validation import Check

PHILADELPHIA = sun.Spot(39.9525839, -75.1652215, "America/New_York")


def checks(data: Path | None) -> Iterator[Check]:
    """Every check; of those that need published data only the ones whose file is in the folder."""
    for one in (shares, counts, times, discoveries, darkness, evenings):
        yield from one()
    for name, make in WITH_DATA.items():
        if data and (data / name).exists():
            yield from make(rows_of(data / name))


def near(tool: str, what: str, source: str, expected: float, digits: int, found: float, slack: float = 0) -> Check:
    """A published number with so many digits after the point, which must be found to the last of them."""
    half = 0.5000001 * 10.0**-digits + slack
    return Check(tool, what, source, f"{expected:.{digits}f}", expected - half, expected + half, float(found))


def shares() -> Iterator[Check]:
    """Wilson's and the exact interval of a share."""
    source = "Seattle Community Police Commission, tracker of 183 recommendations (perspectives.seattle.gov)"
    for part, whole, *expected in (
        (120, 183, 65.6, 58.4, 72.1),
        (61, 183, 33.3, 26.9, 40.4),
        (15, 44, 34.1, 21.9, 48.9),
        (5, 44, 11.4, 5.0, 24.0),
    ):
        found = (part / whole, *intervals.wilson(part, whole))
        for name, should, is_ in zip(("share", "low", "high"), expected, found, strict=True):
            yield near("intervals", f"{part} of {whole}, {name}, in 100 (Wilson)", source, should, 1, 100 * is_)
    source = "R. G. Newcombe, Statistics in Medicine 17 (1998), table I"
    for part, whole, low, high in ((81, 263, 0.2527, 0.3676), (1, 29, 0.0009, 0.1776)):
        found_low, found_high = intervals.clopper_pearson(part, whole)
        yield near("intervals", f"{part} of {whole}, low (exact)", source, low, 4, found_low)
        yield near("intervals", f"{part} of {whole}, high (exact)", source, high, 4, found_high)


def counts() -> Iterator[Check]:
    """The exact interval of a count."""
    found = rates.exact(10, 1)
    source = "F. Garwood, Biometrika 28 (1936): the limits for a count of 10"
    yield near("rates", "a count of 10, low", source, 4.795, 3, found.low)
    yield near("rates", "a count of 10, high", source, 18.390, 3, found.high)


def times() -> Iterator[Check]:
    """Kaplan and Meier's curve."""
    done, waiting = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier([*((days, True) for days in done), *((days, False) for days in waiting)])
    source = "E. J. Freireich et al., Blood 21 (1963): weeks in remission, the textbook case"
    yield near("survival", "the median", source, 23, 0, curve.median or 0)
    yield near("survival", "the share that still waits at the end", source, 0.448, 3, curve.steps[-1].waiting)


def discoveries() -> Iterator[Check]:
    """Benjamini and Hochberg's own example."""
    p = np.array([1, 4, 19, 95, 201, 278, 298, 344, 459, 3240, 4262, 5719, 6528, 7590, 10000]) / 10000
    source = "Y. Benjamini and Y. Hochberg, JRSS B 57 (1995): 15 p-values"
    yield near("many", "told at 5 %", source, 4, 0, int((many.false_discovery_rate(p) <= 0.05).sum()))
    yield near("many", "told at 5 % by Bonferroni, for comparison", source, 3, 0, int((p <= 0.05 / len(p)).sum()))


def darkness() -> Iterator[Check]:
    """The veil of darkness from a printed table: stopped in daylight and in the dark, against white people."""
    source = "San Diego Union-Tribune, 2021-03-28, veil-of-darkness-sdpd: stops of 2019; odds ratios from its table"
    white, groups = (2038, 1414), {"Black": (1029, 766), "Hispanic": (2146, 1669)}
    for group, expected in (("Black", (0.932, 0.830, 1.046)), ("Hispanic", (0.892, 0.813, 0.979))):
        light, dark = groups[group]
        found = crude((light, white[0]), (dark, white[1]))
        for name, should, is_ in zip(("odds ratio", "low", "high"), expected, found, strict=True):
            yield near("veil", f"{group}, light against dark, {name}", source, should, 3, is_)


def evenings() -> Iterator[Check]:
    """Sunset and the end of civil twilight, in minutes after midnight; right to two minutes."""
    found = sun.evening(date(2013, 3, 5), sun.Spot(50.5, 30.5, "UTC"))
    source = "V. Agafonkin, suncalc, its own test: 2013-03-05 at 50.5 north, 30.5 east"
    if found:
        yield near("sun", "sunset", source, 946.95, 2, found.sunset, slack=2)
        yield near("sun", "dark", source, 979.60, 2, found.dark, slack=2)
    year = [sun.evening(date(2017, 1, 1) + timedelta(days), PHILADELPHIA) for days in range(365)]
    dark = [one.dark for one in year if one]
    source = "Stanford Open Policing Project, tutorial: Philadelphia"
    yield near("sun", "the earliest dark of the year", source, 1027, 0, min(dark), slack=1.5)
    yield near("sun", "the latest dark of the year", source, 1267, 0, max(dark), slack=1.5)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, packed or not."""
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def wages(rows: list[dict[str, str]]) -> Iterator[Check]:
    """The gap in hourly wages between native and foreign-born workers in Chicago, in parts."""
    columns = ("age", "female", "LTHS", "some.college", "college", "advanced.degree")
    known = [row for row in rows if all(row[name] for name in (*columns, "ln.real.wage"))]
    wage = np.exp([float(row["ln.real.wage"]) for row in known])
    x = [[1.0, *(float(row[name]) for name in columns)] for row in known]
    found = decomposition.of_cases(wage, x, [row["foreign.born"] == "0" for row in known])
    source = "M. Hlavac, oaxaca (R), vignette: 666 workers"
    for name, expected, digits in (
        ("gap", 3.015574, 6),
        ("endowments", 1.6165339, 7),
        ("coefficients", 2.8333261, 7),
        ("interaction", -1.4342857, 7),
        ("explained", 1.3557222, 7),
        ("unexplained", 1.6598520, 7),
        ("of_one", 0.9445705, 7),
        ("of_other", 0.7152816, 7),
    ):
        yield near("decomposition", name.replace("_", " "), source, expected, digits, getattr(found, name))


def milk(rows: list[dict[str, str]]) -> Iterator[Check]:
    """What families in 43 small areas spent on milk, each area drawn toward its larger region."""
    region = np.array([int(row["MajorArea"]) for row in rows])
    columns = np.column_stack([np.ones(len(rows)), *(region == one for one in (2, 3, 4))])
    found = many.partial_pooling([float(row["yi"]) for row in rows], [float(row["SD"]) ** 2 for row in rows], columns)
    source = "I. Molina and Y. Marhuenda, sae, The R Journal 7 (2015), after W. Arora and P. Lahiri (1997)"
    yield near("many", "variance between areas", source, 0.01855, 5, found.between)
    for at, expected in enumerate((0.96819, 0.13278, 0.22695, -0.24130)):
        yield near("many", f"trend {at + 1}", source, expected, 5, found.trend[at])
    for at, expected in enumerate((1.02197, 1.04760, 1.06795)):
        yield near("many", f"area {at + 1}, pooled", source, expected, 5, found.values[at])


def hearts(rows: list[dict[str, str]]) -> Iterator[Check]:
    """Admissions for heart attacks in Sicily around the ban of smoking."""
    admitted = [float(row["aces"]) for row in rows]
    people = [float(row["stdpop"]) for row in rows]
    step = np.array([[float(row["smokban"]), float(row["time"])] for row in rows])
    source = "J. Lopez Bernal, S. Cummins and A. Gasparrini, International Journal of Epidemiology 46 (2017)"
    plain, spread = regression.rate(admitted, people, step)
    seasons = regression.harmonics([float(row["month"]) for row in rows])
    fitted, less = regression.rate(admitted, people, np.column_stack([step, seasons]))
    for what, effect, dispersion, expected in (
        ("without seasons", plain, spread, (0.894, 0.839, 0.953, 3.559)),
        ("with seasons", fitted, less, (0.885, 0.839, 0.933, 2.262)),
    ):
        low, high = (np.exp(effect.coefficient + side * intervals.Z95 * effect.error) for side in (-1, 1))
        for name, should, is_ in zip(
            ("rate ratio", "low", "high", "dispersion"), expected, (effect.ratio, low, high, dispersion), strict=True
        ):
            yield near("regression", f"{what}, {name}", source, should, 3, is_)


def kinks(rows: list[dict[str, str]]) -> Iterator[Check]:
    """How many stand at 10,000 beyond the curve of all others, in bins of 50; then with heaps beside it added."""
    plain = [float(row["kink_vector"]) for row in rows if row["kink_vector"] not in ("", "NA")]
    added = [10_000.0 + bins * 50 for bins, many in ((-1, 80), (-2, 190), (1, 80), (2, 80)) for _ in range(many)]
    source = "P. Mavrokonstantis, bunching (R), vignette: a kink at 10,000"
    for what, values, beside, expected in (
        ("excess mass, without correction", plain, 0, 1.9885156),
        ("excess mass, diffuse, without correction", plain + added, 2, 3.3195398),
    ):
        bins = np.floor((np.array(values) - 10_000) / 50 + 0.5).astype(int)
        found = bunching.excess_mass(np.bincount(bins - bins.min()), -int(bins.min()), beside)
        yield near("bunching", what, source, expected, 7, found)


#: file of published data → what is computed from it
WITH_DATA: dict[str, Callable[[Any], Iterator[Check]]] = {
    "oaxaca_chicago.csv.gz": wages,
    "fay_herriot_milk.csv.gz": milk,
    "sicily_itsa.csv": hearts,
    "bunching.csv.gz": kinks,
}
