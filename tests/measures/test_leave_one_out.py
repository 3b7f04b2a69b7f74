"""Errors by leaving out: against formulas and against doing it by hand."""

from math import inf, sqrt

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from commonbeat.measures.leave_one_out import Estimate, estimates


def mean(sums):
    return sums[:, 0].sum() / sums[:, 1].sum()


def test_of_a_mean_of_single_ones_it_is_students_test():
    values = np.random.default_rng(1).normal(0.4, 1, 30)
    [found] = estimates(np.arange(30), np.zeros(30, int), np.column_stack([values, np.ones(30)]), mean)
    oracle = ttest_1samp(values, 0)
    assert (found.value, found.error) == pytest.approx((values.mean(), values.std(ddof=1) / sqrt(30)))
    assert (found.p, *found.interval) == pytest.approx((oracle.pvalue, *oracle.confidence_interval()))


def test_bunches_are_left_out_whole():
    """Three officers in two strata, by hand: the numbers without each of them."""
    cluster, cell = [2, 0, 0, 1], [0, 0, 1, 1]
    counts = np.array([[3.0, 4], [1, 2], [5, 8], [2, 6]])
    [found] = estimates(cluster, cell, counts, mean)
    without = [5 / 10, 9 / 14, 8 / 16]
    expected = sqrt(2 / 3 * sum((one - np.mean(without)) ** 2 for one in without))
    assert (found.value, found.error, found.clusters) == pytest.approx((11 / 20, expected, 3))


def test_one_bunch_has_no_error():
    assert estimates([0, 0], [0, 1], [[1, 2], [1, 4]], mean)[0].error == inf


def test_what_hangs_on_one_bunch_is_not_told():
    [found] = estimates([0, 1], [0, 0], [[3.0, 4], [0, 0]], lambda sums: np.divide(*sums[0]) if sums[0, 1] else np.nan)
    assert (found.value, found.error) == (0.75, inf)


def test_several_numbers_at_once():
    found = estimates([0, 1, 2], [0, 0, 0], [[1.0, 2], [2, 2], [3, 2]], lambda sums: [sums[0, 0], sums[0, 1]])
    assert [one.value for one in found] == [6, 6]


def test_no_doubt_at_all():
    assert (Estimate(0.0, 0.0, 12).p, Estimate(0.1, 0.0, 12).p) == (1.0, 0.0)
