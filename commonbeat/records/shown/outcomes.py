"""The steps of the ladder in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: outcome as records write it → as people say it
NAMES = {
    "no action": _("a word, and no action"),
    "verbal warning": _("a spoken warning"),
    "warning": _("a written warning"),
    "repair order": _("a repair order"),
    "diversion": _("diversion to a program"),
    "citation": _("a citation"),
    "summons": _("a summons in place of arrest"),
    "arrest": _("an arrest"),
}


def outcome_name(outcome: str) -> str:
    """An outcome as people say it."""
    return str(NAMES[outcome])
