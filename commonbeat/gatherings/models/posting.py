"""A posting: the agenda as it was put before the public, and when."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonbeat.frame import clock
from commonbeat.frame.text import Sealed
from commonbeat.gatherings.models import kinds
from commonbeat.gatherings.models.gathering import Gathering
from commonbeat.gatherings.models.sitting import InMeeting


class Posting(Sealed):
    """What stood on the agenda at a moment: the meeting's time and place and its items. A later one adds to it.

    The entry in the public log tells the day; the moment itself is among the words that the entry commits to.
    """

    Sort = kinds.Sort

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="+")
    sort = models.CharField(_("which sort of meeting"), max_length=20, choices=Sort.choices, default=Sort.REGULAR)
    also_at = models.CharField(_("where else it hangs"), max_length=300, blank=True)
    posted_at = models.DateTimeField(default=clock.now)
    starts_at = models.DateTimeField()
    location = models.CharField(max_length=300, blank=True)
    items = models.JSONField(default=list, help_text="number and title of each item, as posted")

    objects = InMeeting.as_manager()
    root = "gathering"

    class Meta:
        ordering = ["posted_at", "pk"]
        verbose_name = "posting"

    @property
    def still_holds(self) -> bool:
        """Whether it says the hour and the place at which the meeting is to be held now."""
        return (self.starts_at, self.location) == (self.gathering.starts_at, self.gathering.location)

    def content_to_seal(self) -> dict[str, Any]:
        names = ("gathering_id", "sort", "also_at", "posted_at", "starts_at", "location", "items")
        return {name: getattr(self, name) for name in names}
