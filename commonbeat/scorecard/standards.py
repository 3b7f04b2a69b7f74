"""The nineteen practices, read from standards.toml; their sentences are translated when they are shown."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext, gettext_lazy as _

SOURCE = Path(__file__).with_name("standards.toml")
GROUPS = {"A": _("Planning and problem solving"), "B": _("Partners"), "C": _("Meeting people")}


@dataclass(frozen=True)
class Standard:
    """One practice: its published sentence, a resident's question, and the evidence that bears on it.

    ``kinds`` are the kinds of topic that count for it, none meaning all.
    """

    code: str
    group: str
    sentence: str
    question: str
    better: str
    evidence: tuple[str, ...]
    kinds: tuple[str, ...]
    later: str

    def said(self, name: str) -> str:
        """One of its sentences in the reader's language."""
        return gettext(getattr(self, name)) if getattr(self, name) else ""


@cache
def standards() -> tuple[Standard, ...]:
    """All nineteen, in order."""
    rows = tomllib.loads(SOURCE.read_text("utf-8"))["standard"]
    return tuple(Standard(**row | {"evidence": tuple(row["evidence"]), "kinds": tuple(row["kinds"])}) for row in rows)


def standard(code: str) -> Standard | None:
    """The practice with this code."""
    return next((one for one in standards() if one.code == code), None)
