"""An agenda item: one thing that a meeting is to take up, in its order; anyone may propose one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonbeat.frame.text import Sealed, WordsField
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.matters.models import Input, Matter
from commonbeat.people.models import Organization


class AgendaItems(models.QuerySet):
    """Words for reading agenda items."""

    def visible_to(self, actor: Any) -> AgendaItems:
        """What is posted or in the minutes; what is still being prepared is for the body that prepares it."""
        rows = self.filter(models.Exists(Gathering.objects.visible_to(actor).filter(pk=models.OuterRef("gathering"))))
        seats = [seat.organization_id for seat in actor.seats]
        own = models.Q(gathering__organization__in=seats) | models.Q(gathering__organization__appointed_by__in=seats)
        return rows.filter(~models.Q(posted_at=None) | ~models.Q(minuted_on=None) | own)

    def posted(self) -> AgendaItems:
        return self.exclude(posted_at=None)


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
    version = models.PositiveIntegerField(default=0, help_text="of the minutes: one more with each save")
    reports_back = models.BooleanField(default=False, help_text="what was promised last time; the program makes it")
    posted_at = models.DateTimeField(null=True, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minuted_on = models.DateField(null=True, blank=True, help_text="when its minutes became public")

    objects = AgendaItems.as_manager()
    rules_read = (
        "gathering",
        "gathering__agency__organization",
        "gathering__organization__appointed_by",
        "gathering__sitting",
        "matter",
    )
    root = "gathering"

    class Meta:
        ordering = ["gathering", "number"]
        verbose_name = "agenda item"
        constraints = [models.UniqueConstraint(fields=["gathering", "number"], name="one_item_per_number")]

    def __str__(self) -> str:
        return self.title.read()[0]

    def get_absolute_url(self) -> str:
        """In the minutes once these are public, until then on the agenda."""
        page = "gatherings.minutes" if self.minuted_on else "gatherings.agenda"
        return f"{reverse(page, args=[self.gathering_id])}#item-{self.number}"

    @property
    def organization(self) -> Organization:
        return self.gathering.organization

    @property
    def is_open_to_change(self) -> bool:
        """While it is being prepared; its notes until the minutes are public."""
        return self.posted_at is None and self.minuted_on is None

    @property
    def is_on_floor(self) -> bool:
        return self.taken_up_at is not None and self.closed_at is None

    def content_to_seal(self) -> dict[str, Any]:
        """What was posted; from the day on which they are public, the minutes too."""
        names = ("gathering_id", "number", "kind", "title", "closed_because", "matter_id", "proposal_id")
        said = {name: getattr(self, name) for name in names}
        return said | ({"notes": self.notes} if self.minuted_on else {})
