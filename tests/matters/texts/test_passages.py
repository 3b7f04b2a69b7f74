"""Texts split by their own numbering, pasted with and without indentation; no word is lost on the way."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from commonbeat.matters.texts import passages
from commonbeat.matters.texts.passages import Passage

pytestmark = pytest.mark.sqlite
LAWS = Path(__file__).parents[4] / "shared" / "data" / "texts"
real = pytest.mark.skipif(not LAWS.exists(), reason="../shared is not here")
LINES = ["(a) Dogs bark.", "(i) Cats", "1. Purr", "1.1 Low", "A. High", "plain words", "", "# Title", "  (1) deep one"]
LINES += [
    "- bullet",
    "(d-2)",
    "Section 3. Cameras",
    "§ 5-1104. Board.",
    "12.3 percent",
    "I. FIRST",
    "V. Smith",
    "(no) mark",
]


def labels(text: str) -> list[str]:
    return [one.label for one in passages.split(text)]


@real
@pytest.mark.parametrize("path", sorted(LAWS.glob("*.txt")), ids=lambda path: path.stem)
def test_real_law_splits_alike_with_and_without_indentation(path: Path) -> None:
    text = path.read_text("utf-8")
    whole = passages.split(text)
    assert whole == passages.split("\n".join(line.strip() for line in text.splitlines()))
    assert whole == passages.split("\n".join(f"    {line}" for line in text.splitlines()))
    assert [one.heading for one in whole] == [True] + [False] * (len(whole) - 1)
    assert len({one.label for one in whole}) == len(whole)


@real
def test_every_word_of_real_law_is_kept_in_order() -> None:
    for path in LAWS.glob("*.txt"):
        text = path.read_text("utf-8")
        bare = re.sub(r"^\s*\([A-Za-z0-9-]{1,5}\)", "", text, flags=re.MULTILINE)
        assert " ".join(one.words for one in passages.split(text)).split() == bare.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(g) a\n(h) b\n(i) c\n(j) d", ["(g)", "(h)", "(i)", "(j)"]),
        ("(h) a\n(1) b\n(A) c\n(i) d\n(ii) e", ["(h)", "(h)(1)", "(h)(1)(A)", "(h)(1)(A)(i)", "(h)(1)(A)(ii)"]),
        ("(h)\n(1)\n(A) x\n(i) y\n(j) z", ["(h)(1)(A)", "(i)", "(j)"]),
        ("(i) a\n(ii) b\n(iii) c\n(iv) d\n(v) e", ["(i)", "(ii)", "(iii)", "(iv)", "(v)"]),
        ("(u) a\n(v) b\n(w) c\n(x) d\n(y) e", ["(u)", "(v)", "(w)", "(x)", "(y)"]),
        ("(d) a\n(d-1) b\n(d-2)\n(1) c\n(2) d\n(e) f", ["(d)", "(d-1)", "(d-2)(1)", "(d-2)(2)", "(e)"]),
        ("(a)\n(1)\n(A)\n(i)\n(I) x\n(II) y", ["(a)(1)(A)(i)(I)", "(a)(1)(A)(i)(II)"]),
        ("1. a\n1.1 B\n1.2 C\n1.2.1 D\n2. e", ["1", "1.1", "1.2", "1.2.1", "2"]),
        ("I. P\nII. Q\nA. r\n1. s\na. t\nB. u\nIII. V", ["I", "II", "II.A", "II.A.1", "II.A.1.a", "II.B", "III"]),
        ("1) a\n2) b\n  a) c", ["1", "2", "2.a"]),
        ("One.\n\nTwo\nwrapped.\n\nThree.", ["1", "2", "3"]),
        ("One.\n- a\n- b\n\nTwo.", ["1", "1•1", "1•2", "2"]),
        ("- a\n  - b\n- c", ["•1", "•1•1", "•2"]),
        ("Section 3. Cameras\n(a) x\nSection 4. Phones\n(a) y", ["", "Section 3 (a)", "", "Section 4 (a)"]),
        ("# Scope\n1. x\n# Rules\n1. y", ["", "1·1", "", "2·1"]),
        ("1. x\n1. y", ["1", "1 [2]"]),
        ("", []),
    ],
)
def test_numbering(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The board shall act in view of what was said under paragraph\n(1) of this subsection.",
        "Of all stops that officers made in the year, by the count here,\n12.3 percent ended with a search.",
        "The office moved in the year in which all of this had begun,\n2021 was a long year.",
        "(no) this is a word in brackets.",
        "V. Smith wrote this.",
        "Section chiefs answer for their officers.",
    ],
)
def test_what_only_looks_like_a_number_begins_no_passage(text: str) -> None:
    assert passages.split(text) == [Passage("1", 1, " ".join(text.split()))]


def test_headings_of_markdown_and_of_law() -> None:
    text = "# Cameras #\n\n§ 5-1104. The Board.\n\nArticle IV — Records\n\nPart of it.\n***\n"
    assert [(one.words, one.heading) for one in passages.split(text)] == [
        ("Cameras", True),
        ("§ 5-1104. The Board.", True),
        ("Article IV — Records", True),
        ("Part of it.", False),
    ]


def test_a_second_paragraph_leaves_the_numbering_as_it_is() -> None:
    assert labels("(a) One.\n\nMore of one.\n\n(1) Child.\n(b) Two.") == ["(a)", "", "(a)(1)", "(b)"]


def seen(text: str) -> list[str]:
    """What a reader sees of a text, without marks of Markdown."""
    return re.findall(r"\w+", text)


@given(st.lists(st.sampled_from(LINES), max_size=12), st.booleans())
def test_no_visible_word_is_lost(lines: list[str], indented: bool) -> None:
    text = "\n".join(f"{'  ' * (at % 3) if indented else ''}{line}" for at, line in enumerate(lines))
    pieces = passages.split(text)
    shown = seen(" ".join(f"{one.label} {one.words}" for one in pieces))
    assert [word for word in seen(text) if word not in shown] == []
    longer = [word for word in seen(" ".join(lines)) if len(word) > 3]
    assert [word for word in seen(" ".join(one.words for one in pieces)) if len(word) > 3] == longer
    assert all(1 <= one.depth <= passages.DEEPEST and one.words and len(one.label) <= 60 for one in pieces)
    named = [one.label for one in pieces if one.label]
    assert len(named) == len(set(named))


@given(st.text(alphabet="()aiAI1.-#§ \n\tx•", max_size=80))
def test_anything_can_be_split(text: str) -> None:
    assert all(one.words.strip() == one.words != "" for one in passages.split(text))


def test_the_longest_text_is_split_in_seconds() -> None:
    text = "\n".join(f"({'abcdefgh'[at % 8]}) {'word ' * 8}" for at in range(8_800))
    began = time.monotonic()
    assert len(passages.split(text)) == 8_800
    assert time.monotonic() - began < 5


PIECES = passages.split("(a) One two three.\n(b) Four five six. Seven eight.\n(c) Nine ten.")


@given(st.integers(0, 2), st.integers(0, 40))
def test_split_and_merge_keep_every_word(index: int, offset: int) -> None:
    parted = passages.split_at(PIECES, index, offset)
    assert "".join(one.words for one in parted).replace(" ", "") == "".join(one.words for one in PIECES).replace(
        " ", ""
    )
    if len(parted) > len(PIECES):
        merged = passages.merge(parted, index)
        assert [one.label for one in merged] == [one.label for one in PIECES]


def test_merging_keeps_a_mark_and_leaves_out_a_mere_place() -> None:
    assert passages.merge(PIECES, 1)[1].words == "Four five six. Seven eight. (c) Nine ten."
    assert passages.merge(passages.split("One.\n\nTwo."), 0) == [Passage("1", 1, "One. Two.")]
    assert passages.merge(PIECES, 2) == PIECES


def test_move_and_remove() -> None:
    assert [one.label for one in passages.move(PIECES, 0, "down")] == ["(b)", "(a)", "(c)"]
    assert passages.move(PIECES, 0, "up") == PIECES
    assert passages.move(passages.move(PIECES, 1, "up"), 0, "down") == PIECES
    assert [one.label for one in passages.remove(PIECES, 1)] == ["(a)", "(c)"]
