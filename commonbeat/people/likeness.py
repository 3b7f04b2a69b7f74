"""How like its city a board is, as its page tells it: counts that tell of nobody, the census, and a test by lot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonbeat.measures.composition import by_lot, dissimilarity
from commonbeat.people.actions.composition import agreed
from commonbeat.people.models import Composition, Organization, Population
from commonbeat.people.models.composition import Trait


@dataclass(frozen=True)
class Row:
    """One group: its members (None: withheld), and its share of the residents in percent."""

    group: str
    members: int | None
    residents: float


@dataclass(frozen=True)
class Likeness:
    """One trait. ``of_100`` is how many of 100 boards drawn by lot would differ as much; None where it would tell."""

    name: Any
    source: str
    rows: list[Row]
    unsaid: int | None
    of_100: int | None
    to_change: int | None
    members: int = 0


@dataclass(frozen=True)
class Shown:
    """The newest count of a body's members, trait by trait."""

    composition: Composition
    traits: list[Likeness]


def of(body: Organization, actor: Any) -> Shown | None:
    """What is shown of a body; None where nobody counted yet, or not every member agrees today."""
    newest = Composition.objects.visible_to(actor).newest(body)
    sitting, declared = agreed(body)
    if newest is None or len(declared) < len(sitting):
        return None
    margins = Population.objects.visible_to(actor).newest()
    said = {trait: each for trait, each in newest.counts.items() if any(n != 0 for group, n in each.items() if group)}
    return Shown(newest, [_likeness(trait, each, margins[trait]) for trait, each in said.items()])


def _likeness(trait: str, counts: dict[str, int | None], margin: Population) -> Likeness:
    whole = sum(margin.groups.values()) or 1
    rows = [Row(group, counts.get(group), 100 * count / whole) for group, count in margin.groups.items()]
    told = {row.group: row.members for row in rows if row.members is not None}
    unsaid = counts.get("")
    if None in counts.values() or not sum(told.values()):
        return Likeness(Trait(trait).label, margin.source, rows, unsaid, None, None)
    try:
        chance = round(100 * by_lot(told, margin.groups))
    except ValueError:  # somebody is in a group in which no resident was counted, or the board is very large
        return Likeness(Trait(trait).label, margin.source, rows, unsaid, None, None)
    members = sum(told.values())
    to_change = round(dissimilarity(told, margin.groups) * members)
    return Likeness(Trait(trait).label, margin.source, rows, unsaid, chance, to_change, members)
