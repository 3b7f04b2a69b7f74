"""Nothing is told of one to four people, nor by a difference."""

import numpy as np
from hypothesis import given, settings, strategies as st

from commonbeat.measures.opinions.disclosure import dots, release, released_size, safe

tables = st.integers(1, 4).flatmap(
    lambda groups: st.lists(
        st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=3, max_size=3),
        min_size=groups + 1,
        max_size=groups + 1,
    )
)


@settings(deadline=None, max_examples=150)
@given(tables)
def test_no_small_count_is_told_and_none_follows_from_what_is(table):
    counts = np.array(table)
    told, groups = release(counts, in_no_group=int(counts[-1].sum(axis=1).max())), len(counts) - 1
    for opinion in range(3):
        total, voted = told.answers[opinion], told.voted[opinion]
        assert voted == -1 or voted >= 5
        assert total[0] == -1 or safe(total).all()
        open_votes = [g for g in range(groups) if told.group_voted[g, opinion] >= 0]
        open_rows = [g for g in range(groups) if told.group_answers[g, opinion, 0] >= 0]
        assert set(open_rows) <= set(open_votes)
        assert all(told.group_voted[g, opinion] >= 5 and safe(told.group_answers[g, opinion]).all() for g in open_rows)
        if voted >= 0:
            assert safe(voted - sum(told.group_voted[g, opinion] for g in open_votes))
        if total[0] >= 0:
            assert safe(total - sum(told.group_answers[g, opinion] for g in open_rows)).all()


def test_few_in_no_group_leave_no_trace_in_what_is_withheld():
    counts = np.array([[[0, 0, 20]] * 3, [[20, 0, 0]] * 3, [[0, 0, 0], [1, 0, 0], [0, 0, 2]]])
    told = release(counts, in_no_group=2)
    assert told.group_voted.tolist() == [[20] * 3, [-1] * 3]
    assert told.group_answers[1].tolist() == [[-1] * 3] * 3
    assert told.group_leading.tolist() == [[1] * 3, [-1] * 3]


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 900), st.integers(5, 60))
def test_every_dot_stands_for_five_people_or_more(people, most):
    found = dots(np.random.default_rng(people).normal(size=(people, 2)), most)
    assert all(size >= 5 for _x, _y, size in found)
    assert sum(size for _x, _y, size in found) == (people if people >= 5 else 0)


def test_sizes():
    assert [released_size(n) for n in (0, 1, 4, 5)] == [0, None, None, 5]
