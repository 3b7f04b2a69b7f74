"""Checked files between their preview and their acceptance: kept by digest in the data folder, taken once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.rules import Refused

KEPT_FOR = timedelta(days=7)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def folder() -> Path:
    return settings.DATA / "uploads"


def keep(facts: dict[str, Any]) -> str:
    """Keep checked rows; returns the key under which they wait."""
    content = json.dumps(facts, ensure_ascii=False)
    key = digest(content.encode())
    try:
        folder().mkdir(parents=True, exist_ok=True)
        (folder() / key).write_text(content, "utf-8")
    except OSError as trouble:
        raise Refused(_("The file could not be kept: the disk may be full. Nothing was changed.")) from trouble
    return key


def is_old(place: Path) -> bool:
    """Whether it was kept longer than anybody needs between a look and a click."""
    return clock.now().timestamp() - place.stat().st_mtime > KEPT_FOR.total_seconds()


def clear() -> None:
    """Remove the files that nobody accepted in time."""
    for one in folder().rglob("*"):
        if one.is_file() and is_old(one):
            one.unlink(missing_ok=True)


def read(key: str) -> dict[str, Any]:
    """What waits under a key, left where it is."""
    return json.loads(_place(key).read_text("utf-8"))


def forget(key: str) -> None:
    """Throw away what waits under a key that the house gave out; it may be gone already."""
    (folder() / key).unlink(missing_ok=True)


def _place(key: str) -> Path:
    """The file under a key. Refused where none waits any more."""
    place = folder() / key
    if not (key.isalnum() and len(key) == 64 and place.is_file()) or is_old(place):
        raise Refused(_("The checked file is no longer here, or was entered already. Look whether it was, then go on."))
    return place


@contextmanager
def taken(key: str) -> Iterator[dict[str, Any]]:
    """Take the kept rows out, once; where what is done with them fails, they are put back."""
    place = _place(key)
    away = place.with_suffix(".taken")
    try:
        place.rename(away)
    except OSError as gone:
        raise Refused(_("This file is being entered already.")) from gone
    try:
        yield json.loads(away.read_text("utf-8"))
    except BaseException:
        away.rename(place)
        raise
    away.unlink(missing_ok=True)
