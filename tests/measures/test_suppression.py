"""No small number can be worked out from what is shown."""

from itertools import product

import numpy as np
from hypothesis import given, settings, strategies as st

from commonbeat.measures.result import LEAST
from commonbeat.measures.suppression import feasible, hidden, with_totals


def test_nothing_is_hidden_where_nothing_is_small():
    assert not hidden([[10, 0, 25], [7, 30, 5]]).any()


def test_a_small_cell_takes_three_more_with_it():
    """One hidden cell would follow from its row, two from their columns: a rectangle stays."""
    mask = hidden([[3, 40], [25, 60], [70, 80]])
    assert mask.tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
        [False, False, False],
    ]


def test_a_small_total_is_hidden_with_another():
    mask = hidden([[2, 50, 9]])
    assert mask[-1, 0] and mask[-1].sum() >= 2


def test_nobody_at_all_is_told():
    assert not hidden([[0, 0], [0, 12]]).any()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_each_small_number_could_be_at_least_five_others(rows, columns, data):
    cells = np.array(data.draw(st.lists(st.integers(0, 30), min_size=rows * columns, max_size=rows * columns)))
    table, mask = with_totals(cells.reshape(rows, columns)), hidden(cells.reshape(rows, columns))
    small = (table > 0) & (table < LEAST)
    assert (mask | ~small).all()
    for cell in zip(*np.nonzero(small), strict=True):
        low, high = feasible(table, mask, cell)
        assert high - low >= LEAST - 1 or not (~mask[:-1]).any()


def test_what_is_feasible_is_what_a_reader_finds_by_trying():
    """By trying every table with these totals: hidden are the four left cells."""
    cells = np.array([[3, 6, 20], [8, 2, 30]])
    table = with_totals(cells)
    mask = np.zeros_like(table, bool)
    mask[:2, :2] = True
    tried = [
        a
        for a, b in product(range(12), range(10))
        if a + b == 9 and 11 - a >= 0 and 8 - b >= 0 and 11 - a + 8 - b == 10
    ]
    assert feasible(table, mask, (0, 0)) == (min(tried), max(tried))


def test_the_totals_hide_the_same_in_every_table_of_the_same_records():
    by_race, by_district = [[3, 30], [1, 20], [0, 6]], [[4, 16], [0, 40]]
    assert hidden(by_race)[-1].tolist() == hidden(by_district)[-1].tolist()
