"""What a quiet result is worth."""

from math import inf, sqrt

import numpy as np
import pytest
from scipy.stats import norm

from commonbeat.measures.smallest import Z80, detectable, detectable_shares


def test_the_quantile():
    assert pytest.approx(norm.ppf(0.8)) == Z80


def test_an_effect_of_that_size_shows_in_eight_of_ten_cases():
    seen = np.random.default_rng(0).normal(detectable(1.0), 1.0, 20_000)
    assert np.mean(np.abs(seen) > norm.ppf(0.975)) == pytest.approx(0.8, abs=0.01)


def test_two_shares():
    """By hand: 2.8016 × √(0.25 × (1/100 + 1/400))."""
    assert detectable_shares(100, 400, 0.5) == pytest.approx(2.80158 * sqrt(0.25 * 0.0125), abs=1e-5)


def test_a_share_of_none_or_all_still_has_one():
    assert 0 < detectable_shares(50, 50, 0.0) == detectable_shares(50, 50, 1.0) < 0.2


def test_without_a_second_group_nothing_can_be_seen():
    assert detectable_shares(0, 400, 0.5) == inf
