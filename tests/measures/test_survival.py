"""Against the trial of Freireich et al. (1963), the textbook case with censored times."""

import random
from math import inf, log, nan

import pytest

from commonbeat.measures.survival import kaplan_meier

TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
#: Greenwood's standard errors of the treated, as textbooks and programs print them
ERRORS = {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}


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


def test_the_intervals_rest_on_greenwoods_errors():
    """The half width on the log-log scale is 1.96 × error / (share × |log share|)."""
    for step in leukemia().steps:
        half = (log(-log(step.low)) - log(-log(step.high))) / 2
        assert half * step.waiting * abs(log(step.waiting)) / 1.96 == pytest.approx(ERRORS[step.days], abs=6e-5)


def test_the_median_interval_is_brookmeyer_and_crowleys():
    """All times at which a median there would not be refused, recomputed from the printed errors."""
    inside = [
        step.days
        for step in leukemia().steps
        if abs(log(-log(step.waiting)) - log(log(2)))
        <= 1.96 * ERRORS[step.days] / (step.waiting * abs(log(step.waiting)))
    ]
    assert inside == [13, 16, 22, 23]
    assert leukemia().median_interval == (13, None)


def test_the_placebo_group():
    curve = kaplan_meier((days, True) for days in PLACEBO)
    assert (curve.median, curve.median_interval, curve.steps[-1].waiting) == (8, (4, 11), 0)


def test_the_last_step_of_a_few_says_no_more_than_the_one_before():
    """When the last of two is answered, two cases still do not bound the median from above."""
    curve = kaplan_meier([(1, True), (2, True)])
    assert (curve.median, curve.median_interval) == (1, (1, None))
    assert [(step.low > 0, step.high > 0.5) for step in curve.steps] == [(True, True), (False, True)]


def test_nothing_to_count_is_an_empty_curve():
    assert (kaplan_meier([]).median, kaplan_meier([]).steps, kaplan_meier([]).cases) == (None, [], 0)


def test_leaving_the_hard_cases_lying_does_not_help():
    """A median of answered cases alone would be 3 days; with the waiting counted in it is not reached."""
    answered = [(3, True)] * 4
    assert kaplan_meier(answered).median == 3
    assert kaplan_meier(answered + [(60, False)] * 6).median is None


@pytest.mark.parametrize("cases", [15, 80])
def test_the_interval_covers_the_true_median(cases):
    draw, hits = random.Random(7), 0
    for _ in range(600):
        times = [(draw.expovariate(log(2) / 20), draw.uniform(5, 80)) for _ in range(cases)]
        low, high = kaplan_meier((min(day, cut), day <= cut) for day, cut in times).median_interval
        hits += (low or 0) <= 20 <= (high or 1e9)
    assert 0.92 <= hits / 600 <= 0.98


@pytest.mark.parametrize("days", [-1, nan, inf])
def test_impossible_days_are_refused(days):
    with pytest.raises(ValueError):
        kaplan_meier([(3, True), (days, True)])
