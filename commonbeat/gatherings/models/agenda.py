"""An agenda item: one thing that a meeting is to take up, in its order; anyone may propose one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Sealed, WordsField
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.matters.models import Input, Matter


class AgendaItems(models.QuerySet):
    """Words for reading agenda items."""

    def visible_to(self, actor: Any) -> AgendaItems:
        return self.filter(models.Exists(Gathering.objects.visible_to(actor).filter(pk=models.OuterRef("gathering"))))


class AgendaItem(Sealed):
    """What is taken up, what was noted about it, and where it came from."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        DISCUSSION = "discussion", _("Discussion")
        DECISION = "decision", _("Decision")
        HEARING = "hearing", _("Public comment")

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DISCUSSION)
    title = WordsField(_("item"))
    minutes_planned = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    closed_because = models.CharField(_("closed to the public because"), max_length=300, blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(Input, models.PROTECT, null=True, blank=True, related_name="+")
    notes = WordsField(_("minutes"), blank=True)

    objects = AgendaItems.as_manager()
    rules_read = ("gathering", "gathering__agency", "gathering__organization")
    root = "gathering"

    class Meta:
        ordering = ["gathering", "number"]
        verbose_name = "agenda item"
        constraints = [models.UniqueConstraint(fields=["gathering", "number"], name="one_item_per_number")]

    def __str__(self) -> str:
        return self.title.read()[0]

    @property
    def is_open_to_change(self) -> bool:
        """Until the agenda is posted, and its notes until they are approved."""
        return self.gathering.state == Gathering.State.DRAFT

    def content_to_seal(self) -> dict[str, Any]:
        names = ("gathering_id", "number", "kind", "title", "closed_because", "matter_id", "proposal_id", "notes")
        return {name: getattr(self, name) for name in names}
