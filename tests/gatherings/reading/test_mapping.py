"""A mapping that an agency writes: what it says, what it leaves out, what is wrong in it."""

from __future__ import annotations

import sys
from datetime import time

import pytest

from commonbeat.gatherings.reading import mapping as mappings
from commonbeat.gatherings.reading.table import Unreadable


def test_what_is_left_out_is_as_in_the_one_that_comes_with_the_house() -> None:
    own = mappings.read('[columns]\ntitle = "Subject"\nstart = ["Date", "Time"]\n')
    assert own.columns == {"title": ("Subject",), "start": ("Date", "Time")}
    assert (own.kinds, own.numbers, own.early) == (mappings.built_in().kinds, mappings.built_in().numbers, time(7))


def test_areas_are_named_by_their_number() -> None:
    built_in = mappings.built_in()
    assert [built_in.area(cell) for cell in ("6", "006", "District 6", " ")] == [
        ("district", "District 6"),
        ("district", "District 6"),
        ("district", "District 6"),
        None,
    ]
    assert mappings.area_number("Central  Division") == "Central Division"


def test_beats_are_those_of_the_area() -> None:
    built_in = mappings.built_in()
    assert len(built_in.beats_of("6")) == 15 and "611" in built_in.beats_of("6")
    assert len(built_in.beats_of("")) == 25 * 15


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[columns", "The mapping is not written as TOML"),
        ("[colums]\ntitle = 'a'", "a part that is not known here: colums"),
        ("[columns]\ntitel = 'a'", "a part that is not known here: columns, titel"),
        ("[[kinds]]\nkind = 'party'\nwords = ['a']", "says party; it can say: board, forum"),
        ("[[kinds]]\nkind = 'forum'\nwords = ['(a+)+']", r"cannot be understood: \(a\+\)\+"),
        ("[[kinds]]\nkind = 'forum'", "The mapping cannot be understood: 'words'"),
        ("[times]\nearly = 'noon'", "The mapping cannot be understood"),
        ("language = 'English'", "cannot be understood: language = English"),
        ("[titles]\ncanceled = 3", "The mapping cannot be understood"),
        ("kinds = 'forum'", "The mapping cannot be understood"),
        (
            "[beats]\nkind = 'beat'\nname = 'B {}'\nnumbers = ['1-99999999']",
            "These numbers of the mapping cannot be understood: 1-99999999",
        ),
    ],
)
def test_what_is_wrong_is_said(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        mappings.read(text)


def test_reading_needs_no_django() -> None:
    """A student with a file and a terminal can do it: nothing below imports Django."""
    import subprocess

    code = (
        "import sys; from commonbeat.gatherings.reading import mapping, meetings, table; print('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
