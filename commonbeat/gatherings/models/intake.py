"""An intake: one file of old meetings that was taken in. What happened then is entered now, and says so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock


class Intake(models.Model):
    """Where a lot of meetings came from, and by which mapping its titles were read."""

    name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    mapping = models.JSONField(default=dict, blank=True)
    taken_in = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict, blank=True, help_text="reason → how many lines")
    on = models.DateField(default=clock.today)

    class Meta:
        verbose_name = "intake"

    def __str__(self) -> str:
        return self.name
