"""A file of records arrives: into a private folder of its own, where it is looked at and nothing else happens."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from commonbeat.frame.rules import Refused
from commonbeat.measures.checked import Refusal
from commonbeat.measures.given import Given, receive
from commonbeat.measures.problems import NO_NAMES, NO_ROWS
from commonbeat.measures.schema import Wrong, schema as schema_of
from commonbeat.records import store
from commonbeat.records.models import Import

#: bytes of the largest file that is taken through a page, and how many times its size the disk must have free
LARGEST, ROOM = 1024**3, 3
GIVEN = "given.json"


class Unwelcome(Exception):
    """A file that is not taken because of the titles of its columns."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("\n".join(f"{one.column}: {one.why}" for one in refusals))
        self.refusals = refusals


@dataclass(frozen=True)
class Arrived:
    """What arrived, as ``actions.bring`` takes it: what it is called, its bytes and digest, and its private folder."""

    name: str
    size: int
    digest: str
    folder: str

    def forget(self) -> None:
        """Remove it again."""
        shutil.rmtree(store.waiting_room() / self.folder, ignore_errors=True)


def has_room(size: int) -> bool:
    """Whether the disk has room for a file and what is made of it."""
    store.waiting_room().mkdir(parents=True, exist_ok=True, mode=0o700)
    return shutil.disk_usage(store.waiting_room()).free > ROOM * size


def has_rows(given: Given) -> bool:
    """Whether anything stands below the names of the columns."""
    with given.path.open(encoding="utf-8", errors="replace", newline="") as text:
        return any(line.strip() for line in islice(text, given.header_lines, None))


def take(file: UploadedFile, schema: str) -> Arrived:
    """Take a file into a private folder and look at what it is. Raises Wrong or Unwelcome, and leaves nothing then."""
    from commonbeat.measures.safeguards import refused_titles  # with the engine, which few pages need
    from commonbeat.measures.suggest import names_columns

    name, folder = Path(file.name or "file").name[:200], secrets.token_hex(16)
    private = store.waiting_room() / folder
    (private / "given").mkdir(parents=True, mode=0o700)
    try:
        path = private / "given" / "file"
        with path.open("wb") as to:
            for piece in file.chunks():
                to.write(piece)
        given = replace(receive(path, private), name=name)
        if refusals := refused_titles(given.header, schema_of(schema)):
            raise Unwelcome(refusals)
        if not names_columns(given.header, schema_of(schema)):
            raise Wrong(f"{name}: {NO_NAMES}")
        if not has_rows(given):
            raise Wrong(f"{name}: {NO_ROWS}")
        store.write_below(private, GIVEN, asdict(given) | {"path": str(given.path), "gaps": sorted(given.gaps)})
    except BaseException:
        shutil.rmtree(private)
        raise
    return Arrived(name, file.size or 0, given.digest, folder)


def given(one: Import) -> Given:
    """A file on its way, ready for the engine. Refused where it is gone, as in a house that was restored."""
    told: dict[str, Any] | None = store.read(one, GIVEN)
    if told is None:
        raise Refused(store.GONE)
    told |= {"header": tuple(told["header"]), "repaired": tuple(told["repaired"]), "gaps": frozenset(told["gaps"])}
    return Given(**told | {"path": Path(told["path"])})
