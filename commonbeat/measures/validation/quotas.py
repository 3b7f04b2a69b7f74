"""Signs of a quota: none is seen where there is none, in invented records and in a city's own with other calendars;
what is planted is found."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Callable
from csv import DictReader
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement import quota_signs
from commonbeat.measures.enforcement.quota import bands, battery, days, period_end
from commonbeat.measures.enforcement.quota.bands import Judged
from commonbeat.measures.enforcement.quota.battery import ALIKE, CATCH_UP, HEAPING, PERIOD_END, Part
from commonbeat.measures.enforcement.quota.calendars import MONTH
from commonbeat.measures.result import Verdict
from commonbeat.measures.settings import Reviews, Settings
from commonbeat.measures.validation.officers import acts, counted

Once = Callable[[np.random.Generator], bool]
LEVEL, RISE, NUMBER = 0.05, 0.10, 20
BOSTON = Path("stops") / "boston_stops_2011_2020.csv.gz"
FIRST, LAST = date(2011, 1, 1).toordinal(), date(2020, 12, 31).toordinal()
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1 << 31))


@cache
def nothing(seed: int) -> tuple[Judged, ...]:
    """Every test of one invented unit in which nothing is planted; several questions are asked of the same."""
    made = counted(acts(np.random.default_rng(seed)))
    return tuple(bands.judge(battery.parts(made, Reviews(), seed)))


def month(rng: np.random.Generator, test: str) -> Part:
    """One test of its months."""
    parts = [one.part for one in nothing(_seed(rng))]
    return next(one for one in parts if (one.test, one.period) == (test, MONTH))


def seen(test: str) -> Once:
    return lambda rng: month(rng, test).p < LEVEL


def moved(rng: np.random.Generator) -> bool:
    return (month(rng, PERIOD_END).p_moved or 0.0) <= LEVEL


def accused(rng: np.random.Generator) -> bool:
    return bool(bands.accused(nothing(_seed(rng))))


def rise_held(rng: np.random.Generator) -> bool:
    made = counted(acts(rng, rise=RISE))
    of = days.series(made)
    [found] = battery.ends(days.by_day(made, of), of, MONTH, Reviews(), 0)
    return found.interval[0] <= RISE <= found.interval[1]


def told(verdicts: tuple[Verdict, ...], **world: Any) -> Once:
    return lambda rng: quota_signs.answer(counted(acts(rng, **world)), Settings()).verdict in verdicts


@cache
def boston(data: Path) -> NDArray[np.float64]:
    """How many stops there were in each of the larger neighborhoods on each day, (neighborhoods, days)."""
    with gzip.open(data / BOSTON, "rt", encoding="utf-8") as file:
        stops = Counter((row["location_name"], row["event_date"]) for row in DictReader(file))
    places = Counter(place for place, _day in stops.elements())
    large = [place for place, many in places.most_common() if many >= 1000]
    table = np.zeros((len(large), LAST - FIRST + 1))
    for (place, day), many in stops.items():
        at = date.fromisoformat(day).toordinal() - FIRST
        if place in large and 0 <= at < table.shape[1]:
            table[large.index(place), at] += many
    return table


@cache
def shuffled(data: Path, seed: int) -> tuple[float, float]:
    """Months of other lengths from another day on, in one neighborhood drawn by chance: p by regression and moving."""
    table, rng = boston(data), np.random.default_rng(seed)
    ends = FIRST - int(rng.integers(31)) + rng.permutation(LENGTHS * 11).cumsum()
    at = period_end.window(FIRST, table.shape[1], ends[(ends >= FIRST) & (ends <= LAST)], Reviews().last_days)
    one = table[rng.integers(len(table))][None]
    [found] = period_end.effects(one, np.zeros_like(one), FIRST, at, seed) if at else [None]
    return (found.p, found.p_moved) if found else (1.0, 1.0)


SMALL = "80 officers, two years, nothing planted"
FALSE_ALARM, ACCUSED, FINDS = "p below 0.05 where there is nothing", "a sign is told where there is none", "it is found"
SIGNS = (Verdict.WEAK, Verdict.STRONG)
#: what, world, how it is asked, how often it should be, and which way
WORLDS: tuple[tuple[str, str, Once, float, str], ...] = (
    (f"{FALSE_ALARM}: {PERIOD_END}", SMALL, seen(PERIOD_END), 0.05, ""),
    (f"{FALSE_ALARM}: moved calendars", SMALL, moved, 0.05, ""),
    (f"{FALSE_ALARM}: {CATCH_UP}", SMALL, seen(CATCH_UP), 0.05, "at most"),
    (f"{FALSE_ALARM}: {HEAPING}", SMALL, seen(HEAPING), 0.05, "at most"),
    (f"{FALSE_ALARM}: {ALIKE}", SMALL, seen(ALIKE), 0.05, "at most"),
    (ACCUSED, SMALL, accused, 0.02, "at most"),
    ("the interval holds the truth", f"80 officers, two years, {RISE} more in the last days", rise_held, 0.95, ""),
    (
        FINDS,
        f"150 officers, two years, 55,000 acts, {RISE} more in the last days",
        told(SIGNS, officers=150, rise=RISE),
        0.80,
        "at least",
    ),
    (
        f"{FINDS}, by two signs",
        f"100 officers, two years, half of them try to reach {NUMBER}",
        told((Verdict.STRONG,), officers=100, each=0.65, number=NUMBER),
        0.80,
        "at least",
    ),
)
CITY = "Boston’s own stops, a neighborhood by chance, months of other lengths from another day on"


def real(data: Path) -> tuple[tuple[str, str, Once, float, str], ...]:
    """The same of real records, whose folder stands beside that of published data."""
    return (
        (f"{FALSE_ALARM}: {PERIOD_END}", CITY, lambda rng: shuffled(data, _seed(rng))[0] < LEVEL, 0.05, ""),
        (f"{FALSE_ALARM}: moved calendars", CITY, lambda rng: shuffled(data, _seed(rng))[1] <= LEVEL, 0.05, ""),
    )
