"""Areas that are spoken of today, and those that only an old calendar names: nobody promised a meeting there."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from commonbeat.gatherings.models import Cadence, Gathering
from commonbeat.people.models import Place

#: so many names stand in one sentence
FEW = 5


def told(actor: Any) -> QuerySet[Place]:
    """Every area, each with whether it is ``only_in_calendar``: taken in with a calendar, and of nothing since.

    Whoever plans a meeting there, says how often one is to be, or describes the area, makes it one of today.
    """
    rows = Gathering.objects.visible_to(actor).filter(place=OuterRef("pk"))
    shared = Gathering.also_for.through.objects.filter(place=OuterRef("pk"), gathering__intake__isnull=False)
    taken_in = Exists(rows.filter(intake__isnull=False)) | Exists(shared)
    lived = Exists(rows.filter(intake=None)) | Exists(Cadence.objects.visible_to(actor).filter(place=OuterRef("pk")))
    plain = Q(population=None, shape__isnull=True)
    return Place.objects.visible_to(actor).annotate(only_in_calendar=Q(taken_in & ~lived) & plain)


def named(places: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(places) - FEW
    if more < 2:
        return "; ".join(places)
    return _("%(names)s and %(n)s more") % {"names": "; ".join(places[:FEW]), "n": more}
