"""What is said in the room: a promise that still lacks a name or a date, and a correction of minutes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed, WordsField
from commonbeat.gatherings.models.agenda import AgendaItem
from commonbeat.gatherings.models.motion import OnItem
from commonbeat.matters.models import Commitment
from commonbeat.people.models import Seat


class Undertakings(OnItem):
    """Words for reading what was said that somebody will do."""

    def without_name_or_date(self) -> Undertakings:
        """Neither a promise yet nor let go."""
        return self.filter(commitment=None, let_go_because="")


class Undertaking(models.Model):
    """What somebody in the room said they will do. Until it has an owner and a date its item stays open.

    Then it is a promise like any other. ``let_go_because``: it was not meant as one, and the minutes say why.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    words = models.CharField(_("what was promised"), max_length=300)
    owner = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, blank=True, related_name="+")
    let_go_because = models.CharField(_("why it is no promise"), max_length=300, blank=True)

    objects = Undertakings.as_manager()
    rules_read = (
        "item__gathering__organization__appointed_by",
        "item__gathering__agency__organization",
        "item__gathering__sitting",
        "item__matter",
        "owner__organization",
    )
    root = "item__gathering"

    class Meta:
        ordering = ["pk"]
        verbose_name = "noted promise"

    def __str__(self) -> str:
        return self.words

    @property
    def gathering(self) -> Any:
        return self.item.gathering

    @property
    def organization(self) -> Any:
        return self.gathering.organization

    @property
    def is_open(self) -> bool:
        """Whether it lacks a name or a date, and was not let go."""
        return self.commitment_id is None and not self.let_go_because


class Correction(Sealed):
    """Minutes of an item as they stood before, and why they were changed; ``late`` where they had been approved."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    before = WordsField(_("as it stood before"), blank=True)
    because = models.CharField(_("why"), max_length=300)
    late = models.BooleanField(default=False)
    by_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    objects = OnItem.as_manager()
    root = "item__gathering"

    class Meta:
        ordering = ["pk"]
        verbose_name = "correction"

    def content_to_seal(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("item_id", "before", "because", "late", "by_seat_id", "on")}
