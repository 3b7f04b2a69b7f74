"""Which records the list of eligible offenses covers, and which of them ended with the least harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonbeat.measures.result import Said, say, word
from commonbeat.measures.rows import total
from commonbeat.measures.settings import Settings, key

#: version of a record from before the first list
BEFORE = -1
#: what is asked where no list is given: whether it ended with this or something gentler
GENTLE = "warning"


@dataclass(frozen=True)
class Judged:
    """``cells`` of records on the list, each with ``least``: whether it ended as gently as the list says, and ``n``.

    ``excluded`` counts the others by reason.
    """

    cells: list[dict[str, Any]]
    excluded: dict[str, int]

    @property
    def too_few(self) -> Said | None:
        """Where most records are left out for one reason, that this is why the others are too few."""
        reason, most = max(self.excluded.items(), key=lambda one: one[1], default=("", 0))
        if 2 * most <= total(self.cells) + sum(self.excluded.values()):
            return None
        return say("Too few to say: most of these records are left out ({reason}).", reason=reason)


def judge(cells: Iterable[Mapping[str, Any]], settings: Settings) -> Judged:
    """Hold cells (violation, version, outcome, …, n) against the list that was in force on their day."""
    found: list[dict[str, Any]] = []
    excluded: Counter[str] = Counter()
    for cell in cells:
        reason = why_not(cell, settings)
        if reason:
            excluded[reason] += cell["n"]
        else:
            found.append({**cell, "least": settings.is_gentle(cell["outcome"], most(cell, settings))})
    return Judged(found, dict(excluded))


def why_not(cell: Mapping[str, Any], settings: Settings) -> str | None:
    """Why a record is left out; None where it counts."""
    if settings.lists:
        if cell["version"] is None:
            return word("date unknown")
        if cell["version"] == BEFORE:
            return word("before the first list")
    if cell["violation"] is None:
        return word("offense unknown")
    if settings.lists and key(cell["violation"]) not in settings.lists[cell["version"]].offenses:
        return word("offense not on the list")
    if cell["outcome"] is None:
        return word("outcome unknown")
    return None if cell["outcome"] in settings.ladder else word("outcome not on the ladder")


def most(cell: Mapping[str, Any], settings: Settings) -> str:
    """The harshest outcome that still is the least harm for this record."""
    return settings.lists[cell["version"]].most(cell["violation"]) if settings.lists else GENTLE


def in_no_record(offenses: Iterable[str], cells: Iterable[Mapping[str, Any]]) -> list[str]:
    """Those of some offenses that no record names: perhaps records write them otherwise."""
    named = {key(cell["violation"]) for cell in cells if cell["violation"] is not None}
    return sorted(key(one) for one in offenses if key(one) not in named)


def without(judged: Judged, column: str, reason: str) -> Judged:
    """The same without the cells in which a column is unknown, which are counted under a reason."""
    kept = [cell for cell in judged.cells if cell[column] is not None]
    missing = sum(cell["n"] for cell in judged.cells) - sum(cell["n"] for cell in kept)
    return Judged(kept, judged.excluded | ({reason: missing} if missing else {}))
