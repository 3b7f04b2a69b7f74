"""Two who write on at one text: joined where they touch different lines, told where they clash."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from commonbeat.gatherings.merging import merged

LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=6)


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "expected"),
    [
        ("", "mine", "theirs", "theirs\nmine"),
        ("one\ntwo\nthree", "ONE\ntwo\nthree", "one\ntwo\nTHREE", "ONE\ntwo\nTHREE"),
        ("one\ntwo", "one\ntwo\nmine", "one\ntwo\ntheirs", "one\ntwo\ntheirs\nmine"),
        ("one\ntwo", "one", "one\ntwo\nthree", "one\nthree"),
        ("one", "ONE", "Uno", None),
        ("one\ntwo", "two", "One\ntwo", None),
        ("one", "same", "same", "same"),
    ],
)
def test_changes_are_joined_line_by_line(was: str, mine: str, theirs: str, expected: str | None) -> None:
    assert merged(was, mine, theirs) == expected


@given(LINES, LINES)
def test_who_changed_nothing_takes_nothing_away(was: list[str], other: list[str]) -> None:
    before, after = "\n".join(was), "\n".join(other)
    assert merged(before, after, before) == after
    assert merged(before, before, after) == after


@given(
    LINES,
    st.lists(st.text("xyz", min_size=1), min_size=1, max_size=3),
    st.lists(st.text("uvw", min_size=1), max_size=3),
)
def test_what_both_add_stands_in_the_result(was: list[str], mine: list[str], theirs: list[str]) -> None:
    """Lines added at the end by one and at the beginning by the other are never lost, and nothing else goes."""
    before = "\n".join([*was, "end"])
    joined = merged(before, f"{before}\n" + "\n".join(mine), "\n".join([*theirs, *([before])]))
    assert joined == "\n".join([*theirs, before, *mine])
