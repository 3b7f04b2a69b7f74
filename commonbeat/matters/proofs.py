"""Proof files, kept by their digest in the data folder: the same file is kept once, and none can be changed unseen."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from commonbeat.frame.rules import Refused

MOST_BYTES = 5 * 1024 * 1024
KINDS = {".pdf", ".png", ".jpg", ".jpeg", ".webp", ".txt", ".md", ".csv", ".docx", ".xlsx", ".odt", ".ods"}


def keep(file: Any) -> tuple[str, str]:
    """Keep an uploaded file: its SHA-256 in hex and its name. Raises Refused where it cannot be kept."""
    name = Path(file.name).name[-120:]
    if Path(name).suffix.lower() not in KINDS:
        raise Refused(_("Choose a PDF, a picture, a text or a table as proof."))
    if file.size > MOST_BYTES:
        raise Refused(_("This file is larger than 5 MB."))
    data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    try:
        settings.FILES.mkdir(parents=True, exist_ok=True)
        _write(settings.FILES / digest, data)
    except OSError as trouble:
        raise Refused(_("The file could not be kept: the disk may be full. Nothing else was changed.")) from trouble
    return digest, name


def _write(place: Path, data: bytes) -> None:
    """Write whole or not at all, and on the disk before it counts."""
    if place.exists():
        return
    handle, fresh = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, place)
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise
