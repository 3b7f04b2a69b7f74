"""`commonbeat compute` and `commonbeat list`: one measure of files in a terminal, in sentences or for programs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from commonbeat.measures import mapping, methods
from commonbeat.measures.catalogue import CATALOGUE, Files, compute_files, named
from commonbeat.measures.result import Result
from commonbeat.measures.schema import Wrong
from commonbeat.measures.settings import Settings, read

#: rows that are printed for people; programs get them all
SHOWN = 40


def answer(asked: argparse.Namespace) -> str:
    """One result. Raises Wrong or OSError where the question cannot be answered."""
    files = Files(asked.files, _mapping(asked.mapping))
    settings = read(asked.settings) if asked.settings else Settings()
    if asked.by and not named(asked.measure).by_unit:
        raise Wrong(f"{asked.measure} does not tell its units by a column that is chosen: leave --by away")
    if asked.by:
        settings = replace(settings, by=asked.by)
    beside = {
        role: Files(paths, _mapping(getattr(asked, f"{role}_mapping")))
        for role in ("roster", "placebo", "second")
        if (paths := getattr(asked, role))
    }
    needed = beside.pop("roster", None) if "roster" not in named(asked.measure).may else None
    result = compute_files(asked.measure, files, needed, settings, also=beside)
    if asked.json:
        return json.dumps(result.as_dict(), ensure_ascii=False, indent=1)
    return "\n".join(lines(result))


def listed(asked: argparse.Namespace) -> str:
    """Every measure with what it says of itself."""
    if asked.json:
        return json.dumps([_described(name) for name in CATALOGUE], ensure_ascii=False, indent=1)
    wide = max(map(len, CATALOGUE))
    return "\n".join(f"{name:{wide}}  {methods.description(one.place)[0]}" for name, one in CATALOGUE.items())


def lines(result: Result) -> Iterator[str]:
    """The result for people: the sentence, what is known and not, the numbers, what was left out, from what."""
    yield str(result.sentence)
    low, high = result.interval
    if result.value is not None and low is not None and high is not None:
        yield f"{result.unit.capitalize()} {result.value:.3f}, 95 % interval {low:.3f} to {high:.3f}; n = {result.n:,}."
    for heading, said in (
        ("Known", result.known),
        ("Not known", result.unknown),
        ("What would help", result.would_help),
    ):
        yield from (f"{heading}: {one}" for one in said)
    if result.smallest is not None:
        yield f"The smallest effect that would most likely have shown: {result.smallest:.3g} ({result.unit})."
    if result.records.get("n"):
        told = [f"{name} {count:,}" for name, count in result.records["unknown"].items() if count is not None]
        not_said = f"; not said: {', '.join(told)}" if told else ""
        yield f"{result.records['n']:,} records, {result.records['first']} to {result.records['last']}{not_said}."
    for reason, count in result.excluded.items():
        yield f"Left out: {reason}: {'fewer than five' if count is None else f'{count:,}'}."
    if result.rows:
        yield ""
        yield from table(result.rows)
    yield ""
    yield from (f"From {source}." for source in result.sources)


def table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Rows under their names, in columns; what has parts of its own is for programs."""
    names = [name for name in rows[0] if not any(_has_parts(row[name]) for row in rows)]
    cells = [[_cell(row[name]) for name in names] for row in rows[:SHOWN]]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    for line in (names, *cells):
        yield "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True)).rstrip()
    if len(rows) > SHOWN:
        yield f"… and {len(rows) - SHOWN} more; --json gives them all."


def _has_parts(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell, value)) or "–"
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def _mapping(path: Path | None) -> Any:
    return mapping.read(path) if path else None


def _described(name: str) -> dict[str, Any]:
    one = CATALOGUE[name]
    title, said = methods.description(one.place)
    kinds = {"records": list(one.kinds), "beside": one.beside, "may": list(one.may), "standard": one.standard}
    return {"measure": name, "title": title, **kinds} | {part.lower().replace(" ", "_"): said[part] for part in said}
