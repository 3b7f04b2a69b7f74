"""A finding: what one measure told of certain accepted records at a moment, kept to the letter."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.measures.result import Verdict


class Findings(models.QuerySet):
    """Words for reading findings."""

    def visible_to(self, actor: Any) -> Findings:
        """All of them are public: what must not be told is not in them."""
        return self.all()

    def of(self, measure: str) -> Findings:
        """Those of a measure, in the order in which they were computed."""
        return self.filter(measure=measure).order_by("pk")

    def newest(self) -> dict[str, Finding]:
        """The last of each measure."""
        last = self.order_by().values("measure").annotate(last=models.Max("pk")).values("last")
        return {one.measure: one for one in self.filter(pk__in=last)}


class Finding(Sealed):
    """``told`` is the result as JSON (``Result.as_dict``), without what its difference to an earlier one tells of few.

    ``settings`` is the text of the settings file, ``sources`` are the datasets as [number, kind of records, digest],
    ``program`` is the version of the code. With these three anybody who has the records computes the same.
    """

    measure = models.CharField(max_length=40)
    told = models.TextField()
    settings = models.TextField()
    sources = models.JSONField()
    program = models.CharField(max_length=20)
    computed_at = models.DateTimeField(default=clock.now)

    objects = Findings.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "finding"

    def __str__(self) -> str:
        return self.measure

    def get_absolute_url(self) -> str:
        return reverse("records.finding", args=[self.measure, self.pk])

    @cached_property
    def result(self) -> dict[str, Any]:
        """The result, as JSON reads it."""
        return dict(json.loads(self.told))

    @property
    def verdict(self) -> str:
        """What the measure concludes."""
        return str(self.result["verdict"])

    @property
    def is_held(self) -> bool:
        """Whether it tells only that the newer records are too few to be told of."""
        return self.verdict == Verdict.HELD

    @property
    def digest(self) -> str:
        """SHA-256 of the result to the letter."""
        return hashlib.sha256(self.told.encode()).hexdigest()

    @property
    def dataset_numbers(self) -> list[int]:
        """The public numbers of the datasets that it was computed from."""
        return [number for number, _schema, _digest in self.sources]

    def content_to_seal(self) -> dict[str, Any]:
        names = ("measure", "told", "settings", "sources", "program", "computed_at")
        return {name: getattr(self, name) for name in names}
