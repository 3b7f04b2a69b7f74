"""An intake: one file of old meetings that was taken in. What happened then is entered now, and says so."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock


class Intakes(models.QuerySet):
    """Words for reading intakes."""

    def visible_to(self, actor: Any) -> Intakes:
        """They tell which file was taken in and how it was read: for those who work for the agency."""
        return self if actor.works_here else self.none()


class Intake(models.Model):
    """Where a lot of meetings came from, and by which mapping its titles were read."""

    name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    mapping = models.TextField(blank=True, help_text="TOML; empty is the built-in mapping")
    taken_in = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict, blank=True, help_text="reason → how many lines")
    on = models.DateField(default=clock.today)

    objects = Intakes.as_manager()

    class Meta:
        verbose_name = "intake"

    def __str__(self) -> str:
        return self.name
