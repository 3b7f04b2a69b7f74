"""Meetings of a calendar that was taken in, of which nobody has said whether they were held."""

from __future__ import annotations

from typing import Any

from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import by_month, planning
from commonbeat.gatherings.shown.by_month import Stretch
from commonbeat.people.models import Agency, Organization

#: as many as one page shows to be confirmed together
MOST = 400


def newest(actor: Any, organization: Organization) -> dict[str, Any]:
    """Which are looked at where nothing is chosen: those of the newest month, as the form takes it."""
    rows = Gathering.objects.visible_to(actor).unconfirmed().filter(organization=organization)
    last = rows.select_related("agency").order_by("-starts_at").first()
    month = f"{last.day:%Y-%m}" if last else ""
    return {"kind": last.kind, "first": month, "last": month} if last else {}


def wanted(actor: Any, agency: Agency, organization: Organization, chosen: dict[str, Any]) -> list[Gathering]:
    """The meetings of a body that are asked for, one more than a page shows where they are more."""
    last = by_month.end_of_month(chosen["last"])
    rows = by_month.of(actor, agency, Stretch(chosen["kind"], "", chosen["first"], last)).unconfirmed()
    rows = rows.filter(organization=organization).select_related("agency", "place").prefetch_related("also_for")
    rows = rows.in_place(chosen["place"]) if chosen["place"] else rows
    return list(rows[: MOST + 1])


def bodies(actor: Any) -> list[Organization]:
    """Those for which the actor can say it, and of which something waits to be said."""
    own = planning.plans_for(actor)
    rows = Gathering.objects.visible_to(actor).unconfirmed().filter(organization__in=own).order_by()
    waiting = set(rows.values_list("organization", flat=True)) if own else set()
    return [one for one in own if one.pk in waiting]
