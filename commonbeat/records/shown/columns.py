"""How a file's columns are read, as a form: a line for each column of ours, and for each value what it becomes.

The form is a mapping in the making (``measures.suggest.Suggestion``): suggested from the file, begun from an earlier
version, or read from what was sent; what nobody has said yet is looked up in the first rows of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping as Pairs
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from commonbeat.measures.given import Given
from commonbeat.measures.mapping import WRITTEN, Mapping
from commonbeat.measures.schema import Column, Schema, schema as schema_of
from commonbeat.records.shown.telling import word

if TYPE_CHECKING:
    from commonbeat.measures.suggest import Suggestion
    from commonbeat.measures.trial import Trial

#: before a value of a select: that it is a column of theirs, or that it holds in every row
COLUMN, ALWAYS = "c:", "a:"
#: what a value becomes that is not known, or of which nobody has said it
UNKNOWN, NOT_SAID = "?", ""
#: values of one column that are asked about
ASKED = 60
#: a moment in which no two of its numbers can be taken for each other
EXAMPLE = datetime(2024, 5, 31, 14, 7, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Value:
    """One value of theirs, in how many of the first rows it stands, and what it becomes."""

    theirs: str
    rows: int
    ours: str


@dataclass(frozen=True)
class Line:
    """One column of ours: which of theirs it is, how it is written, and what its values become."""

    column: Column
    chosen: str
    second: str
    written: str
    values: list[Value]

    @property
    def means(self) -> str:
        """What our column says, in the reader's language."""
        return word(self.column.means)

    @property
    def choices(self) -> list[str]:
        """What its values can become."""
        return list(self.column.values or (["yes", "no"] if self.column.type == "yes_no" else []))

    @property
    def formats(self) -> list[tuple[str, str]]:
        """How its days or times may be written, the one that is chosen among them, each with an example."""
        from commonbeat.measures.suggest import FORMATS

        known = FORMATS.get(self.column.type, ())
        every = [*known, *([self.written] if self.written and self.written not in known else [])]
        return [(one, EXAMPLE.strftime(one)) for one in every]

    @property
    def is_used(self) -> bool:
        """Whether the file says something of it, or must."""
        return bool(self.chosen) or self.column.required

    @property
    def is_open(self) -> bool:
        """Whether somebody must still look at it: it is needed and lacks, or values of it are not told."""
        return (self.column.required and not self.chosen) or any(one.ours == NOT_SAID for one in self.values)


def begun_from(mapping: Mapping) -> Suggestion:
    """A mapping in the making, begun from an earlier version."""
    from commonbeat.measures.suggest import Suggestion

    columns = {name: [*at.theirs, *([at.written] if at.written else [])] for name, at in mapping.columns.items()}
    values = {name: dict(said) for name, said in mapping.values.items()}
    missing = {name: sorted(said) for name, said in mapping.missing.items()}
    return Suggestion(mapping.schema, columns, dict(mapping.always), values, missing)


def fitting(found: Suggestion, given: Given) -> None:
    """Leave out columns that the file does not have."""
    for name, said in list(found.columns.items()):
        theirs = [one for one in said if not is_format(found.schema.columns[name], one, said)]
        if any(len(given.places(one)) != 1 for one in theirs):
            del found.columns[name]


def with_values_of(found: Suggestion, preview: dict[str, Any] | None) -> Suggestion:
    """The same with the values that the whole check of the file could not read, wherever in it they stand."""
    from commonbeat.measures.suggest import look_at_values

    for problem in (preview or {}).get("problems", []):
        if problem["column"] in found.columns and problem["values"]:
            look_at_values(found, found.schema.columns[problem["column"]], problem["values"])
    return found


def is_format(column: Column, one: str, said: list[str]) -> bool:
    """Whether the last of a column's texts says how it is written."""
    return column.type in WRITTEN and len(said) > 1 and one == said[-1] and "%" in one


def sent(post: QueryDict, of: Schema) -> Suggestion:
    """The mapping in the making that was sent."""
    from commonbeat.measures.suggest import Suggestion

    found = Suggestion(of)
    for name, column in of.columns.items():
        chosen = post.get(f"column.{name}", "")
        if chosen.startswith(ALWAYS):
            found.always[name] = chosen.removeprefix(ALWAYS)
        elif chosen.startswith(COLUMN):
            parts = [chosen, post.get(f"second.{name}", "")]
            found.columns[name] = [one.removeprefix(COLUMN) for one in parts if one]
            if column.type in WRITTEN and (written := post.get(f"written.{name}", "")):
                found.columns[name].append(written)
            said = zip(post.getlist(f"theirs.{name}"), post.getlist(f"ours.{name}"), strict=False)
            say(found, name, said)
    if words := post.get("any", "").split("\n"):
        found.missing["any"] = [word.strip() for word in words if word.strip()]
    return found


def say(found: Suggestion, name: str, said: Iterable[tuple[str, str]]) -> None:
    """Put down what values become, as it was said."""
    for theirs, ours in said:
        if ours == UNKNOWN:
            found.missing.setdefault(name, []).append(theirs)
        elif ours != NOT_SAID:
            found.values.setdefault(name, {})[theirs] = ours
        else:
            found.open.setdefault(name, {})[theirs] = 0


def lines(found: Suggestion) -> list[Line]:
    """The form's lines, in the order of the schema's page."""
    return [line(found, column) for column in found.schema.columns.values()]


def line(found: Suggestion, column: Column) -> Line:
    said = found.columns.get(column.name, [])
    written = said[-1] if said and is_format(column, said[-1], said) else ""
    theirs = said[:-1] if written else said
    chosen = f"{COLUMN}{theirs[0]}" if theirs else ""
    if column.name in found.always:
        chosen = f"{ALWAYS}{found.always[column.name]}"
    return Line(column, chosen, f"{COLUMN}{theirs[1]}" if len(theirs) > 1 else "", written, values(found, column.name))


def values(found: Suggestion, name: str) -> list[Value]:
    """The values of one column about which something is said, or must be."""
    seen: Pairs[str, int] = found.open.get(name, {})
    rows = [Value(theirs, n, NOT_SAID) for theirs, n in seen.items()]
    rows += [Value(theirs, 0, ours) for theirs, ours in found.values.get(name, {}).items()]
    rows += [Value(theirs, 0, UNKNOWN) for theirs in found.missing.get(name, [])]
    return rows[:ASKED]


def told(found: Suggestion) -> str:
    """The mapping as text; values of which nobody has said what they become stand in it as remarks."""
    from commonbeat.measures.suggest import as_toml

    return as_toml(found)


def tried(trial: Trial) -> list[dict[str, Any]]:
    """What stands in the first rows, and what it becomes, column by column."""
    columns = schema_of(trial.found.schema).columns
    return [
        {"ours": name, "cells": [(theirs, shown(columns[name], ours)) for theirs, ours in pairs]}
        for name, pairs in trial.pairs.items()
    ]


def shown(column: Column, ours: Any) -> str:
    """A value as a steward reads it."""
    if ours is None:
        return _("unknown")
    if column.type == "pseudonym":
        return f"{ours[:6]}…"
    if column.type == "yes_no":
        return "yes" if ours else "no"
    if column.type == "time":
        return f"{ours // 60:02}:{ours % 60:02}"
    return f"{ours:g}" if isinstance(ours, float) else str(ours)
