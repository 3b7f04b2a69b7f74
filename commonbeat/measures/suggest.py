"""A first mapping for a file, from the titles of its columns and what stands in its first rows.

It is a suggestion for a person to read: nothing is read by it until somebody has looked at it. What could not be told
stands in it as a remark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import ibis

from commonbeat.measures import cells, engine, reading
from commonbeat.measures.given import Given
from commonbeat.measures.mapping import WRITTEN, YES_NO, Mapping, cells as cells_of, folded
from commonbeat.measures.safeguards import refused_titles, title
from commonbeat.measures.schema import Column, Schema

#: rows that are looked at, and different values of a column
FIRST, VALUES = 50_000, 200
#: words that plainly say that nothing is known
UNKNOWN = {
    "unknown",
    "unk",
    "unknwn",
    "u",
    "n/a",
    "na",
    "null",
    "nan",
    "missing",
    "np",
    "not provided",
    "not available",
}
UNKNOWN |= {"not specified", "-", "--", "?", "9999", "99999", "00000"}
#: how agencies write days and times, the commonest first
FORMATS = {
    "date": ("%m/%d/%Y", "%m/%d/%y", "%Y%m%d", "%d-%b-%y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p"),
    "time": ("%I:%M %p", "%I:%M:%S %p", "%H%M", "%m/%d/%Y %H:%M"),
    "moment": ("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%d-%b-%y %H:%M:%S"),
}

#: how no column is named: like a day or a time; and how hardly one is: like a number
A_TIME, A_NUMBER = re.compile(r"[0-9]+([-/.][0-9]+){2}\b.*|[0-9]{1,2}:[0-9]{2}\b.*"), re.compile(r"[0-9][0-9.,]*")


@dataclass
class Suggestion:
    """A mapping to be: what was recognized, and what a person must decide."""

    schema: Schema
    #: as a mapping writes it: their columns, and perhaps how a date or time is written
    columns: dict[str, list[str]] = field(default_factory=dict)
    always: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    #: column of ours → values that nobody knows, with how many rows have them
    open: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def mapping_for(given: Given, of: Schema, private: Path) -> Suggestion:
    """What can be told of a file without a mapping."""
    found = Suggestion(of, refused=[one.column for one in refused_titles(given.header, of)])
    for column in of.columns.values():
        taken = {theirs for some in found.columns.values() for theirs in some}
        left = [name for name in given.named_once if name not in {*taken, *found.refused}]
        if theirs := likeliest(column, left):
            found.columns[column.name] = [theirs]
    look(found, given, private)
    return found


def look(found: Suggestion, given: Given, private: Path) -> None:
    """Look at what stands in the columns that were chosen, as far as nobody has said what it means."""
    chosen = {ours: cells_of(found.schema.columns[ours], said, []) for ours, said in found.columns.items()}
    places = reading.resolved(given, Mapping(found.schema, chosen))
    backend = engine.closed_in(private, [given.path])
    try:
        reading.look_at(reading.Work(backend, given, Mapping(found.schema, {}), places, private))
        file = backend.table(reading.FILE).limit(FIRST)
        for name, at in places.items():
            column = found.schema.columns[name]
            text = cells.told(column, [file[place] for place in at], Mapping(found.schema, {}))
            cell = text.strip().nullif("").name("cell")
            seen = cell.as_table().filter(lambda one: one.cell.notnull()).group_by("cell").aggregate(n=ibis._.count())
            rows = seen.order_by(ibis.desc("n"), "cell").limit(VALUES).to_pyarrow().to_pylist()
            look_at_values(found, column, {one["cell"]: one["n"] for one in rows})
            if column.type in WRITTEN and not chosen[name].written and (written := how_written(column, cell)):
                found.columns[name].append(written)
    finally:
        backend.disconnect()


def likeliest(column: Column, titles: Iterable[str]) -> str | None:
    """The title that says a column of ours: its own name, or the first of those under which agencies keep it."""
    by_title = {title(name): name for name in reversed(list(titles))}
    return next((by_title[title(said)] for said in (column.name, *column.also) if title(said) in by_title), None)


def names_columns(header: Iterable[str], of: Schema) -> bool:
    """Whether a first line names columns: it is a row where a cell is a day, or a number and no name is recognized."""
    titles = list(header)
    if any(A_TIME.fullmatch(cell) for cell in titles):
        return False
    recognized = any(likeliest(column, titles) for column in of.columns.values())
    return recognized or not any(A_NUMBER.fullmatch(cell) for cell in titles)


def look_at_values(found: Suggestion, column: Column, seen: dict[str, int]) -> None:
    """What a column's values become, as far as it can be told; what was said of one stays."""
    said = {folded(value) for value in (*found.values.get(column.name, {}), *found.missing.get(column.name, []))}
    undecided = found.open.get(column.name, {})
    unknown = [value for value in seen if folded(value) in UNKNOWN - said and value not in undecided]
    if unknown and column.type in ("choice", "yes_no", "text", "age_band", "pseudonym"):
        found.missing.setdefault(column.name, []).extend(unknown)
    if column.type not in ("choice", "yes_no"):
        return
    own = YES_NO if column.type == "yes_no" else {folded(value): value for value in column.values}
    for value, n in seen.items():
        if folded(value) in own or value in unknown or folded(value) in said:
            continue
        if folded(value) in column.words and value not in undecided:
            found.values.setdefault(column.name, {})[value] = column.words[folded(value)]
        else:
            found.open.setdefault(column.name, {})[value] = n


def how_written(column: Column, cell: ibis.expr.types.StringValue) -> str | None:
    """The first format that reads as many of a column's cells as any, where it is better than none."""
    ways = [None, *FORMATS[column.type]]
    reads = {f"way{n}": cells.read(column, cell, {}, way, ()).count() for n, way in enumerate(ways)}
    [counts] = cell.as_table().aggregate(**reads).to_pyarrow().to_pylist()
    return max(enumerate(ways), key=lambda one: (counts[f"way{one[0]}"], -one[0]))[1]


def as_toml(found: Suggestion) -> str:
    """The mapping as a file to be looked through."""
    lines = [f"schema = {quoted(found.schema.name)}", "", "[columns]"]
    for name, theirs in found.columns.items():
        lines.append(f"{name} = {quoted(theirs[0]) if len(theirs) == 1 else json.dumps(theirs, ensure_ascii=False)}")
    lines += [f"# {name}: required, and no column looks like it" for name in lacking(found)]
    lines += [f"# {name}: a file with this column is refused; leave it out of the file" for name in found.refused]
    if found.always:
        lines += ["", "[always]", *(f"{name} = {quoted(said)}" for name, said in found.always.items())]
    asked = [name for name in found.open if found.schema.columns[name].type in ("choice", "yes_no")]
    for name in dict.fromkeys([*found.values, *asked]):
        lines += ["", f"[values.{name}]"]
        lines += [f"{quoted(theirs)} = {quoted(ours)}" for theirs, ours in found.values.get(name, {}).items()]
        lines += [
            f"# {quoted(value)} = ?   in {n:,} of the first rows" for value, n in found.open.get(name, {}).items()
        ]
    if found.missing:
        lines += ["", "[missing]"]
        lines += [f"{name} = {json.dumps(words, ensure_ascii=False)}" for name, words in found.missing.items()]
    return "\n".join(lines) + "\n"


def lacking(found: Suggestion) -> list[str]:
    said = {*found.columns, *found.always}
    return [name for name, column in found.schema.columns.items() if column.required and name not in said]


def quoted(text: str) -> str:
    """A text as TOML writes it, which is as JSON writes it."""
    return json.dumps(text, ensure_ascii=False)
