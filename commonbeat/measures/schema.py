"""What records may say: one readable page for each kind, in schemas/*.toml.

A page names its columns, each with its type, what it may hold, whether a row can do without it, and what it means.
Names follow the Stanford Open Policing Project where it has one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

from commonbeat.measures.problems import NO_SCHEMA

Type = Literal["pseudonym", "date", "time", "moment", "text", "choice", "yes_no", "whole", "number", "age_band"]
#: type → how an accepted table keeps it; time as minutes after midnight, because not every engine has a time of day
KEPT: Mapping[str, str] = MappingProxyType(
    {
        "pseudonym": "string",
        "date": "date",
        "time": "int16",
        "moment": "timestamp(6)",
        "text": "string",
        "choice": "string",
        "yes_no": "boolean",
        "whole": "int64",
        "number": "float64",
        "age_band": "string",
    }
)


class Wrong(ValueError):
    """The question is wrong: a schema, mapping, file or column that is not there or cannot be meant."""


@dataclass(frozen=True)
class Column:
    """One column of a schema; its fields are those of its table on the schema's page."""

    name: str
    type: Type
    means: str
    required: bool = False
    #: what a choice may hold; ``ordered`` where the list runs from least to most
    values: tuple[str, ...] = ()
    ordered: bool = False
    least: float | None = None
    most: float | None = None
    #: a yes here, or any value, contradicts a "no" there
    only_if: str | None = None
    #: a moment that cannot be earlier than that one
    not_before: str | None = None
    #: titles under which agencies keep it, and words of theirs → ours: what a mapping is suggested from, never read so
    also: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Schema:
    """One kind of records."""

    name: str
    title: str
    about: str
    columns: Mapping[str, Column] = field(repr=False)
    #: whether rows are of single people or their work; a column called "name" is refused there
    persons: bool = True

    @property
    def number(self) -> str | None:
        """The column that numbers the rows: the first, where it is a pseudonym and no unit."""
        first = next(iter(self.columns.values()))
        return first.name if first.type == "pseudonym" and not first.required else None

    @property
    def says_who(self) -> bool:
        """Whether a row says who somebody is, by race, sex or age."""
        return self.persons and "subject_race" in self.columns

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """For each choice all that can stand in it."""
        return {name: column.values for name, column in self.columns.items() if column.values}


def names() -> list[str]:
    """All schemas that there are."""
    folder = resources.files("commonbeat.measures") / "schemas"
    return sorted(page.name.removesuffix(".toml") for page in folder.iterdir() if page.name.endswith(".toml"))


@cache
def schema(name: str) -> Schema:
    """The schema of that name. Raises Wrong where there is none."""
    if name not in names():
        raise Wrong(NO_SCHEMA % {"schema": name, "names": ", ".join(names())})
    page = resources.files("commonbeat.measures") / "schemas" / f"{name}.toml"
    told = tomllib.loads(page.read_text(encoding="utf-8"))
    columns = {column: read(column, said) for column, said in told["columns"].items()}
    for column in columns.values():
        for other in (column.only_if, column.not_before):
            if other is not None and other not in columns:
                raise Wrong(f"schema {name}, column {column.name}: there is no column {other}")
    return Schema(
        name, told["title"], " ".join(told["about"].split()), MappingProxyType(columns), told.get("persons", True)
    )


def read(name: str, said: Mapping[str, Any]) -> Column:
    """One column from its table on the page. Raises Wrong where the page says what no column can say."""
    told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    try:
        column = Column(name=name, **told)
    except TypeError as trouble:
        raise Wrong(f"column {name}: {trouble}") from None
    if column.type not in get_args(Type) or (column.type == "choice") != bool(column.values):
        raise Wrong(f"column {name}: a type is one of {', '.join(get_args(Type))}; a choice, and it alone, has values")
    return column
