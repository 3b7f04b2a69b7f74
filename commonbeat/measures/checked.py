"""What a check found, and how it is told: counts by kind, the lines, what was left out or repaired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from commonbeat.measures import problems as said
from commonbeat.measures.schema import Column

#: lines named one by one for each kind of problem, values of a choice, and letters shown of a cell
NAMED, VALUES, SHOWN = 20, 50, 40


@dataclass(frozen=True)
class Problem:
    """One kind of problem: in how many rows it is, where it is seen first, and what stands there.

    ``values`` counts what a choice holds that no list names; ``lines`` are (line of the file, what stands there).
    """

    kind: str
    count: int
    column: str | None = None
    lines: tuple[tuple[int, str], ...] = ()
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why a file is not taken at all: a column, by its name or by what stands in it."""

    column: str
    why: str


@dataclass(frozen=True)
class Checked:
    """All that a check found.

    ``rows`` are those below the first line, ``accepted`` those that can be used; the rest is in ``left_out`` by reason.
    ``unknown`` counts the accepted rows that do not say, by column; where a column says something in some rows alone,
    of these, and ``applies_to`` says how many they are; ``absent`` names the columns that the file lacks.
    ``days`` are the first and the last of the accepted rows, None where they have none.
    ``records`` is the accepted table, None where the file is refused.
    """

    schema: str
    source: str
    digest: str
    rows: int = 0
    accepted: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    repaired: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    applies_to: Mapping[str, int] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    days: tuple[date, date] | None = None
    records: Path | None = None


def not_read(column: Column) -> str:
    """The kind of problem that a cell is which could not be read."""
    bounds = 2 if column.most is not None else 1 if column.least is not None else 0
    sentence = {
        "date": said.NO_DATE,
        "time": said.NO_TIME,
        "moment": said.NO_MOMENT,
        "choice": said.NOT_LISTED,
        "yes_no": said.NO_YES,
        "whole": (said.NO_WHOLE, said.NO_WHOLE_FROM, said.NO_WHOLE_BETWEEN)[bounds],
        "number": (said.NO_NUMBER_AT_ALL, said.NO_NUMBER_FROM, said.NO_NUMBER_BETWEEN)[bounds],
        "age_band": said.NO_AGE,
        "pseudonym": said.NOBODY,
    }[column.type]
    return sentence % {"least": f"{column.least or 0:g}", "most": f"{column.most or 0:g}"}


def contrary(column: Column) -> str:
    """The kind of problem that a cell is which contradicts another."""
    if column.not_before:
        return said.EARLIER % {"column": column.not_before}
    return said.ALTHOUGH % {"column": column.only_if}


def as_json(checked: Checked) -> dict[str, Any]:
    """The same as plain data, for programs; without the path of the private folder."""
    return {
        "schema": checked.schema,
        "source": {"name": checked.source, "sha256": checked.digest},
        "refused": [{"column": one.column, "why": one.why} for one in checked.refused],
        "rows": checked.rows,
        "accepted": checked.accepted,
        "days": [day.isoformat() for day in checked.days] if checked.days else None,
        "left_out": dict(checked.left_out),
        "repaired": dict(checked.repaired),
        "problems": [
            {
                "column": one.column,
                "kind": one.kind,
                "count": one.count,
                "lines": [{"line": line, "cell": cell} for line, cell in one.lines],
                "values": dict(one.values),
            }
            for one in checked.problems
        ],
        "unknown": dict(checked.unknown),
        "applies_to": dict(checked.applies_to),
        "absent": list(checked.absent),
    }


def to_keep(checked: Checked) -> dict[str, Any]:
    """What is kept beside accepted records: the same without what stands in cells that could not be read."""
    problems = [{"column": one.column, "kind": one.kind, "count": one.count} for one in checked.problems]
    return as_json(checked) | {"problems": problems}


def sentences(checked: Checked) -> list[str]:
    """The same for people, a line each."""
    if checked.refused:
        told = [f"{checked.source} is refused; nothing of it is kept."]
        return told + [f"  {one.column}: {one.why}" for one in checked.refused]
    told = [f"{checked.source}: {checked.accepted:,} of {checked.rows:,} rows can be used as {checked.schema}."]
    told += [f"Left out: {count:,} rows, {why}." for why, count in checked.left_out.items()]
    told += [f"Repaired: {what}{f', {count:,} times' if count else ''}." for what, count in checked.repaired.items()]
    for problem in checked.problems:
        where = f"{problem.column}: " if problem.column else ""
        told.append(f"Problem: {where}{problem.kind}, {problem.count:,} rows.")
        told += [f"  {value!r}: {count:,}" for value, count in problem.values.items()]
        if not problem.values:
            told += [f"  line {line}: {cell!r}" for line, cell in problem.lines[:5]]
        told += [f"  first in line {problem.lines[0][0]}" for _ in problem.values and problem.lines and "1"]
    of = {name: checked.applies_to.get(name, checked.accepted) for name in checked.unknown}
    shares = [f"{name} {100 * count / of[name]:.1f} %" for name, count in checked.unknown.items() if count]
    told += [f"Unknown: {', '.join(shares)}."] if shares else []
    told += [f"The file does not have: {', '.join(checked.absent)}."] if checked.absent else []
    return told


def from_json(told: dict[str, Any], records: Path) -> Checked:
    """What ``to_keep`` told of a file that was accepted."""
    source, days = told["source"], told["days"]
    counts = {name: told[name] for name in ("rows", "accepted", "left_out", "repaired", "unknown")}
    return Checked(
        told["schema"],
        source["name"],
        source["sha256"],
        applies_to=told.get("applies_to", {}),
        absent=tuple(told["absent"]),
        days=(date.fromisoformat(days[0]), date.fromisoformat(days[1])) if days else None,
        problems=tuple(Problem(one["kind"], one["count"], one["column"]) for one in told["problems"]),
        records=records,
        **counts,
    )
