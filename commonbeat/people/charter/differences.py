"""What differs between two versions of a charter, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonbeat.people.charter.rules import RULES, Rules, State


@dataclass(frozen=True)
class Difference:
    """One rule that is not the same in both versions: what it says, or only whether it is said or was read."""

    rule: str
    before: Any
    after: Any
    was: State
    is_now: State


def differences(before: Rules, after: Rules) -> list[Difference]:
    """Every rule that differs, in the order in which charters are shown. Where a rule stands is no difference."""
    return [
        Difference(rule, getattr(before, rule), getattr(after, rule), before.state(rule), after.state(rule))
        for rule in RULES
        if getattr(before, rule) != getattr(after, rule) or before.state(rule) != after.state(rule)
    ]
