"""Charters of real boards to start from. Each says from where it was read and how far; a person confirms every line."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commonbeat.people.charter.reading import rules_from
from commonbeat.people.charter.rules import Rules

FOLDER = Path(__file__).with_name("offered")


@dataclass(frozen=True)
class Offer:
    """One charter to start from: whose it is, of which day, read from where, and its rules as text and as data."""

    key: str
    title: str
    place: str
    as_of: date
    read_from: str
    note: str
    text: str
    data: Mapping[str, Any]

    @property
    def rules(self) -> Rules:
        return rules_from(self.data)


@functools.cache
def offers() -> tuple[Offer, ...]:
    """Every charter that is offered, the newest of a place first."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: (one.place, -one.as_of.toordinal())))


def offer(key: str) -> Offer | None:
    """The one with this key."""
    return next((one for one in offers() if one.key == key), None)


def _read(path: Path) -> Offer:
    text = path.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    about = data.pop("offer")
    return Offer(key=path.stem, text=text.partition("[offer]")[0].strip() + "\n", data=data, **about)
