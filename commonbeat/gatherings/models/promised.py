"""What was promised in a meeting or an activity: a promise like every other, that remembers where it was made."""

from __future__ import annotations

from django.db import models

from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.matters.models import Commitment


class Promised(models.Model):
    """Ties a promise to the meeting in which it was made."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="+")
    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["commitment"]
        verbose_name = "promise made in a meeting"
