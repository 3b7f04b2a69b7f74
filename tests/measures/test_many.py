"""Many at once: against SciPy, against Benjamini and Hochberg, and by its own rules."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.stats import false_discovery_control

from commonbeat.measures.many import false_discovery_rate, partial_pooling, pooled_shares


def test_false_discovery_rate_is_scipys():
    p = np.random.default_rng(0).random((3, 7)) ** 2
    assert np.allclose(false_discovery_rate(p).ravel(), false_discovery_control(p.ravel()))


def test_benjamini_and_hochberg_tell_four_of_fifteen_and_bonferroni_three():
    p = np.array([1, 4, 19, 95, 201, 278, 298, 344, 459, 3240, 4262, 5719, 6528, 7590, 10000]) / 10000
    assert ((false_discovery_rate(p) <= 0.05).sum(), (p <= 0.05 / 15).sum()) == (4, 3)


def test_places_that_differ_by_chance_alone_become_one():
    found = partial_pooling([1.0, 1.1, 0.9, 1.0], [1.0, 1.0, 1.0, 1.0])
    assert (found.between, found.own.tolist()) == (0, [0, 0, 0, 0])
    assert np.allclose(found.values, 1.0)


def test_what_is_well_known_keeps_its_own_and_what_is_not_is_drawn_to_the_others():
    found = partial_pooling([0.0, 10.0, 20.0, 30.0], [0.01, 0.01, 0.01, 400.0])
    assert found.own[:3].min() > 0.99
    assert 0.5 > found.own[3] > 0
    assert found.errors[3] > found.errors[0]


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 9)), min_size=3, max_size=12))
def test_a_pooled_value_lies_between_its_own_and_the_trend(places):
    values, variances = (np.array(column) for column in zip(*places, strict=True))
    found = partial_pooling(values, variances)
    low, high = np.minimum(values, found.trend[0]), np.maximum(values, found.trend[0])
    assert ((low - 1e-9 <= found.values) & (found.values <= high + 1e-9)).all()
    assert (found.errors > 0).all()


def test_pooling_needs_more_places_than_columns():
    with pytest.raises(ValueError, match="more places than columns"):
        partial_pooling([1.0], [1.0])


def test_small_districts_are_drawn_to_all():
    shares = pooled_shares([50, 300, 0, 45, 160], [100, 600, 3, 90, 300])
    assert 0.3 < shares[2] < 0.55
    assert shares[1] == pytest.approx(0.5, abs=0.02)
