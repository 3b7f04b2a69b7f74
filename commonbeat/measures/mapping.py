"""How an agency's file becomes ours: a small TOML file, the only place where agencies differ.

schema = "stops"

[columns]                     ours = theirs
date = "event_date"
t_dispatch = ["day", "clock", "%m/%d/%Y %H:%M"]   several of theirs, joined by a space, and how they are written

[always]                      ours = what holds for every row of the file
type = "vehicular"

[values.subject_race]         theirs = ours; upper and lower case do not matter
HISP = "hispanic"

[missing]                     what means "unknown", in one column of ours or in any
subject_race = ["UNKNWN"]
any = ["N/A", "-"]
"""

from __future__ import annotations

import tomllib
from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commonbeat.measures import problems as said
from commonbeat.measures.schema import Column, Schema, Wrong, schema

PARTS = ("schema", "about", "columns", "always", "values", "missing")
#: types whose cells are written in some way that a mapping may tell
WRITTEN = ("date", "time", "moment")
#: types whose cells a mapping may translate
TRANSLATED = ("choice", "yes_no", "text", "age_band")
YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "t": "yes", "1": "yes"}
YES_NO |= {"no": "no", "n": "no", "false": "no", "f": "no", "0": "no"}


@dataclass(frozen=True)
class Cells:
    """Where a column of ours stands in the file: their columns, and how a date or time is written there."""

    theirs: tuple[str, ...]
    written: str | None = None


@dataclass(frozen=True)
class Mapping:
    """An agency's way of writing one schema; words of theirs are folded (see ``folded``)."""

    schema: Schema
    columns: abc.Mapping[str, Cells]
    always: abc.Mapping[str, str] = field(default_factory=dict)
    values: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    missing: abc.Mapping[str, frozenset[str]] = field(default_factory=dict)

    def unknown(self, column: str) -> frozenset[str]:
        """What means "unknown" in a column."""
        return self.missing.get(column, frozenset()) | self.missing.get("any", frozenset())

    def translation(self, column: Column) -> dict[str, str]:
        """Their words → ours: our own words, and what the mapping says, which goes first."""
        own = YES_NO if column.type == "yes_no" else {folded(value): value for value in column.values}
        return own | dict(self.values.get(column.name, {}))


def folded(word: str) -> str:
    """A word as it is compared: without upper case and the space around it."""
    return word.strip().lower()


def read(path: Path) -> Mapping:
    """The mapping in a TOML file. Raises Wrong with every problem it has."""
    try:
        return parsed(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as trouble:
        raise Wrong(f"{path.name}: {said.NO_TOML % {'why': trouble}}") from None
    except Wrong as trouble:
        raise Wrong("\n".join(f"{path.name}: {line}" for line in str(trouble).splitlines())) from None


def parsed(text: str) -> Mapping:
    """The mapping in a text of TOML. Raises Wrong with every problem it has."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise Wrong(said.NO_TOML % {"why": trouble}) from None
    return mapping(told)


def mapping(told: abc.Mapping[str, Any]) -> Mapping:
    """A mapping from what its file says. Raises Wrong with every problem it has."""
    of = schema(str(told.get("schema", "")))
    problems = [said.NO_PART % {"part": part, "parts": ", ".join(PARTS)} for part in told if part not in PARTS]
    parts: dict[str, dict[str, Any]] = {}
    for part in ("columns", "always", "values", "missing"):
        parts[part] = told.get(part, {}) if isinstance(told.get(part, {}), dict) else {}
        known = {*of.columns, "any"} if part == "missing" else set(of.columns)
        gone = {"part": part, "schema": of.name}
        problems += [said.NO_SUCH_COLUMN % (gone | {"column": ours}) for ours in parts[part] if ours not in known]
        parts[part] = {ours: one for ours, one in parts[part].items() if ours in known}
    columns = {ours: cells(of.columns[ours], one, problems) for ours, one in parts["columns"].items()}
    values = {ours: translated(of.columns[ours], one, problems) for ours, one in parts["values"].items()}
    missing = {
        ours: frozenset(map(folded, texts(f"missing.{ours}", s, problems))) for ours, s in parts["missing"].items()
    }
    found = Mapping(of, columns, {ours: str(one) for ours, one in parts["always"].items()}, values, missing)
    problems += contradictions(found)
    if problems:
        raise Wrong("\n".join(problems))
    return found


def cells(column: Column, told: Any, problems: list[str]) -> Cells:
    """Their columns and how they are written: "theirs", or a list whose last may be a format such as "%m/%d/%Y"."""
    listed = [told] if isinstance(told, str) else texts(f"columns.{column.name}", told, problems)
    written = listed.pop() if len(listed) > 1 and column.type in WRITTEN and "%" in listed[-1] else None
    if not listed:
        problems.append(said.NAMES_NONE % {"column": column.name})
    return Cells(tuple(listed), written)


def texts(place: str, told: Any, problems: list[str]) -> list[str]:
    """A list of texts."""
    if isinstance(told, list) and all(isinstance(one, str) for one in told):
        return list(told)
    problems.append(said.NO_TEXTS % {"part": place})
    return []


def translated(column: Column, told: Any, problems: list[str]) -> dict[str, str]:
    """Their words → ours, all of ours being such as the schema knows."""
    place, found = f"values.{column.name}", {}
    if column.type not in TRANSLATED or not isinstance(told, dict):
        problems.append(said.NOT_TRANSLATED % {"part": place, "types": ", ".join(TRANSLATED)})
        return {}
    allowed = {"choice": column.values, "yes_no": ("yes", "no")}.get(column.type)
    for theirs, ours in told.items():
        if allowed is not None and ours not in allowed:
            gone = {"part": place, "theirs": theirs, "ours": ours, "values": ", ".join(allowed)}
            problems.append(said.CANNOT_BECOME % gone)
        if found.setdefault(folded(theirs), str(ours)) != str(ours):
            problems.append(said.TWO_THINGS % {"part": place, "theirs": theirs})
    return found


def contradictions(found: Mapping) -> Iterable[str]:
    """What cannot be meant in a mapping as a whole."""
    for ours, always in found.always.items():
        column = found.schema.columns[ours]
        if ours in found.columns:
            yield said.ALSO_MAPPED % {"column": ours}
        if column.type not in ("choice", "text", "yes_no"):
            yield said.NOT_ALWAYS % {"column": ours}
        if column.type in ("choice", "yes_no") and folded(always) not in found.translation(column):
            values = ", ".join(column.values or ("yes", "no"))
            yield said.ALWAYS_WRONG % {"column": ours, "said": always, "values": values}
    for column in found.schema.columns.values():
        if column.required and column.name not in found.columns and column.name not in found.always:
            yield said.REQUIRED % {"column": column.name, "schema": found.schema.name}
        for word in found.unknown(column.name) & set(found.values.get(column.name, {})):
            yield said.ALSO_TRANSLATED % {"column": column.name, "word": word}


def of_our_own_names(of: Schema, header: Iterable[str]) -> Mapping:
    """The mapping of a file whose columns are named as ours."""
    columns = {name: Cells((name,)) for name in header if name in of.columns}
    found = Mapping(of, columns)
    if problems := list(contradictions(found)):
        raise Wrong("\n".join([*problems, "a file with other names needs a mapping"]))
    return found
