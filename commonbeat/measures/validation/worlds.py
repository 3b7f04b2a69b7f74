"""Invented records with a known truth, as counts: what a measure must find in them is what was put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cells = list[dict[str, Any]]
Floats = NDArray[np.float64]
CHANGE = date(2024, 1, 1)


def counted(names: Iterable[str], *columns: Any) -> Cells:
    """Rows as counts."""
    found = Counter(zip(*(np.asarray(column).tolist() for column in columns), strict=True))
    return [dict(zip(names, key, strict=True)) | {"n": n} for key, n in found.items()]


def stops(rng: np.random.Generator, gap: float, officers: int = 40, each: int = 60) -> Cells:
    """Stops whose chance of a warning differs by offense, district and officer, and by ``gap`` between two groups.

    Groups are stopped for other things in other places, and each officer has a mind of their own.
    """
    many = officers * each
    officer = np.repeat(np.arange(officers), each)
    district = officer % 3
    group = rng.random(many) < np.array([0.3, 0.5, 0.6])[district]
    offense = (rng.random(many) < 0.35 + 0.2 * group).astype(int) + (rng.random(many) < 0.3)
    mind = rng.normal(0, 0.08, officers)[officer]
    chance = np.array([0.65, 0.5, 0.35])[offense] + np.array([0.0, 0.05, -0.05])[district] + mind + gap * group
    warned = rng.random(many) < np.clip(chance, 0.02, 0.98)
    names = ("violation", "district", "part", "subject_race", "cluster", "outcome", "version")
    return counted(
        names,
        np.array(["speed", "light", "sign"])[offense],
        district,
        np.zeros(many, int),
        np.where(group, "black", "white"),
        officer,
        np.where(warned, "warning", "citation"),
        np.zeros(many, int),
    )


def evenings(rng: np.random.Generator, ratio: float, officers: int = 60, each: int = 40) -> Cells:
    """Evening stops; who is on the road changes with the hour and the district, and daylight multiplies the odds."""
    many = officers * each
    officer = np.repeat(np.arange(officers), each)
    quarter = 17 * 60 + 7 + 15 * rng.integers(0, 16, many)
    dusk = 19 * 60 + 120 * np.sin(rng.random(many) * 2 * np.pi)
    light = quarter < dusk
    logit = -0.3 + 0.004 * (quarter - 19 * 60) + 0.5 * (officer % 3 == 1) + rng.normal(0, 0.3, officers)[officer]
    group = rng.random(many) < 1 / (1 + np.exp(-logit - np.log(ratio) * light))
    names = ("light", "quarter", "near", "district", "subject_race", "cluster")
    sky, race = np.where(light, "light", "dark"), np.where(group, "black", "white")
    return counted(names, sky, quarter, np.zeros(many, bool), officer % 3, race, officer)


def months(rng: np.random.Generator, ratio: float, before: int = 26, after: int = 13) -> Cells:
    """Stops for listed and other offenses, with a trend, a season and busy months; the listed step at the change."""
    cells: Cells = []
    for block in range(-before, after):
        busy = rng.gamma(20, 1 / 20)
        for listed, base in ((True, 40.0), (False, 120.0)):
            day = CHANGE + timedelta(days=28 * block + 14)
            season = 1 + 0.15 * np.sin(2 * np.pi * day.timetuple().tm_yday / 365.25)
            mean = base * (1 + 0.004 * block) * season * busy * (ratio if listed and block >= 0 else 1)
            for offset in (0, 9, 18, 27):
                n = int(rng.poisson(mean / 4))
                cells.append({"date": CHANGE + timedelta(days=28 * block + offset), "listed": listed, "n": n})
    return cells


def weeks(rng: np.random.Generator, shift: float, span: int = 40) -> Cells:
    """Stops a week by offense; after the change a share of those for the listed offense is written down as another."""
    cells: Cells = []
    for week in range(-span - 1, span + 1):
        stopped = rng.poisson(60 * rng.gamma(30, 1 / 30))
        chance = np.array([0.3, 0.2, 0.2, 0.15, 0.15]) * rng.gamma(60, 1 / 60, 5)
        chance /= chance.sum()
        if week >= 0:
            chance[[0, 1]] += np.array([-shift, shift])
        for name, n in zip("abcde", rng.multinomial(stopped, chance), strict=True):
            cells.append({"week": week, "violation": name, "listed": name == "a", "n": int(n)})
    return cells


def patrol(rng: np.random.Generator, many: int = 52, carry: float = 0.3) -> tuple[Floats, Floats]:
    """Minutes at work and on duty, (weeks, 1); busy weeks follow busy weeks. The true share is 0.55."""
    moved = np.empty(many, np.float64)
    moved[0] = rng.normal(0, 0.06)
    for week in range(1, many):
        moved[week] = carry * moved[week - 1] + rng.normal(0, 0.06 * np.sqrt(1 - carry**2))
    duty = rng.integers(8_000, 12_000, many)
    at_work = duty * np.clip(0.55 + moved, 0, 1)
    return np.asarray(at_work, np.float64)[:, None], np.asarray(duty, np.float64)[:, None]
