"""Every sentence of the library about a file of votes can be said in the reader's language."""

from pathlib import Path

import pytest
from django.utils.translation import override

from commonbeat.matters.shown.problems import SENTENCES, spelled
from commonbeat.measures import problems
from commonbeat.measures.problems import Problem, Unreadable

SAID = {text for name, text in vars(problems).items() if name.isupper() and isinstance(text, str)}
VALUES = dict.fromkeys(["why", "found", "cells", "columns", "column", "opinion"], "x")


def test_every_sentence_of_the_library_has_its_words() -> None:
    assert set(SENTENCES) == SAID


@pytest.mark.parametrize("sentence", sorted(SAID))
def test_a_sentence_is_spelled_with_its_values_in_spanish(sentence: str) -> None:
    with override("es"):
        [said] = spelled(Unreadable(Path("/tmp/one/votes.csv"), Problem(sentence, VALUES, 7)))
    assert said.startswith("votes.csv, línea 7: ")
    assert sentence % VALUES not in said


def test_more_problems_than_are_named_are_counted() -> None:
    lines = list(spelled(Unreadable(Path("votes.csv"), *[Problem(problems.EMPTY, line=n) for n in range(2, 24)])))
    assert lines[0] == "votes.csv, line 2: the file is empty"
    assert lines[20:] == ["… and 2 more such lines"]
