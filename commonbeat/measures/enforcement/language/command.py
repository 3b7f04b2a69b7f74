"""`commonbeat lint-form FILE`: a form, order, contract or e-mail, sentence by sentence, for who has a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from commonbeat.laws.quota import QuotaRule, common_denominator, rules_of
from commonbeat.measures.enforcement.language.judging import Degree, Judged, lint
from commonbeat.measures.enforcement.language.papers import words_in, words_of


def answer(asked: argparse.Namespace) -> str:
    """Read, judge, say. Raises ValueError and OSError."""
    text = words_in(sys.stdin.buffer.read(), "standard input") if asked.file == Path("-") else words_of(asked.file)
    judged = lint(text, asked.state)
    return _json(judged, asked.state) if asked.json else _told(judged, asked.state)


def _json(judged: list[Judged], state: str) -> str:
    rules = [_rule(rule) for rule in (*rules_of(state), common_denominator())]
    return json.dumps(
        {"state": state, "rules": rules, "sentences": [_sentence(one) for one in judged]}, ensure_ascii=False
    )


def _sentence(one: Judged) -> dict[str, Any]:
    return {
        "text": one.text,
        "degree": one.degree.value,
        "rule": str(one.rule) if one.rule else None,
        "rule_id": one.rule.id if one.rule else None,
        "why": one.why,
    }


def _rule(rule: QuotaRule) -> dict[str, Any]:
    said = {
        name: getattr(rule, name) for name in ("id", "citation", "short", "exceptions", "source", "read", "not_read")
    }
    more = {"page_date": rule.page_date, "remedy": rule.remedy, "is_law": rule.is_law}
    return said | more | {"read_on": rule.read_on.isoformat(), "confirmed": rule.confirmation is not None}


def _told(judged: list[Judged], state: str) -> str:
    """The sentences that are not fine, each with why and its rule; then what the rules rest on."""
    counts = Counter(one.degree for one in judged)
    conflicts, asks, fine = (counts[degree] for degree in Degree)
    many = f"{len(judged)} sentence{'' if len(judged) == 1 else 's'}"
    lines = [f"{many}: {conflicts} conflict with a rule, {asks} to ask about, {fine} fine."]
    for degree, heading in ((Degree.CONFLICT, "CONFLICT"), (Degree.ASK, "ASK")):
        for one in judged:
            if one.degree == degree and one.rule:
                lines += ["", f"{heading}  {one.text}", f"  why   {one.why}", f"  rule  {one.rule}"]
    return "\n".join([*lines, "", *_rests_on(state)])


def _rests_on(state: str) -> list[str]:
    """Which rules were held against it, how much of each was read, and that nobody of the place confirmed them."""
    rules = rules_of(state) or (common_denominator(),)
    if not rules_of(state):
        place = f"No law of {state} against quotas was read." if state else "No state was named."
        return [f"{place} Held against it: {rules[0]}"]
    lines = [f"{rule} (read {rule.read}, {rule.read_on}, page: {rule.page_date})" for rule in rules]
    return [
        "Held against it:",
        *lines,
        "Nobody of the place has confirmed these texts: read them before relying on them.",
    ]
