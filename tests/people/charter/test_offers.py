"""The charters to start from hold together, say how each fact was read, and two agree with the law's own words."""

from __future__ import annotations

import difflib
import re
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from commonbeat.people.charter import State, as_toml, differences, notices, rules_from_toml
from commonbeat.people.charter.offers import offer, offers
from commonbeat.people.charter.rules import RULES

LAW = Path(__file__).resolve().parents[4] / "shared" / "data" / "texts"
with_the_law = pytest.mark.skipif(not LAW.exists(), reason="the texts of the law lie beside the repository")


@pytest.mark.parametrize("one", offers(), ids=lambda one: one.key)
def test_each_is_read_and_says_where_every_rule_stands(one) -> None:
    rules = one.rules
    assert rules_from_toml(as_toml(one.data)) == rules and tomllib.loads(as_toml(one.data)) == one.data
    assert rules_from_toml(one.text) == rules
    said = {name for name in RULES if rules.state(name) is State.SAID}
    assert {name for name, _source in rules.sources} == said
    assert [name for name, source in rules.sources if not (source.section and source.read)] == []


#: charter → rules of which the passage that was read itself tells that there are none
NONE_THERE = {"chiefs-board": {"terms", "absence"}}


@pytest.mark.parametrize("one", offers(), ids=lambda one: one.key)
def test_where_not_all_was_read_nothing_is_called_not_said(one) -> None:
    """Silence is told only of a text that was read whole."""
    rules = one.rules
    silent = {name for name in RULES if rules.state(name) is State.NOT_SAID}
    in_full = all(source.read == "full" for _name, source in rules.sources)
    assert in_full or silent == NONE_THERE.get(one.key, set())


def law(year: int) -> dict[str, str]:
    """The section's subsections by their letter."""
    text = (LAW / f"dc_5-1104_{year}.txt").read_text()
    parts = re.split(r"^\((\w(?:-\d)?)\)\s", text, flags=re.MULTILINE)[1:]
    return {letter: " ".join(words.split()) for letter, words in zip(parts[::2], parts[1::2], strict=True)}


@with_the_law
@pytest.mark.parametrize("year", [2016, 2021])
def test_every_quoted_rule_stands_in_its_subsection(year: int) -> None:
    subsections, missing = law(year), []
    for name, source in offer(f"dc-{year}").rules.sources:
        letters = re.findall(r"\((\w(?:-\d)?)\)", source.section)
        if not any(source.words in subsections.get(letter, "") for letter in letters) or not source.words:
            missing.append(name)
    assert missing == []


@with_the_law
def test_what_changed_in_the_law_between_2016_and_2021() -> None:
    before, after = law(2016), law(2021)
    assert {letter for letter in after if letter not in before} == {"d-2", "d-3"}
    assert {letter for letter in before if before[letter] != after[letter]} == {"b", "d"}
    words = [before["b"].split(), after["b"].split()]
    moves = difflib.SequenceMatcher(None, *words).get_opcodes()
    gone = [" ".join(words[0][i:j]) for move, i, j, *_rest in moves if move != "equal"]
    assert gone == ["from the date of appointment to a full term"]


def test_what_changed_for_the_board_between_2016_and_2021() -> None:
    found = {one.rule: one for one in differences(offer("dc-2016").rules, offer("dc-2021").rules)}
    assert set(found) == {"terms", "reviews", "publishes"}
    assert (found["terms"].before.runs_from, found["terms"].after.runs_from) == ("appointment", "")
    assert (len(found["reviews"].before), len(found["reviews"].after)) == (1, 7)


def test_the_board_grew_from_five_to_nine_and_its_quorum_stayed() -> None:
    before, after = offer("dc-2021").rules, offer("dc-2024").rules
    changed = {one.rule for one in differences(before, after)}
    assert (before.authorized, after.authorized) == (5, 9)
    assert before.quorum == after.quorum and "quorum" not in changed
    assert changed == {"seats", "across_seats", "reviews"}
    assert Fraction(after.quorum.members, after.authorized) == Fraction(1, 3)
    assert notices(before) == [
        "The charter does not say whether a recused member counts as present. Ask the body, and enter it."
    ]
    assert notices(after)[:2] == [
        "Take care: 3 of 9 members are a quorum, and that is no more than half of the seats.",
        "The first terms are written for 5 members, and there are 9 seats.",
    ]
