"""Bring a house back from an archive, onto an empty place only; what fails leaves the place as empty as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from commonbeat import __version__
from commonbeat.frame import seals
from commonbeat.front import backup, database_copy
from commonbeat.front.database_copy import Trouble
from commonbeat.ledger import record
from commonbeat.ledger.verify import Report, verify


def restore(archive: Path) -> tuple[Report, bool]:
    """Restore an archive. Returns what the restored public log says, and whether the keys came with it."""
    refuse_what_is_not_empty()
    if not archive.is_file():
        raise Trouble(f"There is no file {archive}.")
    try:
        with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as name:
            manifest = unpacked(archive, Path(name))
            put_in_place(Path(name), database_copy.NAMES[manifest["engine"]])
    except (OSError, sqlite3.Error) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise Trouble(f"Nothing was restored: {reason}. The place is as empty as it was.")
    return checked(manifest), manifest["keys"]


def refuse_what_is_not_empty() -> None:
    if not database_copy.is_empty():
        raise Trouble("There is a database in this place. Restore onto an empty place only (COMMONBEAT_DATA).")
    if settings.FILES.is_dir() and any(settings.FILES.iterdir()):
        raise Trouble(f"There are files in {settings.FILES}. Restore onto an empty place only (COMMONBEAT_DATA).")


def unpacked(archive: Path, folder: Path) -> dict:
    """Unpack an archive that is whole, is for this database and program, and whose public log holds."""
    manifest = backup.read(archive, folder)
    if manifest["format"] > backup.FORMAT or numbers(manifest["version"]) > numbers(__version__):
        raise Trouble(f"This backup is from version {manifest['version']}; install that first. This is {__version__}.")
    if manifest["engine"] != connection.vendor:
        raise Trouble(f"This backup is of {manifest['engine']}; COMMONBEAT_DATABASE says {connection.vendor}.")
    log = database_copy.log_of(folder / database_copy.NAMES[manifest["engine"]])
    if not log.holds or log.head != manifest["head"]:
        raise Trouble(f"The public log in this backup does not hold. {log.trouble} Use another backup.")
    return manifest


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def put_in_place(folder: Path, copy: str) -> None:
    """Move what was unpacked to where it belongs, the database last: until then this is no house."""
    (folder / "files").mkdir(exist_ok=True)
    if settings.FILES.is_dir():
        settings.FILES.rmdir()
    os.rename(folder / "files", settings.FILES)
    try:
        # Keys that lie here were made a moment ago, when the program started in an empty place: they open nothing.
        for path, name in backup.below(folder / "keys", ""):
            os.replace(path, settings.KEYS / name.strip("/"))
        database_copy.place(folder / copy)
    except BaseException:
        shutil.rmtree(settings.FILES)
        raise


def checked(manifest: dict) -> Report:
    """Read the restored public log through the house itself; its protection came back with it."""
    os.sync()  # what is said to be restored is on the disk
    record.forget_demo()
    log = verify(record.lines())
    if not log.holds or log.head != manifest["head"] or record.protection_missing():
        raise Trouble("The restored public log does not hold. Do not open this house; use another backup.")
    broken = [] if database_copy.pending() else seals.broken()  # an older house is checked once it is upgraded
    if broken:
        raise Trouble(f"Words were changed beside the public log: {'; '.join(broken[:20])}. Use another backup.")
    return log
