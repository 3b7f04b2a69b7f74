"""How we know the numbers are right: the kept checks as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from commonbeat.measures.validation import Check
from commonbeat.records.shown.telling import number, word


@dataclass(frozen=True)
class Line:
    """One check: what was to come out and what came out, as it is spelled."""

    check: Check

    @property
    def what(self) -> str:
        """What is looked at; of invented records also how they are invented."""
        what = word(self.check.what)
        return f"{what}: {word(self.check.source)}" if self.check.replications else what

    @property
    def expected(self) -> str:
        return word(self.check.expected)

    @property
    def found(self) -> str:
        """With as many places as the published number has, and for invented records of 100."""
        if self.check.replications:
            return number(100 * self.check.found, 1)
        return number(self.check.found, max(self._places, 0))

    @property
    def allowed(self) -> list[str]:
        """From where to where it may be, with one place more than the number has."""
        places = 1 if self.check.replications else self._places + 1
        return [number(end, places) for end in self.check.allowed]

    @property
    def _places(self) -> int:
        return len(self.check.expected.partition(".")[2]) if "." in self.check.expected else 0


@dataclass(frozen=True)
class Source:
    """One published source, or one tool held against invented records, with its checks."""

    name: str
    lines: Sequence[Line]

    @property
    def wrong(self) -> int:
        return sum(not one.check.agrees for one in self.lines)


def shown(checks: Sequence[Check]) -> dict[str, Any]:
    """All checks in two parts, and how many of each agree."""
    published = [one for one in checks if not one.replications]
    invented = [one for one in checks if one.replications]
    return {
        "published": _by((one.source, Line(one)) for one in published),
        "invented": _by((word(one.tool), Line(one)) for one in invented),
        "agree": sum(one.agrees for one in checks),
        "all": len(checks),
        "replications": max((one.replications for one in invented), default=0),
    }


def _by(pairs: Iterable[tuple[str, Line]]) -> list[Source]:
    found: dict[str, list[Line]] = {}
    for name, line in pairs:
        found.setdefault(name, []).append(line)
    return [Source(name, lines) for name, lines in found.items()]
