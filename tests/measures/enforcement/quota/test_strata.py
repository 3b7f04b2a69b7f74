"""Counts within strata are those of the usual regression with a column for every stratum."""

import numpy as np
import pytest
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from commonbeat.measures.enforcement.quota import strata

rng = np.random.default_rng(4)
STARTS = np.arange(0, 360, 30)
STRATUM = np.arange(360) // 30
COLUMNS = np.column_stack([np.arange(360) % 30 > 24, np.arange(360) % 7 == 2, rng.normal(0, 0.3, 360)]).astype(float)
EXPOSURE = rng.uniform(5, 9, 360)
COUNTS = rng.poisson(EXPOSURE * np.exp(0.2 * COLUMNS[:, 0] + rng.normal(0, 0.5, 12)[STRATUM])).astype(float)


def usual(used):
    """Poisson regression with a column for each stratum: the first coefficient."""
    here = np.eye(12)[STRATUM[used]]
    design = np.column_stack([COLUMNS[used], here[:, here.any(axis=0)]])
    return GLM(COUNTS[used], design, family=Poisson(), offset=np.log(EXPOSURE[used])).fit()


def test_coefficients_are_those_of_a_column_for_every_stratum():
    found = strata.fit(COUNTS[None], COLUMNS, STARTS, np.log(EXPOSURE)[None])
    fitted = usual(np.ones(360, bool))
    assert found.coefficients[0] == pytest.approx(fitted.params[:3], abs=1e-7)
    assert found.expected[0] == pytest.approx(fitted.mu, rel=1e-6)


def test_the_error_is_what_leaving_out_each_stratum_does():
    found = strata.fit(COUNTS[None], COLUMNS, STARTS, np.log(EXPOSURE)[None])
    without = np.array([usual(one != STRATUM).params[0] for one in range(12)])
    exact = np.sqrt(11 / 12 * ((without - without.mean()) ** 2).sum())
    assert found.error[0] == pytest.approx(exact, rel=0.02), "one step from the fit of all is nearly there"


def test_many_series_at_once_are_each_by_itself_and_an_empty_stratum_says_nothing():
    other = COUNTS.copy()
    other[:30] = 0
    both = strata.fit(np.stack([COUNTS, other]), COLUMNS, STARTS, np.log(EXPOSURE)[None])
    alone = strata.fit(other[None, 30:], COLUMNS[30:], STARTS[1:] - 30, np.log(EXPOSURE)[None, 30:])
    assert both.strata.tolist() == [12, 11]
    assert (both.coefficients[1], both.error[1]) == (
        pytest.approx(alone.coefficients[0]),
        pytest.approx(alone.error[0]),
    )
