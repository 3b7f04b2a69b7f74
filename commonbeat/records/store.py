"""Where records lie: accepted tables by their digest, carried by backups; files being checked beside them, never."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from commonbeat.records.models import Dataset, Import

if TYPE_CHECKING:
    from commonbeat.measures.table import Table


def folder() -> Path:
    """The folder of the accepted tables; below the files of the house, which a backup carries."""
    return settings.FILES / "records"


def place(dataset: Dataset) -> Path:
    """Where the rows of an accepted dataset stand: SHA-256.parquet; beside it SHA-256.json, what the check found."""
    return folder() / f"{dataset.digest}.parquet"


def private(one: Import) -> Path:
    """The private folder of a file on its way; no backup has it."""
    return settings.DATA / "checking" / one.folder


def forget(one: Import) -> None:
    """Remove a file on its way, with all that was made of it; it may be gone already."""
    shutil.rmtree(private(one), ignore_errors=True)


def tables(datasets: Iterable[Dataset]) -> list[Table]:
    """Accepted datasets opened in the engine that was chosen: one table of each kind of records, in their order.

    For ``measures.catalogue.compute``. Closing one closes all. Raises ``measures.schema.Wrong`` where rows are not
    there, or are not those that were accepted.
    """
    from commonbeat.measures.table import open_tables  # the engine is large: it is loaded by what counts, nothing else

    kinds: dict[str, list[Path]] = {}
    for one in datasets:
        kinds.setdefault(one.schema, []).append(place(one))
    return open_tables((paths, None, kind) for kind, paths in kinds.items())
