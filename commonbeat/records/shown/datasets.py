"""The public list of records: what came in, when, of which days, and what was left out."""

from __future__ import annotations

from typing import Any

from commonbeat.people.actor import Actor
from commonbeat.records.models import Dataset

COLUMNS = (
    "number",
    "kind",
    "about",
    "file",
    "file_sha256",
    "table_sha256",
    "first_day",
    "last_day",
    "rows_given",
    "rows",
    "left_out",
    "mapping",
    "accepted_on",
    "withdrawn_on",
    "because",
)


def rows(actor: Actor) -> list[Dataset]:
    """Every dataset, those that stand first, then those that were withdrawn; each the newest first."""
    found = list(Dataset.objects.visible_to(actor).select_related("mapping"))
    return sorted(found, key=lambda one: not one.is_standing)


def cells(one: Dataset) -> list[Any]:
    """A dataset as a machine reads it."""
    days = [day.isoformat() if day else "" for day in (one.first_day, one.last_day)]
    found = one.found_told
    left = "; ".join(f"{why}: {'fewer than 5' if n is None else n}" for why, n in found["left_out"].items())
    withdrawn = one.withdrawn_on.isoformat() if one.withdrawn_on else ""
    told = [one.pk, one.schema, one.about.text, one.name, one.source_digest, one.digest, *days]
    told += [found["rows"], one.rows_told, left, one.mapping.number]
    return [*told, one.accepted_on.isoformat(), withdrawn, one.because]
