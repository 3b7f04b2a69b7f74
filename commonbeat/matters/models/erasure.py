"""An erasure: a request that words be erased for good, decided outside the agency."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.matters.models.input import Input
from commonbeat.people.models import Seat


class Erasures(models.QuerySet):
    """Words for reading requests to erase."""

    def visible_to(self, actor: Any) -> Erasures:
        """For those who decide them, and for whoever gave the words."""
        return self if actor.stands_outside else self.filter(input__giver__in=actor.giver_ids)

    def waiting(self) -> Erasures:
        return self.filter(decided_on=None)

    def granted(self) -> Erasures:
        return self.filter(granted=True)


class Erasure(models.Model):
    """A request that words be erased for good. A seat outside the agency checks whether the law allows it."""

    class Ground(models.TextChoices):
        COURT = "court", _("A court ordered it")
        CHILD = "child", _("A child wrote it")
        PRIVATE = "private", _("It names a private person or says where they live")
        SAFETY = "safety", _("It puts somebody in danger")
        OTHER = "other", _("Another law allows it")

    input = models.ForeignKey(Input, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    words = models.TextField(blank=True, max_length=1000)
    asked_on = models.DateField(default=clock.today)
    decided_on = models.DateField(null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True)
    law = models.CharField(max_length=200, blank=True)
    by_seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")

    objects = Erasures.as_manager()
    rules_read = ("input__matter__agency__organization",)
    root = "input__matter"

    class Meta:
        ordering = ["pk"]
        verbose_name = "erasure request"
        constraints = [
            models.UniqueConstraint(
                fields=["input"], condition=models.Q(decided_on=None), name="one_open_erasure_per_input"
            )
        ]
