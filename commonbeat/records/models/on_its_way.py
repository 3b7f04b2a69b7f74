"""A file on its way: brought by the agency, checked, looked at; then accepted or thrown away."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.records.models.dataset import Dataset
from commonbeat.records.models.kind import Kind
from commonbeat.records.models.mapping import Mapping

#: why a check ended by itself; what is wrong with the file or the mapping is said by the library
CUT_OFF, BROKE = "The check was cut off.", "The check broke down."


class Imports(models.QuerySet):
    """Words for reading files on their way."""

    def visible_to(self, actor: Any) -> Imports:
        """They are for whoever works for the agency, until their records are accepted."""
        return self if actor.works_here else self.none()

    def under_way(self) -> Imports:
        """Those whose bytes are here."""
        return self.filter(state__in=Import.UNDER_WAY)


class Import(models.Model):
    """One file on its way in. Its bytes, and what stood in its cells, lie in a private folder and go with it.

    ``found`` is what ``measures.checked.to_keep`` tells, with ``refused`` where it was refused.
    """

    class State(models.TextChoices):
        BROUGHT = "brought", _("Brought")
        WAITING = "waiting", _("Waiting")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        CANCELED = "canceled", _("Thrown away")
        FAILED = "failed", _("Could not be checked")

    #: states in which its bytes are here, and those in which it can be checked, again with another mapping
    UNDER_WAY = (State.BROUGHT, State.WAITING, State.CHECKING, State.CHECKED, State.FAILED)
    CHECKABLE = (State.BROUGHT, State.CHECKED, State.FAILED)
    NEXT = {
        State.BROUGHT: [State.WAITING, State.CANCELED],
        State.WAITING: [State.CHECKING, State.CANCELED],
        State.CHECKING: [State.CHECKED, State.REFUSED, State.FAILED, State.CANCELED],
        State.CHECKED: [State.WAITING, State.ACCEPTED, State.CANCELED],
        State.ACCEPTED: [],
        State.REFUSED: [],
        State.CANCELED: [],
        State.FAILED: [State.WAITING, State.CANCELED],
    }

    schema = models.CharField(_("kind of records"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(help_text="bytes")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file as given")
    folder = models.CharField(max_length=64, unique=True, help_text="its private folder, gone once it is done with")
    mapping = models.ForeignKey(Mapping, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.BROUGHT)
    found = models.JSONField(default=dict, blank=True)
    trouble = models.TextField(blank=True, help_text="why it could not be checked, as the library says it")
    dataset = models.ForeignKey(Dataset, models.PROTECT, null=True, blank=True, related_name="+")
    brought_on = models.DateField(default=clock.today)
    waiting_since = models.DateTimeField(null=True, blank=True, help_text="when its check was asked for")

    objects = Imports.as_manager()
    rules_read = ("mapping", "dataset")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "file"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("records.file", args=[self.pk])
