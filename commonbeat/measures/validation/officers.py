"""Invented officers with a known truth: what each did on each day, as the counts in which signs are sought."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from commonbeat.measures.enforcement.quota.calendars import MONTH, months, numbered
from commonbeat.measures.enforcement.quota.counting import Cells, Counted

Ints = NDArray[np.int64]
FIRST = date(2021, 1, 1).toordinal()
#: how far below a number somebody still tries to reach it, and in how many last days of the month
NEAR, LATE = 6, 7


def acts(
    rng: np.random.Generator, officers: int = 80, years: int = 2, each: float = 0.5, rise: float = 0.0, number: int = 0
) -> Ints:
    """Acts by officer and day, (officers, days): officers, weekdays, seasons and days differ, people are away.

    ``each`` is their mean number a day; ``rise`` lifts the last five days of every month; half of the officers who lack
    a few of ``number`` in a month make them up in its last days.
    """
    days = FIRST + np.arange(365 * years)
    month = numbered(months(), days) // 2
    last = numbered(months(), days + 5) // 2 != month
    weekday = np.array([0.9, 1, 1, 1.1, 1.2, 1, 0.8])[(days - 1) % 7]
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(len(days)) / 365.25)
    shared = weekday * season * rng.gamma(60, 1 / 60, len(days)) * (1 + rise * last)
    there = rng.random((officers, len(days))) < 5 / 7
    away = rng.integers(0, len(days), (officers, 2 * years))
    there &= ~(np.abs(np.arange(len(days)) - away[:, :, None]) < 5).any(axis=1)
    done = rng.poisson(each * 7 / 5 * rng.gamma(4, 1 / 4, officers)[:, None] * there * shared)
    if number:
        reach(rng, done, month, number)
    return np.asarray(done, np.int64)


def reach(rng: np.random.Generator, done: Ints, month: Ints, number: int) -> None:
    """Add what lacks of a number, late in the month, for half of the officers."""
    willing = rng.random(len(done)) < 0.5
    for one in np.unique(month):
        days = np.flatnonzero(month == one)
        total = done[:, days].sum(axis=1)
        for officer in np.flatnonzero(willing & (total < number) & (total >= number - NEAR)):
            np.add.at(done[officer], rng.choice(days[-LATE:], number - total[officer]), 1)


def counted(done: Ints) -> Counted:
    """The same as the engine would count it, in one unit."""
    days = FIRST + np.arange(done.shape[1])
    half = numbered(months(), days)
    starts = np.flatnonzero(np.r_[True, half[1:] != half[:-1]])
    totals = np.add.reduceat(done, starts, axis=1)
    officer, at = np.nonzero(totals)
    nowhere = np.zeros(len(officer), np.int64)
    return Counted(
        ("A",),
        Cells(np.zeros(len(days), np.int64), days, done.sum(axis=0), officers=(done > 0).sum(axis=0)),
        {MONTH: Cells(nowhere, half[starts][at], totals[officer, at], officer)},
        np.array([len(done), len(done)]),
    )
