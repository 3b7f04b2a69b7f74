"""Against published numbers; and does a 95 % interval cover 95 %?"""

from math import comb

import pytest

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
