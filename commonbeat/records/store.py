"""Where records lie: accepted tables by their digest, carried by backups; files being checked beside them, never."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy

from commonbeat.frame.action import label
from commonbeat.frame.rules import Refused
from commonbeat.records.models import Dataset, Import

if TYPE_CHECKING:
    from commonbeat.measures.checked import Checked
    from commonbeat.measures.table import Table

#: what no row of the database names is swept away once it is older: younger, its act may not be done yet
LEFT_OVER = timedelta(hours=1)
GONE = gettext_lazy("The file is no longer here. Throw it away and bring it again.")
#: what the check told with what stood in the cells, and how far it is
PREVIEW, PROGRESS = "preview.json", "progress.json"


def folder() -> Path:
    """The folder of the accepted tables; below the files of the house, which a backup carries."""
    return settings.FILES / "records"


def waiting_room() -> Path:
    """Where the private folders of files on their way are; no backup has it."""
    return settings.CHECKING


def place(dataset: Dataset) -> Path:
    """Where the rows of an accepted dataset stand: SHA-256.parquet; beside it SHA-256.json, what the check found."""
    return folder() / f"{dataset.digest}.parquet"


def standing(schema: str) -> list[Path]:
    """The tables of all accepted datasets of a kind, as far as they are here."""
    return [path for one in Dataset.objects.standing().of(schema) if (path := place(one)).is_file()]


def private(one: Import) -> Path:
    """The private folder of a file on its way."""
    return waiting_room() / one.folder


def forget(one: Import) -> None:
    """Remove a file on its way, with all that was made of it; it may be gone already."""
    shutil.rmtree(private(one), ignore_errors=True)


def write(one: Import, name: str, facts: Any) -> None:
    """Keep something beside a file on its way, whole or not at all. Raises OSError where its folder is gone."""
    write_below(private(one), name, facts)


def write_below(folder: Path, name: str, facts: Any) -> None:
    part = folder / f"{name}.part"
    part.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    part.replace(folder / name)


def read(one: Import, name: str) -> Any:
    """What is kept beside a file on its way; None where there is nothing, or not any more."""
    try:
        return json.loads((private(one) / name).read_text(encoding="utf-8"))
    except OSError:
        return None


@contextmanager
def kept(one: Import) -> Iterator[str]:
    """Put the table of a checked file into the store, under the digest that is yielded; where its act fails, out again.

    Cut off in between, it is in the store and nothing names it: nobody reads it, and it is swept away.
    """
    from commonbeat.measures.table import accept

    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    table = accept(checked(one), folder())
    try:
        yield table.stem
    except BaseException:
        if not Dataset.objects.standing().filter(digest=table.stem).exists():
            drop(table.stem)
        raise


def checked(one: Import) -> Checked:
    """What was found in a checked file, with its table."""
    from commonbeat.measures.checked import from_json

    preview = read(one, PREVIEW)
    if preview is None:
        raise Refused(GONE)
    return from_json(one.found, private(one) / preview["table"])


def drop(digest: str) -> None:
    """Take a table out of the store."""
    for ending in (".parquet", ".json"):
        (folder() / f"{digest}{ending}").unlink(missing_ok=True)


def sweep(older: timedelta = LEFT_OVER) -> int:
    """Remove what crashes left behind: folders and tables that nothing names. Returns how many."""
    on_their_way = set(Import.objects.under_way().values_list("folder", flat=True))
    standing = set(Dataset.objects.standing().values_list("digest", flat=True))
    before = now_on_disk() - older.total_seconds()
    left = [one for one in listed(waiting_room()) if one.name not in on_their_way]
    left += [one for one in listed(folder()) if one.stem not in standing]
    left = [one for one in left if one.stat().st_mtime <= before]
    for one in left:
        shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink(missing_ok=True)
    return len(left)


def listed(place: Path) -> list[Path]:
    return list(place.iterdir()) if place.is_dir() else []


def now_on_disk() -> float:
    """The time by which files are stamped, which nobody moves."""
    with tempfile.TemporaryFile(dir=settings.DATA) as fresh:
        return os.fstat(fresh.fileno()).st_mtime


def broken() -> list[str]:
    """The standing datasets whose table is not here, or is not what was accepted, by their public number."""
    standing = Dataset.objects.standing().order_by("pk")
    return [label(one) for one in standing if not place(one).is_file() or digest_of(place(one)) != one.digest]


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tables(datasets: Iterable[Dataset]) -> list[Table]:
    """Accepted datasets opened in the engine that was chosen: one table of each kind of records, in their order.

    For ``measures.catalogue.compute``. Closing one closes all. Raises ``measures.schema.Wrong`` where rows are not
    there, or are not those that were accepted.
    """
    from commonbeat.measures.schema import Wrong
    from commonbeat.measures.table import open_tables  # the engine is large: it is loaded by what counts, nothing else

    kinds: dict[str, list[Path]] = {}
    for one in datasets:
        if not place(one).is_file():
            raise Wrong(f"{one.name}: the accepted rows are not here")
        kinds.setdefault(one.schema, []).append(place(one))
    return open_tables((paths, None, kind) for kind, paths in kinds.items())
