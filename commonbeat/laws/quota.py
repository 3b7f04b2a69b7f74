"""What a place forbids about counting enforcement: numbers asked of officers, comparison, reward, evaluation by counts.

Needs: the two letters or the name of a state; none for places whose law was not read.
Reads as: "Tex. Transp. Code § 720.002: forbids a required number, and suggesting one, of traffic citations."
Take care: a rule is a lead, not a warrant. It is switched on for a place only after a person there confirmed that the
text is current, and a confirmation runs out. Where no law was read, what is given is no law and says so. County and
city rules, labor contracts and consent decrees can be stricter.
Source: the TOML files beside this one, each row with its own.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Act(StrEnum):
    """What is counted. A traffic or parking citation is also a citation; a contact stands in no statute's list."""

    CITATION = "citation"
    TRAFFIC_CITATION = "traffic_citation"
    PARKING = "parking"
    WARNING = "warning"
    ARREST = "arrest"
    STOP = "stop"
    CONTACT = "contact"


class Forbidden(StrEnum):
    """What a law can forbid about a count."""

    REQUIRED_NUMBER = "required_number"  # demanding a number
    SUGGEST = "suggest"  # even hinting at one
    PERCENTAGE = "percentage"  # demanding a share of one's acts
    PROPORTION = "proportion"  # a quota set relative to other officers
    COMPARE = "compare"  # judging an officer by comparison with others
    INCENTIVE = "incentive"  # reward for numbers
    MORE = "more"  # demanding that a count rise, without a number: no law read names it


class Criterion(StrEnum):
    """How far counts may decide about an officer."""

    NONE = "none"  # the law is silent on evaluation
    SOLE = "sole"  # not alone
    SOLE_OR_PRIMARY = "sole_or_primary"  # neither alone nor first
    QUOTA_ONLY = "quota_only"  # not by a required number; plain counts are not mentioned
    ANY = "any"  # not at all
    NOT_READ = "not_read"  # the part of the law that would say it was not read


@dataclass(frozen=True)
class Confirmation:
    """A person of the place said that the text is current; until the day after which somebody has to look again."""

    by: str
    on: date
    until: date


@dataclass(frozen=True)
class QuotaRule:
    """One law against quotas, in one vocabulary for all places.

    ``acts_of`` and ``binds_of`` hold where one prohibition names other acts or forces than the rest; ``criterion_for``
    names the decisions that the criterion is about, all where it is empty. ``read``: "whole" or "in part", of the
    statute itself. ``is_law`` is false for the common denominator alone.
    """

    id: str
    state: str
    citation: str
    short: str
    exceptions: str
    source: str
    read: str
    not_read: str
    read_on: date
    page_date: str
    binds: tuple[str, ...]
    forbids: frozenset[Forbidden]
    acts: frozenset[Act]
    criterion: Criterion
    allows: tuple[str, ...]
    remedy: str
    acts_of: tuple[tuple[str, frozenset[Act]], ...] = ()
    binds_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    criterion_for: tuple[str, ...] = ()
    is_law: bool = True
    confirmation: Confirmation | None = None

    def acts_for(self, what: str) -> frozenset[Act]:
        """The acts that one prohibition (or the criterion) is about."""
        return dict(self.acts_of).get(what, self.acts)

    def forbids_for(self, what: Forbidden, acts: frozenset[Act]) -> bool:
        """Whether it forbids this about any of these acts; of no named act, about whatever it names."""
        return what in self.forbids and reaches(self.acts_for(what), acts)

    def confirmed(self, confirmation: Confirmation) -> QuotaRule:
        """The same rule with what a person of the place said."""
        return replace(self, confirmation=confirmation)

    def is_on(self, day: date) -> bool:
        """Whether a person's confirmation holds on a day; before and after it a rule is only a lead."""
        return self.confirmation is not None and self.confirmation.on <= day <= self.confirmation.until

    def in_full(self) -> str:
        """All that decides by it and all that is said of it, in one spelling: what somebody confirms."""
        parts = [
            self.id,
            self.citation,
            self.short,
            self.exceptions,
            self.remedy,
            self.source,
            self.read,
            self.not_read,
        ]
        forbidden = [f"forbids {what}: {', '.join(sorted(self.acts_for(what)))}" for what in sorted(self.forbids)]
        more = [
            f"criterion {self.criterion}",
            f"allows {', '.join(self.allows)}",
            f"read on {self.read_on}",
            self.page_date,
        ]
        return "\n".join([*parts, *forbidden, *more])

    def __str__(self) -> str:
        return f"{self.citation}: {self.short}"


#: a law about citations reaches traffic and parking citations; one about traffic citations is met where a text says
#: only "citations", which officers write in traffic more than anywhere
_MEETS = {
    Act.CITATION: frozenset({Act.CITATION, Act.TRAFFIC_CITATION, Act.PARKING}),
    Act.TRAFFIC_CITATION: frozenset({Act.CITATION, Act.TRAFFIC_CITATION}),
}


def reaches(named: frozenset[Act], acts: frozenset[Act]) -> bool:
    """Whether the acts that a law names reach those that a text counts."""
    return not acts or any(acts & _MEETS.get(one, frozenset({one})) for one in named)


@cache
def quota_rules() -> tuple[QuotaRule, ...]:
    """Every law against quotas of every state's file, by file and in its order."""
    return tuple(rule for path in sorted(Path(__file__).parent.glob("us-*.toml")) for rule in _read(path))


@cache
def common_denominator() -> QuotaRule:
    """What holds where no law was read: no law, but on the safe side of every one that was."""
    [rule] = _read(Path(__file__).with_name("common.toml"))
    return rule


@cache
def states() -> list[str]:
    """The name of every state whose law against quotas was read, in their order."""
    return sorted({rule.state for rule in quota_rules()})


def rule_with(key: str) -> QuotaRule | None:
    """The rule of this id, the common denominator among them."""
    return next((rule for rule in (*quota_rules(), common_denominator()) if rule.id == key), None)


def rules_of(state: str) -> tuple[QuotaRule, ...]:
    """The laws of a state, by its name or its two letters; nothing where none was read."""
    wanted = state.strip().lower()
    return tuple(rule for rule in quota_rules() if wanted and wanted in (rule.state.lower(), rule.id[3:5]))


def _read(path: Path) -> list[QuotaRule]:
    with path.open("rb") as file:
        found = tomllib.load(file)
    return [_rule(row, found["state"]) for row in found.get("quota", [])]


def _rule(row: dict[str, Any], state: str) -> QuotaRule:
    """A row of a file as a rule; a word outside the vocabulary or a key of no meaning is refused."""
    typed = {
        "binds": tuple(row["binds"]),
        "forbids": frozenset(map(Forbidden, row["forbids"])),
        "acts": frozenset(map(Act, row["acts"])),
        "criterion": Criterion(row["criterion"]),
        "allows": tuple(row["allows"]),
        "acts_of": tuple((what, frozenset(map(Act, acts))) for what, acts in row.get("acts_of", {}).items()),
        "binds_of": tuple((what, tuple(forces)) for what, forces in row.get("binds_of", {}).items()),
        "criterion_for": tuple(row.get("criterion_for", [])),
    }
    return QuotaRule(**{**row, **typed, "state": state})
