"""The parts of a gap add up, and are those of Kitagawa."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from commonbeat.measures.decomposition import of_cases, of_counts


def test_kitagawas_parts_by_hand():
    """Two categories with rates 0.8 and 0.2 in both groups; shares 0.75 and 0.25 against 0.25 and 0.75."""
    found = of_counts(np.array([[60.0, 20], [5, 15]]), np.array([[75.0, 25], [25, 75]]))
    assert (found.gap, found.endowments, found.coefficients, found.interaction) == pytest.approx((0.3, 0.3, 0, 0))
    assert (found.explained, found.unexplained) == pytest.approx((0.3, 0))


@given(
    st.lists(st.tuples(*[st.integers(1, 50)] * 4), min_size=1, max_size=6).map(
        lambda rows: [(min(a, b), max(a, b), min(c, d), max(c, d)) for a, b, c, d in rows]
    )
)
def test_the_parts_add_up(rows):
    counts = np.array(rows, float)
    found = of_counts(counts[:, [0, 2]], counts[:, [1, 3]])
    assert found.endowments + found.coefficients + found.interaction == pytest.approx(found.gap, abs=1e-9)
    assert found.explained + found.unexplained == pytest.approx(found.gap, abs=1e-9)
    assert found.gap == pytest.approx(counts[:, 0].sum() / counts[:, 1].sum() - counts[:, 2].sum() / counts[:, 3].sum())


def test_cases_and_counts_agree():
    """Least squares on one column for each category gives each category's rate."""
    rng = np.random.default_rng(2)
    category, is_one, y = rng.integers(0, 3, 400), rng.random(400) < 0.4, rng.integers(0, 2, 400)
    of = [[(category == c) & (is_one == side) for side in (True, False)] for c in range(3)]
    yes = np.array([[y[one].sum() for one in row] for row in of], float)
    whole = np.array([[one.sum() for one in row] for row in of], float)
    cases, counts = of_cases(y, np.eye(3)[category], is_one), of_counts(yes, whole)
    assert [cases.gap, cases.explained, cases.of_one] == pytest.approx([counts.gap, counts.explained, counts.of_one])
