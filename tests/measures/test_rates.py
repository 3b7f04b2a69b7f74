"""Against printed limits; never narrower where counts jump."""

import pytest
from hypothesis import given, strategies as st

from commonbeat.measures.rates import exact, over_periods


def test_limits_as_garwood_printed_them():
    found = [
        tuple(round(bound, 3) for bound in (rate.low, rate.high)) for rate in (exact(0, 1), exact(1, 1), exact(10, 1))
    ]
    assert found == [(0.0, 3.689), (0.025, 5.572), (4.795, 18.390)]


@given(count=st.integers(0, 500), exposure=st.floats(0.1, 1000))
def test_a_rate_lies_in_its_interval_and_scales(count, exposure):
    rate, unit = exact(count, exposure), exact(count, 1)
    assert rate.low <= rate.value <= rate.high
    assert (rate.low, rate.high) == pytest.approx((unit.low / exposure, unit.high / exposure))


def test_one_period_or_nothing_counted_is_the_exact_interval():
    assert over_periods([12], [8]) == exact(12, 8)
    assert over_periods([0, 0], [4, 4]) == exact(0, 8)


def test_even_counts_narrow_nothing():
    assert over_periods([5, 5, 5, 5], [1, 1, 1, 1]) == exact(20, 4)


def test_jumping_counts_widen_the_interval():
    """By hand: mean 8.25, sum of squares 218.75, dispersion 218.75 / 8.25 / 3."""
    rate, plain = over_periods([3, 20, 1, 9], [1, 1, 1, 1]), exact(33, 4)
    assert rate.dispersion == pytest.approx(218.75 / 8.25 / 3)
    assert (rate.value, rate.low < plain.low, rate.high > plain.high) == (8.25, True, True)


@pytest.mark.parametrize("impossible", [(-1, 3), (3, 0), (3, float("inf"))])
def test_an_impossible_rate_is_refused(impossible):
    with pytest.raises(ValueError):
        exact(*impossible)
