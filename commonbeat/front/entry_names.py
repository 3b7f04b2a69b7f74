"""What numbers in the public log stand for, where it is public: seats by their title, meetings and items by theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame.text import brief
from commonbeat.gatherings.models import AgendaItem, Gathering
from commonbeat.ledger.models import Entry
from commonbeat.people.models import Seat


def of(entries: Iterable[Entry], actor: Any) -> dict[str, str]:
    """Label → name, such as "seat 8" → "Member at large, Police Board", for all that these entries name."""
    asked: dict[str, set[int]] = defaultdict(set)
    for label in {label for one in entries for label in _labels(one.said)}:
        kind, _space, number = label.rpartition(" ")
        if number.isdecimal():
            asked[kind].add(int(number))
    seats = Seat.objects.visible_to(actor).filter(pk__in=asked["seat"]).select_related("organization")
    meetings = Gathering.objects.visible_to(actor).filter(pk__in=asked["meeting"]).select_related("agency")
    items = AgendaItem.objects.visible_to(actor).filter(pk__in=asked["agenda item"])
    said = {f"seat {one.pk}": str(one) for one in seats}
    for one in meetings:
        about = {"number": one.pk, "title": one, "day": brief(one.day)}
        said[f"meeting {one.pk}"] = _("Meeting %(number)s: %(title)s, %(day)s") % about
    for item in items:
        said[f"agenda item {item.pk}"] = _("Agenda item no. %(number)s: %(title)s") % {"number": item.pk, "title": item}
    return said


def _labels(said: dict[str, Any]) -> Iterable[str]:
    """What one entry names: its subject, what was made, and each fact that is a name."""
    yield from (said["subject"], said.get("made", ""))
    for fact in said["facts"].values():
        yield from (one for one in (fact if isinstance(fact, list) else [fact]) if isinstance(one, str))
