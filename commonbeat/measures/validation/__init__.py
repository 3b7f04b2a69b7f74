"""How it is known that the numbers are right: by published ones, and by invented records with known truth.

`commonbeat validate --write` makes the list of all checks, found.json, from which pages are made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

#: the list of checks as last made, with every published data set at hand and with all replications
FOUND = Path(__file__).with_name("found.json")


@dataclass(frozen=True)
class Check:
    """One number: what it is, where it was published or how it is invented, what it should be, and what was found.

    It agrees where ``found`` lies between ``low`` and ``high``. ``replications`` is 0 for a published number.
    """

    tool: str
    what: str
    source: str
    expected: str
    low: float
    high: float
    found: float
    replications: int = 0

    @property
    def allowed(self) -> tuple[float, float]:
        """From where to where it may be found: of 100 for invented records."""
        return (100 * self.low, 100 * self.high) if self.replications else (self.low, self.high)

    @property
    def words(self) -> tuple[str, ...]:
        """What it says in words that can be translated; a published number's source is a paper."""
        return (self.what, self.tool, self.source, self.expected) if self.replications else (self.what,)

    @property
    def agrees(self) -> bool:
        return self.low <= self.found <= self.high


def kept() -> list[Check]:
    """The checks as they were last made."""
    return from_json(FOUND.read_text(encoding="utf-8"))


def from_json(text: str) -> list[Check]:
    """The checks that a program wrote down."""
    return [Check(**told) for told in json.loads(text)]


def as_json(checks: Iterable[Check]) -> str:
    """The checks for programs."""
    rows: list[dict[str, Any]] = [asdict(check) for check in checks]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
