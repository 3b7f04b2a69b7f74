"""Who can read cases: for the agency, and from outside."""

from __future__ import annotations

from django.db.models import QuerySet

from commonbeat.people.models import Agency, Organization, Seat


def inside(agency: Agency) -> QuerySet[Seat]:
    """Seats of the agency's own people."""
    held = Seat.objects.held(agency.today()).filter(organization=agency.organization_id, role__in=Seat.AGENCY_ROLES)
    return held.select_related("organization", "person")


def outside() -> QuerySet[Seat]:
    """Seats of boards and offices, whose holders have none in the agency as well."""
    kinds = (Organization.Kind.BOARD, Organization.Kind.GOVERNMENT)
    seats = Seat.objects.held().of_outsiders().filter(organization__kind__in=kinds)
    return seats.select_related("organization", "person")
