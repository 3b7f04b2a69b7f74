"""What the members of a body write to one another, where no seat of the agency reads."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.people.models import Organization, Seat


class MemberNotes(models.QuerySet):
    """Words for reading members' notes."""

    def visible_to(self, actor: Any) -> MemberNotes:
        """Those of the bodies in which the reader sits; nothing for whoever also holds a seat in the agency."""
        if actor.works_here:
            return self.none()
        return self.filter(organization__in=[seat.organization_id for seat in actor.seats])


class MemberNote(models.Model):
    """One note among members."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    words = models.TextField(_("your note"), max_length=4000)
    written_at = models.DateTimeField(default=clock.now)

    objects = MemberNotes.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "note among members"
