"""A board against its population, exactly, and small groups withheld."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given, strategies as st
from scipy.stats import binomtest

from commonbeat.measures.composition import by_lot, dissimilarity, shown
from commonbeat.measures.result import LEAST

GROUPS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(1, 99))
def test_with_two_groups_it_is_the_exact_binomial_test(part: int, rest: int, share: int) -> None:
    found = by_lot({"a": part, "b": rest}, {"a": share, "b": 100 - share})
    assert isclose(found, binomtest(part, part + rest, share / 100).pvalue, rel_tol=1e-6)


def test_with_three_groups_every_outcome_counts() -> None:
    assert by_lot({"a": 3}, {"a": 1, "b": 1, "c": 1}) == pytest.approx(3 / 27)
    assert by_lot({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 1}) == 1.0


def test_dissimilarity_is_the_share_that_would_have_to_change() -> None:
    assert dissimilarity({"a": 8, "b": 2}, {"a": 50, "b": 50}) == pytest.approx(0.3)
    assert dissimilarity({"a": 1}, {"b": 1}) == 1
    assert dissimilarity({"a": 5, "b": 5}, {"a": 500, "b": 500}) == 0


@pytest.mark.parametrize("members", [{}, {"z": 1}])
def test_who_is_in_no_group_cannot_be_tested(members: dict) -> None:
    with pytest.raises(ValueError, match="group of residents"):
        by_lot(members, {"a": 1})


def test_a_very_large_board_is_not_counted_for_ever() -> None:
    with pytest.raises(ValueError, match="too many"):
        by_lot({"a": 200}, dict.fromkeys("abcdefgh", 1))
    with pytest.raises(ValueError, match="nobody"):
        dissimilarity({}, {"a": 1})


@given(GROUPS)
def test_no_small_group_is_shown_nor_told_by_the_total(counts: dict[str, int]) -> None:
    told = shown(counts)
    hidden = [group for group, count in told.items() if count is None]
    assert all(told[group] in (None, count) for group, count in counts.items())
    assert not any(count is not None and 0 < count < LEAST for count in told.values())
    everybody = {group for group, count in counts.items() if count}
    assert not hidden or set(hidden) >= everybody or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= LEAST)


def test_nobody_at_all_is_told() -> None:
    assert shown({"a": 0, "b": 9}) == {"a": 0, "b": 9}
    assert shown({"a": 2, "b": 9, "c": 7}) == {"a": None, "b": 9, "c": None}
