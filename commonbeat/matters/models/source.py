"""A source: where an imported conversation was held, and what its files said beside words and votes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

#: the reasons of the library → how people read them
LEFT_OUT = {
    "votes on opinions that are not in the list of opinions": gettext_lazy(
        "votes on opinions that are not in the list of opinions"
    ),
    "earlier votes of the same person on the same opinion": gettext_lazy(
        "earlier votes of the same person on the same opinion; the last one counts"
    ),
    "opinions without words (their votes count)": gettext_lazy("opinions without words"),
    "votes on opinions that a moderator left out": gettext_lazy(
        "votes on opinions that a moderator left out where the conversation was held"
    ),
}


class Source(models.Model):
    """The published set that a comment period was imported from, so that it can be written again as it was.

    ``opinions`` has for each opinion's number its author, what moderation said of it (−1, 0 or 1) and the millisecond
    in which it was written; ``is_named`` says whether people had a name of their own in the files, empty or not.
    """

    digest = models.CharField(max_length=64, help_text="SHA-256 of the list of its files with their digests")
    address = models.CharField(max_length=500, blank=True)
    credit = models.CharField(max_length=500, blank=True, help_text="who is to be named, and the license")
    summary = models.JSONField(default=list, blank=True)
    opinions = models.JSONField(default=dict, blank=True)
    is_named = models.BooleanField(default=False)
    is_dated = models.BooleanField(default=True)
    left_out = models.JSONField(default=dict, blank=True, help_text="reason → how many votes or opinions")

    class Meta:
        verbose_name = "source"

    @property
    def link(self) -> str:
        """Its address where a browser can go there."""
        return self.address if self.address.startswith(("https://", "http://")) else ""

    @property
    def counted_nowhere(self) -> list[tuple[int, Any]]:
        """How many votes or opinions count nowhere, with the reason as people read it."""
        return [(count, LEFT_OUT.get(reason, reason)) for reason, count in self.left_out.items()]

    def content_to_seal(self) -> dict[str, Any]:
        """What its comment period's seal says of it."""
        names = ("digest", "address", "credit", "summary", "opinions", "is_named", "is_dated", "left_out")
        return {name: getattr(self, name) for name in names}
