"""Who outside the agency is sent the newest seal of the public log, and when the last letter went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from commonbeat.frame.models import Letter
from commonbeat.people.models import Agency, Seat

#: how the occasion of a letter with the newest seal begins
OCCASION = "head "


@dataclass(frozen=True)
class Witnesses:
    """The seats whose holders are written to, how many others there are, and when a letter last went out."""

    seats: list[Seat]
    others: int
    sent_at: datetime | None


def witnesses(agency: Agency | None) -> Witnesses:
    """Two queries. Addresses are not told: a witness outside every seat is only counted."""
    addresses = set(agency.witnesses) if agency else set()
    seats = list(Seat.objects.held().outside().filter(person__email__in=addresses).select_related("organization"))
    known = set(Seat.objects.held().filter(person__email__in=addresses).values_list("person__email", flat=True))
    last = Letter.objects.filter(occasion__startswith=OCCASION).aggregate(last=Max("sent_at"))["last"]
    return Witnesses(seats, len(addresses - known), last)
