"""What an agency and its community have settled, which the numbers need: a short TOML file beside the records.

ladder = ["no action", "warning", "citation", "summons", "arrest"]   # the gentlest outcome first
offense = "violation"         # the column of the listed offenses: in words, or "offense" for codes
compare = "subject_race"      # the column whose groups are compared
reference = "white"           # with whom; without it: with the largest group

[[eligible]]                  # the list of offenses for which something gentle will do: one version of it
from = 2024-07-01             # the first day on which it holds; the next version ends it
outcome = "warning"           # the most that is done for these: this outcome, or a gentler one
offenses = ["unregistered vehicle", "broken tail light"]

[what_if]                     # what if these were added?
outcome = "warning"
offenses = ["expired inspection"]

[change]                      # a change of rules around which numbers are compared
date = 2024-07-01

[place]                       # where the sun sets
latitude = 39.95
longitude = -75.17
zone = "America/New_York"

[time]                        # what is aimed at, and how long a stretch must be to be used
committed = 0.6
unobligated = 0.3333
usable_minutes = 20
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from commonbeat.measures.schema import Wrong, schema
from commonbeat.measures.sun import Spot

#: outcomes of a stop, the gentlest first
LADDER = schema("stops").columns["outcome"].values


class Unsettled(Wrong):
    """A settings file that cannot be used, or that lacks what a measure needs."""


def key(offense: str) -> str:
    """An offense as lists are compared: spelling in capitals and spaces tell nothing apart."""
    return " ".join(offense.split()).casefold()


@dataclass(frozen=True)
class Eligible:
    """One version of the list: from its first day on, these offenses end with ``outcome`` or something gentler."""

    first: date
    outcome: str
    offenses: frozenset[str]


@dataclass(frozen=True)
class Targets:
    """Of patrol time: at most this share committed, at least this share unobligated, in gaps of so many minutes."""

    committed: float = 0.60
    unobligated: float = 1 / 3
    usable_minutes: float = 20


@dataclass(frozen=True)
class Settings:
    """All of it; ``lists`` are in the order of their days, and none where every offense is to be looked at."""

    ladder: tuple[str, ...] = LADDER
    compare: str = "subject_race"
    offense: str = "violation"
    reference: str | None = None
    lists: tuple[Eligible, ...] = ()
    what_if: Eligible | None = None
    change: date | None = None
    place: Spot | None = None
    time: Targets = field(default_factory=Targets)

    def __post_init__(self) -> None:
        for one in (*self.lists, *([self.what_if] if self.what_if else [])):
            if one.outcome not in self.ladder:
                raise Unsettled(f"the outcome {one.outcome!r} is not on the ladder: {', '.join(self.ladder)}")

    def list_on(self, version: int) -> Eligible | None:
        """The list by its number from 0; None before the first."""
        return self.lists[version] if 0 <= version < len(self.lists) else None

    def list_at_change(self) -> Eligible | None:
        """The list that holds on the day of the change; the first one where none does yet, None without any list."""
        held = [one for one in self.lists if self.change and one.first <= self.change]
        return held[-1] if held else next(iter(self.lists), None)

    def is_gentle(self, outcome: str, most: str) -> bool:
        """Whether an outcome on the ladder is no harsher than ``most``."""
        return self.ladder.index(outcome) <= self.ladder.index(most)


def read(path: Path) -> Settings:
    """The settings of a file. Raises Unsettled with what is wrong, OSError where it cannot be read."""
    try:
        return of(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (TypeError, ValueError) as trouble:
        raise Unsettled(f"{path}: {trouble}") from None


def of(told: dict[str, Any]) -> Settings:
    """The settings as TOML gives them. Raises Unsettled for a name that means nothing here."""
    told = dict(told)
    made: dict[str, Any] = {name: told.pop(name) for name in ("compare", "reference", "offense") if name in told}
    if "ladder" in told:
        made["ladder"] = tuple(told.pop("ladder"))
    lists = [_list(one) for one in told.pop("eligible", [])]
    made["lists"] = tuple(sorted(lists, key=lambda one: one.first))
    if "what_if" in told:
        made["what_if"] = _list(told.pop("what_if"), date.min)
    if "change" in told:
        made["change"] = _day(told.pop("change").get("date"), "change: date")
    for name, kind in (("place", Spot), ("time", Targets)):
        if name in told:
            made[name] = kind(**told.pop(name))
    if told:
        raise Unsettled(f"these names mean nothing here: {', '.join(told)}")
    return Settings(**made)


def written(settings: Settings) -> str:
    """The same as a file: what ``read`` reads back as these settings."""
    lines = [f"ladder = {_spelled(settings.ladder)}", f"offense = {_spelled(settings.offense)}"]
    lines += [f"compare = {_spelled(settings.compare)}"]
    lines += [f"reference = {_spelled(settings.reference)}"] if settings.reference else []
    for one in settings.lists:
        lines += ["", "[[eligible]]", f"from = {one.first.isoformat()}", *_of_list(one)]
    lines += ["", "[what_if]", *_of_list(settings.what_if)] if settings.what_if else []
    lines += ["", "[change]", f"date = {settings.change.isoformat()}"] if settings.change else []
    for name, told in (("place", settings.place), ("time", settings.time)):
        lines += (
            ["", f"[{name}]", *(f"{key} = {_spelled(value)}" for key, value in asdict(told).items())] if told else []
        )
    return "\n".join(lines) + "\n"


def _of_list(one: Eligible) -> list[str]:
    return [f"outcome = {_spelled(one.outcome)}", f"offenses = {_spelled(sorted(one.offenses))}"]


def _spelled(value: Any) -> str:
    """A value as TOML spells it, which is here as JSON does."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _list(told: dict[str, Any], first: date | None = None) -> Eligible:
    """One list, from its own first day where none is given."""
    if set(told) - {"from"} != {"outcome", "offenses"}:
        raise Unsettled("a list of offenses has: from, outcome, offenses; what_if has: outcome, offenses")
    offenses = frozenset(key(one) for one in told["offenses"])
    return Eligible(first or _day(told.get("from"), "eligible: from"), told["outcome"], offenses)


def _day(value: Any, where: str) -> date:
    if type(value) is not date:
        raise Unsettled(f"{where} must be a date such as 2024-07-01")
    return value
