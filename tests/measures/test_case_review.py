"""Two readers of cases drawn by lot: what is estimated, how far they agree, and that nothing small is given away."""

from __future__ import annotations

from itertools import product

import pytest
from scipy.stats import hypergeom

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
