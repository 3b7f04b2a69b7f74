"""The craft of texts, on real law and real comments where they are at hand, and on nasty input everywhere."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from commonbeat.matters.texts import alignment, csv_door, near_copies, passages, reading
from commonbeat.matters.texts.passages import Passage

pytestmark = pytest.mark.sqlite
SHARED = Path(__file__).parents[4] / "shared" / "data"
real = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")


def law(name: str) -> list[Passage]:
    return passages.split((SHARED / "texts" / name).read_text("utf-8"))


@real
def test_a_real_statute_splits_by_its_own_numbers():
    assert [one.label for one in law("dc_5-1104_2016.txt")] == ["", "(a)", "(b)", "(c)", "(d)", "(d-1)", "(e)", "(f)"]
    after = [one.label for one in law("dc_5-1104_2021.txt")]
    assert after[5:9] == ["(d-1)", "(d-2)(1)", "(d-2)(1)(A)", "(d-2)(1)(B)"]
    assert "(d-3)(3)(B)(iii)" in after and len(after) == len(set(after))


@real
def test_a_real_redraft_is_aligned():
    old, new = law("dc_5-1104_2016.txt"), law("dc_5-1104_2021.txt")
    pairs = {new[one.new_index].label: one.kind for one in alignment.align(old, new) if one.new_index is not None}
    assert [pairs[label] for label in ("(a)", "(b)", "(c)", "(d)", "(d-1)", "(e)", "(f)")] == [
        "kept",
        "changed",
        "kept",
        "changed",
        "kept",
        "kept",
        "kept",
    ]
    assert {kind for label, kind in pairs.items() if label.startswith(("(d-2)", "(d-3)"))} == {"added"}


def test_numbers_without_indentation_and_the_letter_i_after_h():
    text = (
        "(g) Seven.\n(h) Eight.\n(i) Nine.\n(1) One.\n(A) Capital.\n(i) Roman one.\n(ii) Roman two.\n(2) Two.\n(j) Ten."
    )
    assert [one.label for one in passages.split(text)] == [
        "(g)",
        "(h)",
        "(i)",
        "(i)(1)",
        "(i)(1)(A)",
        "(i)(1)(A)(i)",
        "(i)(1)(A)(ii)",
        "(i)(2)",
        "(j)",
    ]


@given(
    st.lists(st.sampled_from(["(a) Dogs bark.", "1. Cats purr.", "plain words here", "", "# Title", "  (1) deep one"]))
)
def test_splitting_loses_no_word(lines):
    kept = " ".join(f"{one.label} {one.words}" for one in passages.split("\n".join(lines)))
    for word in re.findall(r"[A-Za-z]{3,}", " ".join(lines)):
        assert word in kept


PIECES = passages.split("(a) One two three.\n(b) Four five six. Seven eight.\n(c) Nine ten.")


@given(st.integers(0, 2), st.integers(0, 40))
def test_split_and_merge_keep_every_word(index, offset):
    parted = passages.split_at(PIECES, index, offset)
    words = " ".join(one.words for one in parted).split()
    assert "".join(words) == "".join(" ".join(one.words for one in PIECES).split())
    if len(parted) > len(PIECES):
        assert len(passages.merge(parted, index)) == len(PIECES)


def test_move_and_remove():
    assert [one.label for one in passages.move(PIECES, 0, "down")] == ["(b)", "(a)", "(c)"]
    assert passages.move(PIECES, 0, "up") == PIECES
    assert [one.label for one in passages.remove(PIECES, 1)] == ["(a)", "(c)"]


@given(
    st.lists(st.sampled_from(["keep", "video", "for", "a", "year", "or", "two", "months"])),
    st.lists(st.sampled_from(["a", "year", "of", "video"])),
)
def test_differences_give_back_both_sides(old, new):
    runs = alignment.differences(" ".join(old), " ".join(new))
    before = " ".join(run.words for run in runs if run.kind != "insert").split()
    after = " ".join(run.words for run in runs if run.kind != "delete").split()
    assert (before, after) == (old, new)


def test_form_letters_are_found_in_seconds_and_the_others_stay_out():
    draw, filler = (
        random.Random(1),
        [
            "river",
            "dog",
            "school",
            "night",
            "corner",
            "lamp",
            "music",
            "noise",
            "park",
            "lot",
            "family",
            "shop",
            "door",
            "tree",
        ],
    )
    body = (
        "I oppose plate readers in our city because they record where everybody drives whether or not they did "
        "anything wrong and the money should be spent on street lights and on people who walk home at night"
    )
    letters = [
        f"Dear {draw.choice(filler)}, {body} {' '.join(draw.choices(filler, k=draw.randint(0, 6)))}"
        for _ in range(2000)
    ]
    others = [" ".join(draw.choices(filler, k=30)) for _ in range(30)]
    began = time.monotonic()
    found = near_copies.groups(letters + others)
    assert time.monotonic() - began < 3
    assert found == [list(range(2000))]


def test_short_comments_are_copies_only_where_equal():
    assert near_copies.groups(["Yes please.", "yes, please", "No please", ""]) == [[0, 1]]


@real
def test_real_comments_come_through_the_csv_door():
    sheet = csv_door.check((SHARED / "polis" / "london.youth.policing" / "comments.csv").read_bytes())
    assert (len(sheet.rows), sheet.problems, sheet.rows[0].given_on.isoformat()) == (39, [], "2022-07-27")


def test_problems_are_told_by_line():
    data = '\ufeffdate;comment\n2026-05-03;"Two\nlines"\n;\n2026-02-30;Bad day\n2026-05-03;"Two\nlines"\n'.encode()
    sheet = csv_door.check(data)
    assert [(one.line, one.grave) for one in sheet.problems] == [(6, False)]
    assert [(row.line, row.unread) for row in sheet.rows if row.unread] == [(5, "2026-02-30")]
    assert [(row.line, row.words) for row in sheet.rows] == [(2, "Two\nlines"), (5, "Bad day"), (6, "Two\nlines")]


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_what_is_no_table_of_comments_is_refused(data):
    with pytest.raises(reading.Unreadable):
        csv_door.check(data)
