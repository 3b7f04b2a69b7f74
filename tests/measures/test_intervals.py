"""Against published numbers; and does a 95 % interval cover 95 %?"""

from math import comb

import pytest
from hypothesis import given, settings, strategies as st

from commonbeat.measures.intervals import clopper_pearson, share, wilson


def test_wilson_matches_newcombe_1998():
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    assert [tuple(round(bound, 4) for bound in wilson(*case)) for case in [(81, 263), (15, 148), (0, 20), (1, 29)]] == [
        (0.2553, 0.3662),
        (0.0624, 0.1605),
        (0.0, 0.1611),
        (0.0061, 0.1718),
    ]


def test_clopper_pearson_matches_newcombe_1998():
    found = [tuple(round(bound, 4) for bound in clopper_pearson(*case)) for case in [(81, 263), (0, 20), (1, 29)]]
    assert found == [(0.2527, 0.3676), (0.0, 0.1684), (0.0009, 0.1776)]


def test_wilson_on_the_seattle_recommendations():
    """Seattle Community Police Commission's public tracker: concurred, implemented; its own concurred, implemented."""
    cases = [(120, 183), (61, 183), (15, 44), (5, 44)]
    found = [tuple(round(100 * bound, 1) for bound in wilson(*case)) for case in cases]
    assert found == [(58.4, 72.1), (26.9, 40.4), (21.9, 48.9), (5.0, 24.0)]


@settings(deadline=None)
@given(data=st.data(), whole=st.integers(1, 400))
def test_bounds_enclose_the_share_and_mirror(data, whole):
    part = data.draw(st.integers(0, whole))
    for method in (wilson, clopper_pearson):
        low, high = method(part, whole)
        other = method(whole - part, whole)
        assert 0 <= low <= part / whole <= high <= 1
        assert (other.low, other.high) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize("whole", [1, 5, 39, 500, 20_000])
def test_the_exact_bounds_of_none_and_all_have_a_closed_form(whole):
    """With none counted the upper bound solves (1 - share) ** whole = 0.025."""
    bound = 1 - 0.025 ** (1 / whole)
    assert tuple(clopper_pearson(0, whole)) == pytest.approx((0, bound), abs=1e-9)
    assert tuple(clopper_pearson(whole, whole)) == pytest.approx((1 - bound, 1), abs=1e-9)


def coverage(truth: float, whole: int) -> float:
    """The exact chance that the interval holds the truth, over all counts that can come out."""
    chances = [comb(whole, part) * truth**part * (1 - truth) ** (whole - part) for part in range(whole + 1)]
    return sum(chances[part] for part in range(whole + 1) if share(part, whole).low <= truth <= share(part, whole).high)


@pytest.mark.parametrize(("whole", "least", "most"), [(12, 0.95, 1.0), (60, 0.94, 0.96), (150, 0.945, 0.955)])
def test_the_interval_covers_as_it_says(whole, least, most):
    """On average over shares from 5 to 95 %; the exact interval of few cases never covers less than it says."""
    each = [coverage(truth / 100, whole) for truth in range(5, 96, 3)]
    assert least <= sum(each) / len(each) <= most
    assert min(each) >= (0.95 if whole < 40 else 0.92)


@pytest.mark.parametrize("impossible", [(1, 0), (-1, 5), (6, 5)])
def test_an_impossible_share_is_refused(impossible):
    with pytest.raises(ValueError):
        share(*impossible)
