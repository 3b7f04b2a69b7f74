"""One archive with all that a house is: its database, its files, its keys, and a manifest with their digests.

An archive is written under another name, read back whole, and only then gets its own: there are no half archives.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import os
import re
import secrets
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError, connection

from commonbeat import __version__
from commonbeat.frame import clock
from commonbeat.front import database_copy
from commonbeat.front.database_copy import Trouble

MANIFEST = "manifest.json"
FORMAT = 1
#: how many of the nightly archives are kept
NIGHTS = 14
NIGHTLY = re.compile(r"commonbeat-\d{4}-\d\d-\d\d\.tar\.gz")


@dataclass(frozen=True)
class Kept:
    """What an archive holds: entries of the public log and the last one's digest, number of files, keys, bytes."""

    entries: int
    head: str
    files: int
    keys: bool
    size: int


def name_of(day: date) -> str:
    """The name of a day's archive in the place for backups."""
    return f"commonbeat-{day.isoformat()}.tar.gz"


def nightly(folder: Path, day: date) -> None:
    """One archive a day in this folder, the newest fourteen kept. Raises Trouble where it was not made."""
    if not (folder / name_of(day)).exists():
        make(folder / name_of(day))
    made = sorted(path for path in folder.iterdir() if NIGHTLY.fullmatch(path.name))
    for path in made[:-NIGHTS]:
        path.unlink()


def make(target: Path, *, keys: bool = True) -> Kept:
    """Write an archive. Raises Trouble, and leaves nothing behind, where it cannot be whole."""
    if target.exists():
        raise Trouble(f"{target} is already there. Choose another name; a backup never overwrites one.")
    if not target.parent.is_dir():
        raise Trouble(f"There is no folder {target.parent}.")
    part = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".commonbeat-") as folder:
            copy = database_copy.copy_to(Path(folder))
            log = database_copy.log_of(copy)
            if not log.holds:
                raise Trouble(f"The public log does not hold. {log.trouble} Nothing was kept; use an older backup.")
            members = [(copy, copy.name), *below(settings.FILES, "files")]
            members += below(settings.KEYS, "keys") if keys else []
            write(part, members, {"entries": log.entries, "head": log.head, "keys": keys})
        read(part)
        put_in_place(part, target)
    except (OSError, sqlite3.Error, DatabaseError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise Trouble(f"The backup was not made: {reason}. Nothing half is left. Is there room in {target.parent}?")
    finally:
        part.unlink(missing_ok=True)
    files = sum(name.startswith("files/") for _path, name in members)
    return Kept(log.entries, log.head, files, keys, target.stat().st_size)


def below(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Every file below a folder with its name in the archive."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            yield path, f"{name}/{path.relative_to(folder).as_posix()}"


def write(part: Path, members: list[tuple[Path, str]], facts: dict) -> None:
    """Write the members and, last, the manifest; all of it is on the disk when this returns."""
    digests = {}
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
            for path, name in members:
                with path.open("rb") as source:
                    digests[name] = add(archive, name, source, os.fstat(source.fileno()).st_size)
            manifest = facts | {
                "format": FORMAT,
                "version": __version__,
                "engine": connection.vendor,
                "made_at": clock.now().isoformat(timespec="seconds"),
                "digests": digests,
            }
            said = json.dumps(manifest, indent=1, sort_keys=True).encode()
            add(archive, MANIFEST, io.BytesIO(said), len(said))
        file.flush()
        os.fsync(file.fileno())


class Digesting:
    """A file that is read through, with the SHA-256 of what went by."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.digest.update(piece)
        return piece


def add(archive: tarfile.TarFile, name: str, source: IO[bytes], size: int) -> str:
    """Add one member; returns its SHA-256 in hex."""
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(clock.now().timestamp())
    passing = Digesting(source)
    archive.addfile(member, passing)
    return passing.digest.hexdigest()


def read(path: Path, into: Path | None = None) -> dict:
    """Read an archive whole and hold it against its manifest, which is returned; ``into`` a folder where given."""
    found: dict[str, str] = {}
    manifest: dict = {}
    try:
        with gzip.open(path) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                source = archive.extractfile(member)
                if not member.isfile() or source is None or not is_ours(member.name):
                    raise Trouble(f"{path} is not a backup of Commonbeat: it holds {member.name}.")
                if member.name == MANIFEST:
                    manifest = json.load(source)
                else:
                    found[member.name] = unpack(source, into / member.name if into else None)
            while stream.read(1 << 20):  # only at its very end gzip holds all of it against its checksum
                pass
    except (EOFError, ValueError, tarfile.TarError, gzip.BadGzipFile, zlib.error) as damage:
        raise Trouble(f"{path} is cut off or damaged ({type(damage).__name__}). Use another backup.") from damage
    if not manifest:
        raise Trouble(f"{path} is cut off: its last part, the manifest, is missing. Use another backup.")
    if manifest.get("digests") != found:
        raise Trouble(f"{path} is damaged: what it holds is not what its manifest names. Use another backup.")
    return manifest


def is_ours(name: str) -> bool:
    """Whether a member's name is one that a backup has, and stays inside its folder."""
    first, *rest = name.split("/")
    if not rest:
        return first in {MANIFEST, *database_copy.NAMES.values()}
    return first in {"files", "keys"} and not {"", ".", ".."} & set(rest)


def unpack(source: IO[bytes], target: Path | None) -> str:
    """Read a member through, into a file where one is given; returns its SHA-256 in hex."""
    digest = hashlib.sha256()
    with contextlib.ExitStack() as opened:
        file = None
        if target:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = opened.enter_context(os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"))
        while piece := source.read(1 << 20):
            digest.update(piece)
            if file:
                file.write(piece)
    return digest.hexdigest()


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished archive its name, for good."""
    if target.exists():
        raise Trouble(f"{target} is already there.")
    part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
