"""One entry of the public log: the exact sealed text, its digest, and private columns outside the sealed bytes."""

from django.db import models


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

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:12]}"
