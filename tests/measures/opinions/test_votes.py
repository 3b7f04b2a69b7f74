"""A table of votes."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonbeat.measures.opinions import votes as module
from commonbeat.measures.opinions.votes import numbered, tally

rows = st.lists(st.tuples(st.integers(-3, 3), st.integers(10**12, 10**12 + 4), st.integers(-1, 1)), max_size=40)


@settings(deadline=None, max_examples=100)
@given(rows)
def test_the_last_vote_counts(given):
    last = {(who, what): how for who, what, how in given}
    table = tally(*(np.array([row[n] for row in given], int) for n in range(3)))
    found = {
        (int(table.people[row]), int(table.opinions[column])): int(table.table.data[at])
        for row in range(len(table.people))
        for at in range(*table.table.indptr[row : row + 2])
        for column in [table.table.indices[at]]
    }
    assert found == last
    assert table.replaced == len(given) - len(last)
    assert table.given.tolist() == [sum(p == who for p, _ in last) for who in sorted({p for p, _ in last})]


def test_not_sure_is_a_vote():
    assert tally([1, 1], [1, 2], [0, 0]).given.tolist() == [2]


@pytest.mark.parametrize("ids", [[5, 3, 5], [0, 10**15, 0], [-7, 4, 4]])
def test_ids_near_or_far_are_numbered(ids):
    places, different = numbered(np.array(ids))
    assert different[places].tolist() == ids
    assert different.tolist() == sorted(set(ids))


@pytest.mark.parametrize(
    ("arrays", "trouble"),
    [
        (([1], [1, 2], [1]), "do not belong together"),
        (([1], [1], [2]), "a vote is"),
        (([1.5], [1], [1]), "people must be one row of integers"),
        (([1], [["a"]], [1]), "statements must be one row of integers"),
    ],
)
def test_what_is_no_vote_is_refused(arrays, trouble):
    with pytest.raises(ValueError, match=trouble):
        tally(*arrays)


def test_blocks_cover_every_entry_once(monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 7)
    chance = np.random.default_rng(1)
    table = tally(chance.integers(0, 30, 200), chance.integers(0, 20, 200), chance.integers(-1, 2, 200))
    parts = list(table.blocks())
    assert [n for _rows, entries in parts for n in range(entries.start, entries.stop)] == list(range(table.table.nnz))
    assert [n for row, _entries in parts for n in range(row.start, row.stop)] == list(range(30))
