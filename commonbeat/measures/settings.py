"""What an agency and its community have settled, which the numbers need: a short TOML file beside the records.

ladder = ["no action", "warning", "citation", "summons", "arrest"]   # the gentlest outcome first
offense = "violation"         # the column of the listed offenses: in words, or "offense" for codes
compare = "subject_race"      # the column whose groups are compared
reference = "white"           # with whom; without it white (of sexes male), or the largest group
by = "district"               # the column of the units that are looked at one by one

[[eligible]]                  # the list of offenses for which something gentle will do: one version of it
from = 2024-07-01             # the first day on which it holds; the next version ends it
outcome = "warning"           # the most that is done for these: this outcome, or a gentler one
offenses = ["unregistered vehicle", "broken tail light"]

[[eligible]]                  # of the same day: the same version, for what a citation will do
from = 2024-07-01
outcome = "citation"
offenses = ["driving without a license"]

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

[reviews]                     # when officers' numbers may be looked at: for signs of a quota
last_days = 5                 # how many days at the end of a period are compared with the days around them
four_weeks_from = 2024-01-01  # the first day of any period of four weeks
days = [7, 14, 21, 31]        # days of the month on which numbers are reviewed; 31 is the last day of every month
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
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
    """One version of the list: from its first day on, each offense ends with its outcome or something gentler."""

    first: date
    outcomes: Mapping[str, str]

    @property
    def offenses(self) -> frozenset[str]:
        """What is on it, each as ``key`` spells it."""
        return frozenset(self.outcomes)

    def most(self, offense: str) -> str:
        """The harshest outcome that still is the least harm for an offense on it."""
        return self.outcomes[key(offense)]


@dataclass(frozen=True)
class Targets:
    """Of patrol time: at most this share committed, at least this share unobligated, in gaps of so many minutes."""

    committed: float = 0.60
    unobligated: float = 1 / 3
    usable_minutes: float = 20


@dataclass(frozen=True)
class Reviews:
    """When officers' numbers may be looked at, beside the ends of months, quarters and four weeks.

    Without ``four_weeks_from`` the weeks are tried in turn; ``days`` of the month in their order, 31 for the last.
    """

    last_days: int = 5
    four_weeks_from: date | None = None
    days: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", tuple(sorted(set(self.days))))
        if not 1 <= self.last_days <= 10 or not all(type(day) is int and 1 <= day <= 31 for day in self.days):
            raise Unsettled("reviews: last_days is a number from 1 to 10, days are days of the month from 1 to 31")
        if self.four_weeks_from is not None:
            _day(self.four_weeks_from, "reviews: four_weeks_from")


@dataclass(frozen=True)
class Settings:
    """All of it; ``lists`` are in the order of their days, and none where every offense is to be looked at."""

    ladder: tuple[str, ...] = LADDER
    compare: str = "subject_race"
    offense: str = "violation"
    by: str = "district"
    reference: str | None = None
    lists: tuple[Eligible, ...] = ()
    what_if: Eligible | None = None
    change: date | None = None
    place: Spot | None = None
    time: Targets = field(default_factory=Targets)
    reviews: Reviews = field(default_factory=Reviews)

    def __post_init__(self) -> None:
        for one in (*self.lists, *([self.what_if] if self.what_if else [])):
            for outcome in sorted({*one.outcomes.values()} - {*self.ladder}):
                raise Unsettled(f"the outcome {outcome!r} is not on the ladder: {', '.join(self.ladder)}")

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
    made: dict[str, Any] = {name: told.pop(name) for name in ("compare", "reference", "offense", "by") if name in told}
    if "ladder" in told:
        made["ladder"] = tuple(told.pop("ladder"))
    made["lists"] = _versions(_list(one) for one in told.pop("eligible", []))
    if "what_if" in told:
        made["what_if"] = _list(told.pop("what_if"), date.min)
    if "change" in told:
        made["change"] = _day(told.pop("change").get("date"), "change: date")
    for name, kind in (("place", Spot), ("time", Targets), ("reviews", Reviews)):
        if name in told:
            made[name] = kind(**told.pop(name))
    if told:
        raise Unsettled(f"these names mean nothing here: {', '.join(told)}")
    return Settings(**made)


def written(settings: Settings) -> str:
    """The same as a file: what ``read`` reads back as these settings."""
    lines = [f"ladder = {_spelled(settings.ladder)}", f"offense = {_spelled(settings.offense)}"]
    lines += [f"compare = {_spelled(settings.compare)}", f"by = {_spelled(settings.by)}"]
    lines += [f"reference = {_spelled(settings.reference)}"] if settings.reference else []
    for one in settings.lists:
        for table in _of_list(one):
            lines += ["", "[[eligible]]", f"from = {one.first.isoformat()}", *table]
    lines += ["", "[what_if]", *next(_of_list(settings.what_if))] if settings.what_if else []
    lines += ["", "[change]", f"date = {settings.change.isoformat()}"] if settings.change else []
    for name, told in (("place", settings.place), ("time", settings.time), ("reviews", settings.reviews)):
        said = {key: value for key, value in asdict(told).items() if value is not None} if told else {}
        lines += ["", f"[{name}]", *(f"{key} = {_spelled(value)}" for key, value in said.items())] if said else []
    return "\n".join(lines) + "\n"


def _of_list(one: Eligible) -> Iterator[list[str]]:
    """A table for each outcome of a list; one table for a list without offenses."""
    for outcome in sorted({*one.outcomes.values()}) or LADDER[:1]:
        offenses = sorted(offense for offense, most in one.outcomes.items() if most == outcome)
        yield [f"outcome = {_spelled(outcome)}", f"offenses = {_spelled(offenses)}"]


def _spelled(value: Any) -> str:
    """A value as TOML spells it, which is here as JSON does, dates as they are."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _list(told: dict[str, Any], first: date | None = None) -> Eligible:
    """One list, from its own first day where none is given."""
    if set(told) - {"from"} != {"outcome", "offenses"}:
        raise Unsettled("a list of offenses has: from, outcome, offenses; what_if has: outcome, offenses")
    outcomes = {key(one): told["outcome"] for one in told["offenses"]}
    return Eligible(first or _day(told.get("from"), "eligible: from"), outcomes)


def _versions(lists: Iterable[Eligible]) -> tuple[Eligible, ...]:
    """Those of one day joined to one version, by their days. Raises Unsettled for an offense said twice."""
    joined: dict[date, dict[str, str]] = {}
    for one in lists:
        held = joined.setdefault(one.first, {})
        for offense in sorted(held.keys() & one.outcomes):
            raise Unsettled(f"from {one.first} on {offense!r} has two outcomes")
        held.update(one.outcomes)
    return tuple(Eligible(first, outcomes) for first, outcomes in sorted(joined.items()))


def _day(value: Any, where: str) -> date:
    if type(value) is not date:
        raise Unsettled(f"{where} must be a date such as 2024-07-01")
    return value
