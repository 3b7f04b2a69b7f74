"""A place: a beat, district, ward or neighborhood, with the dates between which it has this name."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock


class Places(models.QuerySet):
    """Words for reading places."""

    def visible_to(self, actor: Any) -> Places:
        """Places are public."""
        return self.all()

    def current(self) -> Places:
        return self.filter(models.Q(until=None) | models.Q(until__gt=clock.today()))


class Place(models.Model):
    """Part of the area that the agency serves."""

    class Kind(models.TextChoices):
        BEAT = "beat", _("Beat")
        DISTRICT = "district", _("District")
        WARD = "ward", _("Ward")
        NEIGHBORHOOD = "neighborhood", _("Neighborhood")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)
    population = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    population_source = models.CharField(_("where that number is from"), max_length=200, blank=True)
    shape = models.JSONField(null=True, blank=True, help_text="a GeoJSON polygon, in longitude and latitude")

    objects = Places.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = "place"
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], condition=models.Q(until=None), name="one_current_place")
        ]

    def __str__(self) -> str:
        """The name alone where it says what it is, as "Ward 2" does."""
        return self.name if self.name.lower().startswith(self.kind) else f"{self.get_kind_display()}: {self.name}"
