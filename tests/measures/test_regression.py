"""Regressions on counts: against statsmodels' own, and against leaving out by hand."""

import numpy as np
import pytest
from statsmodels.api import GLM, families

from commonbeat.measures.regression import Effect, harmonics, natural_spline, odds, rate


@pytest.fixture(scope="module")
def world():
    rng = np.random.default_rng(5)
    officer = np.repeat(np.arange(25), 8)
    light, hour = rng.integers(0, 2, 200), rng.normal(0, 1, 200)
    whole = rng.integers(1, 9, 200)
    mind = rng.normal(0, 0.4, 25)[officer]
    yes = rng.binomial(whole, 1 / (1 + np.exp(0.3 - 0.5 * light - 0.3 * hour - mind)))
    return yes, whole, np.column_stack([light, hour]), officer


def test_the_effect_is_statsmodels_and_the_error_near_its_own(world):
    yes, whole, columns, officer = world
    found = odds(yes, whole, columns, officer)
    design = np.column_stack([np.ones(200), columns])
    oracle = GLM(np.column_stack([yes, whole - yes]), design, family=families.Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": officer}
    )
    assert found.coefficient == pytest.approx(oracle.params[1])
    assert found.error == pytest.approx(oracle.bse[1], rel=0.12)
    assert found.freedom == 24


def test_the_error_is_that_of_fits_without_each_officer(world):
    yes, whole, columns, officer = world
    each = []
    for one in range(25):
        kept = officer != one
        each.append(odds(yes[kept], whole[kept], columns[kept], officer[kept]).coefficient)
    by_hand = np.sqrt(24 / 25 * ((np.array(each) - np.mean(each)) ** 2).sum())
    assert odds(yes, whole, columns, officer).error == pytest.approx(by_hand, rel=0.02)


def test_an_effect_as_a_ratio():
    effect = Effect(np.log(1.5), 0.1, 10_000)
    low, high = effect.interval
    assert (effect.ratio, low, high) == pytest.approx((1.5, 1.5 * np.exp(-0.19602), 1.5 * np.exp(0.19602)), rel=1e-4)
    assert effect.p == pytest.approx(5e-5, rel=0.1)


def test_counts_that_vary_less_than_chance_makes_them_narrow_nothing():
    counts, step = [50, 50, 50, 50, 60, 60, 60, 60], [[0]] * 4 + [[1]] * 4
    effect, spread = rate(counts, [1] * 8, step)
    assert spread == pytest.approx(0, abs=1e-9)
    assert effect.error == pytest.approx(np.sqrt(1 / 200 + 1 / 240))


def test_counts_that_jump_widen_it():
    effect, spread = rate([10, 90, 20, 80, 60, 140, 70, 130], [1] * 8, [[0]] * 4 + [[1]] * 4)
    assert effect.error == pytest.approx(np.sqrt(spread * (1 / 200 + 1 / 400)))


def test_a_spline_is_straight_outside_its_knots_and_bends_within():
    x = np.linspace(0, 10, 101)
    columns = natural_spline(x, 4)
    assert columns.shape == (101, 4)
    curved = np.abs(np.diff(columns, 2, axis=0)).max(axis=1)
    assert curved[0] < curved[50] / 10
    assert np.linalg.matrix_rank(np.column_stack([np.ones(101), columns])) == 5


def test_a_spline_over_few_values_has_fewer_columns():
    assert natural_spline([1, 1, 1, 1, 1, 2, 3], 4).shape[1] < 4
    assert np.isfinite(natural_spline([1, 1, 1, 1, 1, 2, 3], 4)).all()
    assert natural_spline([5, 5, 5], 4).tolist() == [[0.0]] * 3


def test_a_spline_follows_weights_as_repeated_cases():
    few, often = (
        natural_spline([1, 2, 3, 4, 9], 3, [5, 1, 4, 2, 3]),
        natural_spline(np.repeat([1, 2, 3, 4, 9], [5, 1, 4, 2, 3]), 3),
    )
    assert np.allclose(np.repeat(few, [5, 1, 4, 2, 3], axis=0), often)


def test_seasons_come_again_after_a_year():
    assert np.allclose(harmonics([1, 13]), harmonics([13, 1]))
