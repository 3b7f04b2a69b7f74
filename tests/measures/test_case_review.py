"""Two readers of cases drawn by lot: what is estimated, how far they agree, and that nothing small is given away."""

from __future__ import annotations

import subprocess
import sys
from bisect import bisect_left, bisect_right
from itertools import product
from random import Random

import pytest
from scipy.stats import hypergeom
from statsmodels.stats.inter_rater import cohens_kappa

from commonbeat.measures import intervals
from commonbeat.measures.case_review import Agreement, Judgment, agreement, answer, counted, judgment

LEAST, LISTED, UNLISTED, NO = Judgment.LEAST, Judgment.LISTED, Judgment.UNLISTED, Judgment.NOT_ELIGIBLE


def pairs(alike: dict[Judgment, int], differ: int = 0) -> list[tuple[Judgment, Judgment]]:
    return [(one, one) for one, many in alike.items() for _ in range(many)] + [(LEAST, UNLISTED)] * differ


def test_three_answers_are_one_judgment() -> None:
    assert judgment(eligible=False) == NO
    assert judgment(eligible=True, least=True) == LEAST
    assert judgment(eligible=True, least=False, reason=True) == LISTED
    assert judgment(eligible=True, least=False, reason=False) == UNLISTED


def test_the_interval_covers_every_number_of_cases_there_could_be() -> None:
    """For each possible number among 60 cases, of which 15 are drawn: by exact chances, never below 95 of 100."""
    found = [intervals.drawn(part, 15, 60) for part in range(16)]
    for many in range(61):
        covered = sum(
            hypergeom.pmf(part, 60, many, 15)
            for part, one in enumerate(found)
            if one.low * 60 - 1e-9 <= many <= one.high * 60 + 1e-9
        )
        assert covered >= 0.95, many
    assert intervals.drawn(9, 12, 12) == (0.75, 0.75), "all were read: nothing is left to chance"
    wide, exact = intervals.drawn(24, 30, 10**5), intervals.clopper_pearson(24, 30)
    assert wide == pytest.approx(exact, abs=1e-3), "of very many cases it is the usual exact interval"


def test_agreement_is_cohens_with_his_own_example() -> None:
    """Cohen (1960), table 1: three diagnoses by two judges, 200 cases, kappa 0.492."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    kinds = (LEAST, LISTED, UNLISTED)
    both = [(kinds[r], kinds[c]) for r, c in product(range(3), repeat=2) for _ in range(table[r][c])]
    assert agreement(both).kappa == pytest.approx(0.492, abs=5e-4)
    assert agreement([(LEAST, LEAST)] * 9) is None
    assert agreement(pairs({LEAST: 9, NO: 9})) == Agreement(1.0, 1.0, 1.0)


def test_agreement_is_what_statsmodels_finds() -> None:
    some = Random(5)
    for _ in range(200):
        both = some.choices(list(product(Judgment, repeat=2)), k=some.randint(5, 100))
        table = [[both.count((one, other)) for other in Judgment] for one in Judgment]
        found, theirs = agreement(both), cohens_kappa(table)
        ends = max(-1, theirs.kappa_low), min(1, theirs.kappa_upp)
        assert (found.kappa, found.low, found.high) == pytest.approx((theirs.kappa, *ends))


@pytest.mark.parametrize(("part", "few", "whole"), [(0, 5, 5), (3, 30, 412), (100, 100, 10**6), (47, 99, 12_345)])
def test_the_interval_is_what_scipy_finds(part: int, few: int, whole: int) -> None:
    possible = range(part, whole - few + part + 1)
    low = bisect_right(possible, 0.025, key=lambda many: hypergeom.sf(part - 1, whole, many, few))
    high = bisect_left(possible, -0.025, key=lambda many: -hypergeom.cdf(part, whole, many, few)) - 1
    assert intervals.drawn(part, few, whole) == (possible[low] / whole, possible[high] / whole)


def test_a_page_that_tells_of_a_review_loads_no_more_than_it_needs() -> None:
    read = "from commonbeat.measures.case_review import Judgment, answer; answer([tuple(Judgment)[:2]] * 9, 30)"
    code = f"import sys; {read}; print({{'numpy', 'scipy', 'statsmodels'}} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_is_told_where_no_count_is_small() -> None:
    found = answer(pairs({LEAST: 24, UNLISTED: 6}), 412)
    assert str(found.sentence) == (
        "Two readers looked at 30 of 412 cases, drawn by lot. In 24 both found the least harmful outcome used; of all "
        "412 that is between 62 and 92 of 100."
    )
    assert (found.value, found.n) == (0.8, 30)
    assert "kappa; 1 is always" in str(found.known[1])


def test_small_counts_are_told_from_the_careful_end_only() -> None:
    few = [answer(pairs({LEAST: 30 - bad, UNLISTED: bad}), 90) for bad in range(1, 5)]
    assert {str(one.sentence) for one in few} == {
        "Two readers looked at 30 of 90 cases, drawn by lot. In 26 or more both found the least harmful outcome used; "
        "of all 90 that is at least 73 of 100."
    }
    assert all(one.as_dict() == few[0].as_dict() for one in few), "nothing tells one to four apart"
    rare = [answer(pairs({LEAST: good, UNLISTED: 30 - good}), 90).as_dict() for good in range(1, 5)]
    assert "In fewer than five both found" in rare[0]["sentence"]
    assert all(one == rare[0] for one in rare)


def test_no_count_of_one_to_four_can_be_told_from_another() -> None:
    """Every way in which 12 of 40 cases can fall out: what is told fits at least two numbers for each small count."""
    told: dict[str, list[dict[str, int]]] = {}
    for a, b, c in product(range(13), repeat=3):
        if a + b + c <= 12:
            made = pairs({LEAST: a, LISTED: b, NO: 12 - a - b - c}, c)
            told.setdefault(str(answer(made, 40).as_dict()), []).append(counted(made))
    for same in told.values():
        for name in same[0]:
            if 0 < same[0][name] < 5:
                assert len({one[name] for one in same}) > 1, same
