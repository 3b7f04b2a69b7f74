"""The nineteen practices as they are published, asked and translated."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from commonbeat.matters.kinds import Kind
from commonbeat.scorecard import standards as practices, strings
from commonbeat.scorecard.evidence import EVIDENCE
from tests.house import tree

pytestmark = pytest.mark.sqlite
ALL = practices.standards()
SENTENCES = [getattr(one, name) for one in ALL for name in practices.SENTENCES if getattr(one, name)]


def test_the_sentences_are_the_published_ones():
    rows = re.findall(r"^\| ([ABC]\d) \| (.+) \|$", (tree.ROOT / "docs" / "house.md").read_text(), re.MULTILINE)
    assert [(one.code, one.sentence) for one in ALL] == rows
    assert len(rows) == 19


def test_each_stands_in_its_group_and_is_found_by_its_code():
    assert [(one.group, practices.standard(one.code)) for one in ALL] == [(one.code[0], one) for one in ALL]
    assert [*practices.GROUPS] == sorted({one.group for one in ALL})
    assert practices.standard("D1") is None


def test_every_evidence_exists_and_is_used():
    assert {name for one in ALL for name in one.evidence} == set(EVIDENCE)


def test_kinds_are_kinds_of_topics():
    assert {kind for one in ALL for kind in one.kinds} <= set(Kind.values)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_each_asks_and_says_what_would_make_it_better(one):
    assert one.question.endswith("?") and one.better.endswith(".")
    assert one.evidence or one.later, "what will show it later?"


@pytest.mark.parametrize("words", [w for one in ALL for w in (one.question, one.better, one.later) if w])
def test_sentences_are_short_enough_for_everybody(words):
    """Flesch and Kincaid's grade is not computed: what makes it high, long sentences, is counted."""
    assert max(len(sentence.split()) for sentence in re.split(r"[.?]", words)) <= 28


def test_translators_find_every_sentence():
    assert (tree.PACKAGE / "scorecard" / "strings.py").read_text(encoding="utf-8") == practices.for_translators()
    assert [*strings.STRINGS] == SENTENCES


def test_sentences_are_said_in_the_language_of_the_reader():
    """With a sentence that the framework itself brings in Spanish."""
    one = replace(ALL[0], question="Enter a valid value.")
    with translation.override("es"):
        assert (one.said("question"), one.said("later")) == ("Introduzca un valor válido.", "")
    with translation.override("en"):
        assert one.said("question") == "Enter a valid value."
