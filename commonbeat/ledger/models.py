"""One entry of the public log: the exact sealed text, its digest, and private columns outside the sealed bytes."""

import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property


class Entry(models.Model):
    """A sealed entry. ``sealed`` is the exact JSON text; ``digest`` its SHA-256 in hex, on which the next entry builds.

    Who exactly acted, and when to the second, stands in the private columns, for the outside checker only.
    """

    number = models.BigIntegerField(primary_key=True)
    sealed = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    giver_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        verbose_name = "entry"
        verbose_name_plural = "entries"

    @cached_property
    def said(self) -> dict[str, Any]:
        """What the sealed text says: verb, subject, facts and the rest, by their names."""
        return json.loads(self.sealed)

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"
