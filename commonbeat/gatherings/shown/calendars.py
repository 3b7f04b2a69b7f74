"""Meetings as calendar programs follow them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.gatherings import ics
from commonbeat.gatherings.languages import named
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown.meetings import ALL, Wanted, meetings
from commonbeat.people.models import Agency, Organization, Place

#: how long a meeting that is over stays in a calendar that is followed
BACK = timedelta(days=366)


def file(actor: Any, agency: Agency, wanted: Wanted, at: str, absolute: Callable[[str], str]) -> bytes:
    """The calendar of what is wanted, a year back and all that is to come; recorded activities are no dates to keep."""
    rows = meetings(actor, Wanted(ALL, wanted.body, wanted.place, wanted.kind, wanted.language, wanted.meeting))
    rows = rows.exclude(kind=Gathering.Kind.ACTIVITY, window=None)
    rows = rows.filter(window__isnull=False) if not wanted.meeting else rows
    rows = rows.filter(starts_at__gt=clock.now() - BACK) if not wanted.meeting else rows
    return ics.calendar(name(actor, agency, wanted), at, agency.zone, list(_meetings(rows, absolute)))


def name(actor: Any, agency: Agency, wanted: Wanted) -> str:
    """What a calendar is called: who meets, where, in which language."""
    body = Organization.objects.visible_to(actor).filter(pk=wanted.body).first() if wanted.body else agency
    place = Place.objects.visible_to(actor).filter(pk=wanted.place).first() if wanted.place else None
    told = [str(body or agency), *([str(place)] if place else [])]
    told += [named(wanted.language)] if wanted.language else []
    return _("Meetings: %(whose)s") % {"whose": ", ".join(told)}


def _meetings(rows: Iterable[Gathering], absolute: Callable[[str], str]) -> Iterable[ics.Meeting]:
    for one in rows:
        title, language, _by = one.title.read()
        yield ics.Meeting(
            uid=one.uid,
            sequence=one.sequence,
            changed=one.changed_at,
            starts=one.starts_at,
            ends=one.ends_at,
            title=title,
            language=language,
            address=absolute(one.get_absolute_url()),
            about="\n\n".join(filter(None, (one.canceled_because or one.moved_because, one.about.read()[0]))),
            location=one.location,
            link=one.link,
            canceled=one.is_canceled,
            categories=[str(one.get_kind_display())],
        )
