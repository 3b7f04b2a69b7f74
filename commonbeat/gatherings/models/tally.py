"""A tally: how often one answer was tapped, on a phone by the door or on a paper slip. Counts, and nothing else."""

from __future__ import annotations

from django.db import models

from commonbeat.gatherings.models.gathering import Gathering


class Tally(models.Model):
    """One answer to one question in one meeting; questions and answers stand in ``commonbeat.gatherings.questions``."""

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["gathering", "question", "answer"]
        verbose_name = "tally"
        constraints = [
            models.UniqueConstraint(fields=["gathering", "question", "answer"], name="one_tally_per_answer"),
        ]
