"""The list of eligible offenses as pages show it: each version, and what changed against the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonbeat.measures.settings import key
from commonbeat.records.models import EligibleList, WhyNot
from commonbeat.records.models.eligible_list import GENTLE
from commonbeat.records.shown.outcomes import outcome_name

COLUMNS = ["version", "from", "until", "offense", "at_most", "rule", "link", "entered_on"]


@dataclass(frozen=True)
class Version:
    """A version with its last day (None: it still holds, or none followed) and what it changed."""

    held: EligibleList
    last: date | None
    added: list[tuple[str, str]]
    dropped: list[tuple[str, str]]
    changed: list[tuple[str, str, str]]
    is_replaced: bool

    @property
    def by_outcome(self) -> list[tuple[str, list[str]]]:
        """Its offenses by the most that is done, the gentlest first."""
        steps = [(step, sorted(one for one, most in self.held.outcomes.items() if most == step)) for step in GENTLE]
        return [(outcome_name(step), offenses) for step, offenses in steps if offenses]

    @property
    def reasons(self) -> list[str]:
        """The reasons that this version knows."""
        return [str(WhyNot(one).label) for one in self.held.reasons]


def versions(actor: Any) -> list[Version]:
    """Every version, the newest first."""
    rows = list(EligibleList.objects.visible_to(actor).order_by("version"))
    made = []
    for at, one in enumerate(rows):
        later = [each.first for each in rows[at + 1 :]]
        ends = min(later) - timedelta(days=1) if later else None
        made.append(Version(one, ends, *_against(one, rows[at - 1] if at else None), one.first in later))
    return made[::-1]


def _against(
    one: EligibleList, before: EligibleList | None
) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str, str]]]:
    """What came, what went, and what ends otherwise than before."""
    now = {key(offense): (offense, most) for offense, most in one.outcomes.items()}
    then = {key(offense): (offense, most) for offense, most in before.outcomes.items()} if before else {}
    added = [(offense, outcome_name(most)) for name, (offense, most) in sorted(now.items()) if name not in then]
    dropped = [(offense, outcome_name(most)) for name, (offense, most) in sorted(then.items()) if name not in now]
    changed = [
        (now[name][0], outcome_name(then[name][1]), outcome_name(now[name][1]))
        for name in sorted(now.keys() & then)
        if now[name][1] != then[name][1]
    ]
    return (added if before else []), dropped, changed


def rows(found: list[Version]) -> Iterator[list[Any]]:
    """Every offense of every version, for a machine or a spreadsheet."""
    for one in found:
        held = one.held
        for offense, most in sorted(held.outcomes.items()):
            yield [held.version, held.first, one.last, offense, most, held.rule, held.link, held.entered_on]
