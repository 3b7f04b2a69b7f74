"""A cadence: how often a body or a place is to meet, so that a silent month is seen."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.people.models import Organization, Place


class Cadences(models.QuerySet):
    """Words for reading cadences."""

    def visible_to(self, actor: Any) -> Cadences:
        """They are public."""
        return self.all()

    def current(self) -> Cadences:
        return self.filter(models.Q(until=None) | models.Q(until__gt=clock.today()))


class Cadence(models.Model):
    """One meeting of a kind every so many months, by a body or in a place."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Gathering.Kind.choices)
    every_months = models.PositiveSmallIntegerField(_("every how many months"), default=1)
    since = models.DateField(_("since"), default=clock.today)
    until = models.DateField(null=True, blank=True)

    objects = Cadences.as_manager()
    rules_read = ("organization", "place")

    class Meta:
        ordering = ["organization__name", "place__name", "pk"]
        verbose_name = "cadence"
        constraints = [
            models.CheckConstraint(condition=models.Q(every_months__range=(1, 24)), name="cadence_of_1_to_24_months"),
            models.UniqueConstraint(
                fields=["organization", "place", "kind"],
                condition=models.Q(until=None),
                nulls_distinct=False,
                name="one_current_cadence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place or self.organization}"
