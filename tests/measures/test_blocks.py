"""Shares of time with intervals from blocks of weeks."""

import numpy as np
import pytest

from commonbeat.measures.blocks import FEWEST_WEEKS, draws, length_of, shares
from commonbeat.measures.validation import worlds


def test_the_share_is_that_of_all_weeks_together():
    found = shares([[10, 0], [30, 0]] * 5, [[100, 50], [200, 50]] * 5)
    assert found.value.tolist() == [200 / 1500, 0]
    assert found.low[0] < 200 / 1500 < found.high[0]
    assert (found.low[1], found.high[1]) == (0, 0)


def test_too_few_weeks_have_no_interval():
    found = shares([[1.0]] * (FEWEST_WEEKS - 1), [[4.0]] * (FEWEST_WEEKS - 1))
    assert (found.value[0], np.isnan(found.low[0]), np.isnan(found.high[0])) == (0.25, True, True)


def test_weeks_follow_each_other_in_a_draw_and_the_first_follows_the_last():
    times = draws(10, 5, np.random.default_rng(0))
    assert (times.sum(axis=1) == 10).all()
    assert times.mean(axis=0) == pytest.approx(np.ones(10), abs=0.15)


def test_weeks_that_are_alike_tell_less():
    alone, alike = worlds.patrol(np.random.default_rng(0), 52, 0.0), worlds.patrol(np.random.default_rng(0), 52, 0.8)
    narrow, wide = (shares(*one) for one in (alone, alike))
    assert wide.error[0] > 1.5 * narrow.error[0]


def test_the_same_records_give_the_same_interval():
    one = worlds.patrol(np.random.default_rng(3))
    assert [part.tolist() for part in shares(*one)] == [part.tolist() for part in shares(*one)]


def test_blocks_grow_with_the_weeks():
    assert [length_of(weeks) for weeks in (8, 26, 52, 104)] == [3, 5, 7, 10]


def test_an_hour_without_patrol_has_no_share():
    assert np.isnan(shares([[0.0]] * 9, [[0.0]] * 9).value[0])
