"""Accepted records and what measures told of them, without an engine where none is needed."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commonbeat.frame.text import Words
from commonbeat.measures import check as checking, mapping as mappings, moments, table
from commonbeat.measures.given import receive
from commonbeat.measures.result import Result, Verdict, say
from commonbeat.measures.settings import Settings, written
from commonbeat.people.actor import CLOCK
from commonbeat.people.models import Agency
from commonbeat.records import actions, due, store
from commonbeat.records.counting import Counted
from commonbeat.records.models import Dataset, Finding, Mapping as Saved


def dataset(name: str = "stops.csv", schema: str = "stops", digest: str = "", rows: int = 149) -> Dataset:
    """An accepted dataset whose rows nobody will count."""
    saved, _new = Saved.objects.get_or_create(schema=schema, number=1, defaults={"text": f'schema = "{schema}"\n'})
    seal = digest or hashlib.sha256(name.encode()).hexdigest()
    made = Dataset(schema=schema, about=Words("Invented"), name=name, source_digest=seal, digest=seal, rows=rows)
    made.first_day, made.last_day = date(2024, 1, 1), date(2024, 12, 31)
    made.found, made.mapping = {"rows": rows}, saved
    made.save()
    return made


def records(folder: Path, rows: Sequence[Mapping[str, Any]], name: str = "stops") -> Dataset:
    """An accepted dataset with rows in the store, whose columns are named as ours."""
    path = folder / f"{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, list(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    store.folder().mkdir(parents=True, exist_ok=True)
    given = receive(path, folder)
    checked = checking.check(
        given, mappings.of_our_own_names(table.schema_of("stops"), given.header), folder, b"k" * 32
    )
    kept = table.accept(checked, store.folder())
    return dataset(path.name, digest=kept.stem, rows=len(rows))


def told(measure: str, **given: Any) -> Result:
    """A result with what a test does not care about."""
    facts: dict[str, Any] = {"sentence": say("Too few to say."), "verdict": Verdict.TOO_FEW, "unit": "share"}
    return Result(measure=measure, **facts | given)


def publish(result: Result) -> Finding:
    """Publish a result as if it had been computed from all that stands."""
    [asked] = due.asked([result.measure])
    after = asked.newest.pk if asked.newest else None
    now = json.dumps(moments.beside(result.as_dict(), [one.result for one in Finding.objects.of(result.measure)]))
    counted = Counted(result.measure, now, written(Settings()), asked.sources, "0.1.0", after)
    return actions.compute(Agency.objects.get(), by=CLOCK, counted=counted)
