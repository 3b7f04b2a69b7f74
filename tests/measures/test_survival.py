"""Against the trial of Freireich et al. (1963), the textbook case with censored times."""

import random
from math import log

import pytest

from commonbeat.measures.survival import kaplan_meier

TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def leukemia():
    return kaplan_meier([(days, True) for days in TREATED] + [(days, False) for days in CENSORED])


def test_the_published_curve():
    assert [(step.days, round(step.waiting, 4)) for step in leukemia().steps] == [
        (6, 0.8571),
        (7, 0.8067),
        (10, 0.7529),
        (13, 0.6902),
        (16, 0.6275),
        (22, 0.5378),
        (23, 0.4482),
    ]


def test_the_published_median_of_23_weeks():
    curve = leukemia()
    assert (curve.median, curve.still_waiting, curve.cases) == (23, 12, 21)


def test_leaving_the_hard_cases_lying_does_not_help():
    """A median of answered cases alone would be 3 days; with the waiting counted in it is not reached."""
    answered = [(3, True)] * 4
    assert kaplan_meier(answered).median == 3
    assert kaplan_meier(answered + [(60, False)] * 6).median is None


def test_the_interval_covers_the_true_median():
    draw, hits = random.Random(7), 0
    for _ in range(600):
        times = [(draw.expovariate(log(2) / 20), draw.uniform(5, 80)) for _ in range(80)]
        low, high = kaplan_meier((min(day, cut), day <= cut) for day, cut in times).median_interval
        hits += (low or 0) <= 20 <= (high or 1e9)
    assert 0.92 <= hits / 600 <= 0.98


def test_negative_days_are_refused():
    with pytest.raises(ValueError):
        kaplan_meier([(-1, True)])
