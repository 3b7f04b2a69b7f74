"""A dataset: an agency's file as it was accepted. Its rows stand in the store; here is what came in, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.measures.result import unless_small
from commonbeat.records.models.kind import Kind
from commonbeat.records.models.mapping import Mapping


class Datasets(models.QuerySet):
    """Words for reading datasets."""

    def visible_to(self, actor: Any) -> Datasets:
        """What came in, and what was withdrawn, is public. Rows are read by nobody: measures count them."""
        return self.all()

    def standing(self) -> Datasets:
        """Accepted, and not withdrawn."""
        return self.filter(state=Dataset.State.ACCEPTED)

    def of(self, *schemas: str) -> Datasets:
        """Those of some kinds of records."""
        return self.filter(schema__in=schemas)

    def during(self, first: date, last: date) -> Datasets:
        """Those with records of some day from ``first`` to ``last``."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class Dataset(Sealed):
    """One accepted file of records.

    ``found`` is what the check told, as ``measures.checked.to_keep`` writes it: ``rows``, ``accepted``, ``left_out``,
    ``repaired``, ``unknown``, ``applies_to``, ``absent``, ``problems`` with their counts; never what stood in a cell.
    """

    class State(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT = {State.ACCEPTED: [State.WITHDRAWN], State.WITHDRAWN: []}

    schema = models.CharField(_("kind of records"), max_length=20, choices=Kind.choices)
    about = WordsField(_("what these records are, and who says so"))
    name = models.CharField(_("file"), max_length=200)
    source_digest = models.CharField(max_length=64, help_text="SHA-256 of the file as the agency gave it")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the accepted table, which is its name in the store")
    rows = models.PositiveBigIntegerField(_("rows"), help_text="that can be used, and stand in the accepted table")
    first_day = models.DateField(_("first day"), null=True, blank=True, help_text="none where rows have no day")
    last_day = models.DateField(_("last day"), null=True, blank=True)
    found = models.JSONField(help_text="what the check found")
    mapping = models.ForeignKey(Mapping, models.PROTECT, related_name="+")
    accepted_on = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACCEPTED)
    withdrawn_on = models.DateField(null=True, blank=True)
    because = models.CharField(_("why it is withdrawn"), max_length=500, blank=True)

    objects = Datasets.as_manager()
    rules_read = ("mapping",)

    class Meta:
        ordering = ["-accepted_on", "-pk"]
        verbose_name = "dataset"
        constraints = [
            models.UniqueConstraint(
                fields=["schema", "source_digest"], condition=models.Q(state="accepted"), name="one_dataset_per_file"
            ),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(state="accepted"), name="one_dataset_per_table"
            ),
            models.CheckConstraint(
                condition=models.Q(first_day=None, last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="dataset_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(state="accepted", withdrawn_on=None, because="")
                | (models.Q(state="withdrawn", withdrawn_on__isnull=False) & ~models.Q(because="")),
                name="withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("records.dataset", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        """Accepted, and not withdrawn."""
        return self.state == self.State.ACCEPTED

    @property
    def rows_given(self) -> int:
        """How many rows the file had."""
        return int(self.found["rows"])

    @property
    def rows_told(self) -> int | None:
        """How many rows can be used, as everybody may read it."""
        return unless_small(self.rows)

    @property
    def found_told(self) -> dict[str, Any]:
        """What the check found, as everybody may read it: counts of one to four are None, and what gives them away."""
        counts = {name: {**self.found.get(name, {})} for name in ("left_out", "repaired", "unknown", "applies_to")}
        told = {name: {key: unless_small(count) for key, count in some.items()} for name, some in counts.items()}
        gives_away = None in (self.rows_told, *told["left_out"].values())
        return self.found | told | {"rows": None if gives_away else self.rows_given}

    def content_to_seal(self) -> dict[str, Any]:
        names = ("schema", "about", "name", "source_digest", "digest", "rows", "first_day", "last_day", "found")
        names += ("mapping_id", "accepted_on", "withdrawn_on", "because")
        return {name: getattr(self, name) for name in names}
