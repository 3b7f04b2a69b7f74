"""A docket: the topic in which what is said and promised in one body's meetings goes the way of every other input."""

from __future__ import annotations

from django.db import models

from commonbeat.matters.models import Matter
from commonbeat.people.models import Organization


class Docket(models.Model):
    """Ties a body to its one standing topic of the kind "meetings".

    A question asked in the room and a recommendation are inputs of that topic, an action item is a promise of it:
    one clock, one list of what is owed, one thread. The agency has one too, for its forums.
    """

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="+")
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "docket"
