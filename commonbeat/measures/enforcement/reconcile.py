"""Two sources of the same acts held against each other: what is in one and not in the other.

Needs: two files of stops or citations that share the citations' or stops' own numbers.
Reads as: "of 9,812 citations here 9,640 are among the court's; 172 are not, and 31 of the court's are not here".
Take care: a number that is spelled otherwise, a transfer between courts or a file that ends earlier also leaves an act
without its match. Only days that both files cover are held against each other.
Source: Institute for Municipal and Regional Policy, Connecticut Racial Profiling Prohibition Project, Connecticut State
Police traffic stop data audit report (2023): records without a match in the court's bureau.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonbeat.measures.result import Said, say
from commonbeat.measures.schema import Wrong
from commonbeat.measures.table import Table, counts

#: the numbers by which acts are known, the surer first
NUMBERS = ("citation_id", "stop_id")


@dataclass(frozen=True)
class Reconciled:
    """By unit (None: unknown): how many acts, on days of both sources, and how many of them are only here; and how many
    are only in the second source."""

    here: Mapping[str | None, tuple[int, int]]
    only_second: int

    @property
    def acts(self) -> int:
        return sum(acts for acts, _only in self.here.values())

    @property
    def only_here(self) -> int:
        return sum(only for _acts, only in self.here.values())

    def share(self, unit: str) -> float | None:
        """The share of a unit's acts that is only here; None where it has none on these days."""
        acts, only = self.here.get(unit, (0, 0))
        return only / acts if acts else None


def reconcile(one: Table, other: Table, by: str) -> Reconciled:
    """Acts with a number, on the days that both cover. Raises Wrong where there is no number to know them by."""
    shared = [name for name in NUMBERS if name in one.present & other.present]
    if not shared or "date" not in other.schema.columns:
        raise Wrong(
            "two sources can only be reconciled where both have dates and the citations' or the stops' own numbers"
        )
    number = shared[0]
    spans = [counts(table.rows, first=table.rows.date.min(), last=table.rows.date.max())[0] for table in (one, other)]
    if any(span["first"] is None for span in spans):
        return Reconciled({}, 0)
    first, last = max(span["first"] for span in spans), min(span["last"] for span in spans)
    here, there = (
        table.rows.filter(table.rows[number].notnull() & table.rows.date.between(first, last)) for table in (one, other)
    )
    here = here.group_by(act=here[number]).aggregate(unit=here[by].cast("string").min())
    every, only = (
        counts(rows, ["unit"]) for rows in (here, here.anti_join(other.rows, here.act == other.rows[number]))
    )
    lacking = {cell["unit"]: cell["n"] for cell in only}
    missing = there.anti_join(one.rows, there[number] == one.rows[number])
    [back] = counts(missing, n=missing[number].nunique())
    return Reconciled({cell["unit"]: (cell["n"], lacking.get(cell["unit"], 0)) for cell in every}, back["n"])


def told(found: Reconciled) -> list[Said]:
    """What stands on everything that is built on these records."""
    return [
        say(
            "Held against a second source: of {acts:,} acts here {only:,} are not in it, and {back:,} of its acts are "
            "not here.",
            acts=found.acts,
            only=found.only_here,
            back=found.only_second,
        )
    ]
