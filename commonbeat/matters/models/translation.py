"""A translation: what the agency says that a giver's words mean in another language, with who said so."""

from __future__ import annotations

import json

from django.db import models

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.matters.models.input import Input
from commonbeat.people.models import Seat


class Translation(Sealed):
    """One translation as it was made. The newest in a language stands in the input's words, until its giver objects."""

    input = models.ForeignKey(Input, models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    words = models.TextField(blank=True, max_length=10_000)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    made_on = models.DateField(default=clock.today)
    refused_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "translation"

    def words_to_seal(self) -> str:
        return json.dumps([self.language, self.words], ensure_ascii=False)
