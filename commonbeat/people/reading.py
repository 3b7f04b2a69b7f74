"""Reads that pages share. They start from what the actor may see, or from a secret that the reader holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef

from commonbeat.frame import clock
from commonbeat.people.actions import INVITATION_DAYS, digest
from commonbeat.people.models import Giver, Invitation, Organization, Person, Seat


def seats(actor: Any) -> Any:
    """All seats with their organization, current ones first in each, and whether an invitation is on its way."""
    rows = Seat.objects.visible_to(actor).select_related("organization")
    waiting = Invitation.objects.filter(seat=OuterRef("pk"), accepted_at=None)
    return rows.annotate(invited=Exists(waiting)).order_by("organization__kind", "organization__name", "-until", "pk")


def organization_seats(organization: Organization, actor: Any) -> list[Seat]:
    return list(seats(actor).filter(organization=organization))


def invitation(seat: Seat, secret: str) -> Invitation | None:
    """The open invitation that this secret belongs to."""
    since = clock.now() - timedelta(days=INVITATION_DAYS)
    rows = Invitation.objects.filter(seat=seat, secret=digest(secret), accepted_at=None, sent_at__gte=since)
    return rows.select_related("seat__organization").first() if secret and not seat.person_id else None


def has_account(email: str) -> bool:
    """Whether somebody can sign in with this address. Asked only for whoever holds an invitation to it."""
    return Person.objects.filter(email__iexact=email).exists()


def claimable(actor: Any) -> int:
    """In how many topics this browser holds return words that the signed-in person can add to their account."""
    own = Giver.objects.filter(person=actor.person).values("topic")
    rows = Giver.objects.visible_to(actor).filter(person=None, organization=None).exclude(topic__in=own)
    return rows.values("topic").distinct().count()


def confirmed(person: Person) -> bool:
    """Whether a code has reached the person's address."""
    return EmailAddress.objects.filter(user=person, verified=True).exists()
