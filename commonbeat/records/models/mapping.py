"""A mapping: how an agency writes one kind of records, as TOML, in versions; a saved one is never changed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.measures.mapping import parsed
from commonbeat.measures.schema import Wrong
from commonbeat.records.models.kind import Kind

#: letters of the longest mapping that is taken
LONGEST = 60_000


def readable(text: str) -> None:
    """Refuse a mapping that cannot be read, with every problem."""
    try:
        parsed(text)
    except Wrong as wrong:
        raise ValidationError(str(wrong).splitlines()) from wrong


class Mappings(models.QuerySet):
    """Words for reading mappings."""

    def visible_to(self, actor: Any) -> Mappings:
        """Those by which accepted records were read; all of them for whoever works for the agency."""
        from commonbeat.records.models.dataset import Dataset

        used = Dataset.objects.filter(mapping=models.OuterRef("pk"))
        return self if actor.works_here else self.filter(models.Exists(used))

    def of(self, schema: str) -> Mappings:
        """The versions for one kind of records, the newest first."""
        return self.filter(schema=schema).order_by("-number")


class Mapping(Sealed):
    """One version of how an agency's columns and values become ours."""

    schema = models.CharField(_("kind of records"), max_length=20, choices=Kind.choices)
    number = models.PositiveIntegerField(help_text="counted for each kind of records, from 1")
    text = models.TextField(_("mapping"), max_length=LONGEST, validators=[readable], help_text="TOML")
    saved_on = models.DateField(default=clock.today)

    objects = Mappings.as_manager()

    class Meta:
        ordering = ["schema", "-number"]
        verbose_name = "mapping"
        constraints = [models.UniqueConstraint(fields=["schema", "number"], name="one_mapping_per_number")]

    def __str__(self) -> str:
        return gettext("version %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("records.mapping", args=[self.pk])

    @property
    def file_name(self) -> str:
        """What it is called as a file."""
        return f"{self.schema}-{self.number}.toml"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("schema", "number", "text", "saved_on")}
