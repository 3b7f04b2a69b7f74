"""Every sentence of the library about a file of votes can be said in the reader's language."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from commonbeat.matters.shown.problems import SENTENCES, spelled
from commonbeat.measures import problems
from commonbeat.measures.problems import Problem, Unreadable

SAID = set(problems.sentences())
VALUES = dict.fromkeys(re.findall(r"%\((\w+)\)s", " ".join(SAID)), "x")


def test_every_sentence_of_the_library_has_its_words() -> None:
    assert set(SENTENCES) == SAID


@pytest.mark.parametrize("sentence", sorted(SAID))
def test_a_sentence_is_spelled_with_its_values_in_spanish(sentence: str) -> None:
    with override("es"):
        [said] = spelled(Unreadable(Path("/tmp/one/votes.csv"), Problem(sentence, VALUES, 7)))
    assert said.startswith("votes.csv, línea 7: ")
    assert sentence % VALUES not in said


@pytest.mark.parametrize("sentence", sorted(SAID))
def test_what_was_kept_of_a_sentence_is_recognized_with_its_values(sentence: str) -> None:
    found = problems.recognized(sentence % VALUES)
    assert found is not None and found.sentence % found.values == sentence % VALUES


def test_more_problems_than_are_named_are_counted() -> None:
    lines = list(spelled(Unreadable(Path("votes.csv"), *[Problem(problems.EMPTY, line=n) for n in range(2, 24)])))
    assert lines[0] == "votes.csv, line 2: the file is empty"
    assert lines[20:] == ["… and 2 more such lines"]
