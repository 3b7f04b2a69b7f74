"""What happened with meetings, as news: announced, moved, called off, agenda posted, minutes approved.

A calendar that is taken in is no news, however many meetings stand in it; what is done here with one of them is.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame.text import brief, moment
from commonbeat.front.news_item import Item
from commonbeat.gatherings.models import Gathering, Posting


def of_meetings(actor: Any, most: int) -> list[Item]:
    """All of it, each kind from its newest."""
    rows = Gathering.objects.visible_to(actor).filter(entered_on=None).select_related("agency", "organization")
    kinds = (announced, moved, called_off, approved)
    return [item for kind in kinds for item in kind(rows, most)] + agendas(actor, most)


def announced(rows: QuerySet, most: int) -> list[Item]:
    """From the day on which it was announced, with the hour and place that hold now; a recorded activity never was."""
    fresh = (
        rows.exclude(announced_on=None)
        .filter(intake=None, window__isnull=False)
        .order_by("-announced_on", "-pk")[:most]
    )
    return [
        Item(
            "meeting",
            one.pk,
            one.announced_on,
            _("Meeting announced: %(meeting)s, %(when)s") % {"meeting": one, "when": _when(one)},
            " · ".join(filter(None, [str(one.organization), one.location])),
            one.get_absolute_url(),
            *one.about.read()[:2],
        )
        for one in fresh
    ]


def moved(rows: QuerySet, most: int) -> list[Item]:
    """Each move is news of its own, until the next one."""
    fresh = rows.filter(state=Gathering.State.ANNOUNCED).exclude(moved_because="").order_by("-changed_at")[:most]
    return [_changed(one, "moved", _("Meeting moved: %(meeting)s, now %(when)s"), one.moved_because) for one in fresh]


def called_off(rows: QuerySet, most: int) -> list[Item]:
    fresh = rows.filter(state=Gathering.State.CANCELED).order_by("-changed_at")[:most]
    return [
        _changed(one, "canceled", _("Meeting canceled: %(meeting)s, %(when)s"), one.canceled_because) for one in fresh
    ]


def _changed(one: Gathering, kind: str, title: str, because: str) -> Item:
    """What was done with a meeting since it was announced; calendars know the change by the same number."""
    return Item(
        f"{kind}-{one.sequence}",
        one.pk,
        one.agency.local(one.changed_at).date(),
        title % {"meeting": one, "when": _when(one)},
        str(one.organization),
        one.get_absolute_url(),
        because,
    )


def approved(rows: QuerySet, most: int) -> list[Item]:
    """Minutes that the body has approved."""
    fresh = rows.exclude(sitting__approved_on=None).select_related("sitting").order_by("-sitting__approved_on", "-pk")
    return [
        Item(
            "minutes",
            one.pk,
            one.sitting.approved_on,
            _("Minutes approved: %(meeting)s of %(day)s") % {"meeting": one, "day": brief(one.day)},
            str(one.organization),
            reverse("gatherings.minutes", args=[one.pk]),
        )
        for one in fresh[:most]
    ]


def agendas(actor: Any, most: int) -> list[Item]:
    """Each posting of an agenda, the first and those that add to it."""
    rows = Posting.objects.visible_to(actor).select_related("gathering__agency", "gathering__organization")
    return [
        Item(
            "agenda",
            one.pk,
            one.gathering.agency.local(one.posted_at).date(),
            _("Agenda posted: %(meeting)s, %(when)s") % {"meeting": one.gathering, "when": _when(one.gathering)},
            ngettext("%(n)s item.", "%(n)s items.", len(one.items)) % {"n": len(one.items)},
            reverse("gatherings.agenda", args=[one.gathering_id]),
        )
        for one in rows.order_by("-posted_at", "-pk")[:most]
    ]


def _when(one: Gathering) -> str:
    return moment(one.starts)
