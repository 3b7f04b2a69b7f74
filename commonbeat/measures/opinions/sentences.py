"""Findings as sentences in English. Opinions stand in the order of the findings; groups have letters, never names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonbeat.measures.opinions.findings import Answers, Findings, letter
from commonbeat.measures.opinions.mapping import ENOUGH, Outcome
from commonbeat.measures.opinions.told import Told

#: answer → how it is said
SAID = {1: "agree", 0: "are not sure", -1: "disagree"}
NO_SURVEY = "Those who voted are not a sample of everybody who lives here: this is not a survey of the population."


def headline(found: Findings) -> str:
    """What was found, in a sentence."""
    if found.outcome is Outcome.TOO_FEW:
        return f"Too few to say whether there are groups: that needs ten people with {ENOUGH} votes each."
    if found.outcome is Outcome.NO_GROUPS:
        return "There are no groups: the votes do not fall into groups more than chance alone would make them."
    names = ", ".join(f"Group {letter(group)} ({size} people)" for group, size in enumerate(found.sizes))
    return f"People who voted alike form {len(found.sizes)} groups: {names}."


def cautions(found: Findings) -> list[str]:
    """What to keep in mind about the groups, each a sentence."""
    told = []
    if found.outcome is Outcome.GROUPS:
        if found.in_no_group:
            told.append(f"{found.in_no_group} people are in no group: they voted too little, or too few are like them.")
        if not found.evidence.distinct:
            told.append(
                "There is no gap between groups: views shade into each other, and the border cuts through a crowd."
            )
        for group, share in enumerate(found.steady or ()):
            told.append(
                f"Group {letter(group)}: about {round(10 * share)} of 10 would be in it again among other people."
            )
    return [*told, NO_SURVEY]


def shared(found: Findings, words: Mapping[int, str]) -> list[str]:
    """What all groups think."""
    everyone = {0: "Most people", 2: "Both groups"}.get(len(found.sizes), f"All {len(found.sizes)} groups")
    return [f"{everyone} {_way(one)}: {_quoted(one.opinion, words)}" for one in found.shared]


def differs(found: Findings, group: int, words: Mapping[int, str]) -> list[str]:
    """What sets a group apart, with its numbers where they may be told."""
    lines = []
    for one in found.differs[group]:
        answers = found.lines[one.opinion].groups[group]
        count = answers.agree if one.agrees else answers.disagree
        numbers = f" ({count} of the {answers.voted} in it who voted on it)" if count is not None else ""
        lines.append(f"Group {letter(group)} tends to {_way(one)}{numbers}: {_quoted(one.opinion, words)}")
    return lines


def dividing(found: Findings, words: Mapping[int, str]) -> list[str]:
    """What splits people."""
    if not found.sizes:
        return [f"People are divided on: {_quoted(number, words)}" for number in found.dividing]
    lines = []
    for number in found.dividing:
        ways = [
            f"Group {letter(group)} mostly {SAID[one.leading]}s" if one.leading in (1, -1) else ""
            for group, one in enumerate(found.lines[number].groups)
        ]
        lines.append(f"{', '.join(way for way in ways if way)}: {_quoted(number, words)}")
    return lines


def unheard(found: Findings) -> str:
    """What nobody has voted on yet."""
    if not found.unheard:
        return ""
    return "Nobody has voted on: " + ", ".join(f"opinion {number}" for number in found.unheard) + "."


def share(one: Answers) -> str:
    """Answers in a cell of a table."""
    if one.voted is None:
        return "withheld"
    if one.agree is None:
        return f"{one.voted} voted" + (f", most {SAID[one.leading]}" if one.leading is not None else "")
    return f"{one.agree} agree, {one.disagree} disagree, {one.unsure} not sure"


def left_out(reasons: Mapping[str, int]) -> Sequence[str]:
    """What was left out of the votes, and how much."""
    return [f"Left out: {reason}: {count}." for reason, count in reasons.items() if count]


def _way(one: Told) -> str:
    return "agree" if one.agrees else "disagree"


def _quoted(number: int, words: Mapping[int, str]) -> str:
    text = words.get(number, "").strip()
    return f"“{text}” (opinion {number})" if text else f"opinion {number}"
