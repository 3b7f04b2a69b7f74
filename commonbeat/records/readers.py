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
    held = Seat.objects.held()
    own = held.filter(organization__kind=Organization.Kind.AGENCY).values("person")
    kinds = (Organization.Kind.BOARD, Organization.Kind.GOVERNMENT)
    seats = held.filter(organization__kind__in=kinds, role__in=Seat.CHECKING).exclude(person__in=own)
    return seats.select_related("organization", "person")
