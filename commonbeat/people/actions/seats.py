"""Organizations and their seats: add, grant, accept, end."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.people import letters
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Charter, Invitation, Organization, Seat

INVITATION_DAYS = 30


@action("people.add_organization", facts=["kind"])
def add_organization(
    agency: Agency, *, by: Actor, name: str, kind: str, about: str = "", appointed_by: Organization | None = None
) -> Organization:
    """Add a board, an office or a partner."""
    if kind == Organization.Kind.AGENCY:
        raise Refused(_("There is one agency in a house."))
    made = Organization(name=name, kind=kind, about=about, appointed_by=appointed_by)
    made.full_clean()
    made.save()
    return made


@action("people.invite_first", facts=["role"])
def invite_first(
    agency: Agency, *, by: Actor, organization: Organization, role: str, email: str, secret: str, title: str = ""
) -> Invitation:
    """Invite the first seat outside the agency, a clerk or a board's chair: while none has ever been taken up."""
    if organization.is_agency:
        raise Refused(_("The first outside seat cannot be in the agency."))
    if Seat.objects.held().filter(organization__kind=Organization.Kind.AGENCY, person__email__iexact=email).exists():
        raise Refused(_("This person holds a seat in the agency. Invite somebody who is outside it."))
    return invite(by, Seat(organization=organization, role=role, title=title), email, secret)


@action("people.grant_seat", facts=["role"])
def grant_seat(
    organization: Organization,
    *,
    by: Actor,
    role: str,
    email: str,
    secret: str,
    title: str = "",
    kind: str = "",
    term_ends: date | None = None,
) -> Invitation:
    """Grant a seat: its future holder gets a link, and holds the seat once they accept."""
    if organization.is_agency != (role in Seat.AGENCY_ROLES):
        raise Refused(_("This role does not belong to this organization."))
    return invite(
        by, Seat(organization=organization, role=role, title=title, kind=kind, term_ends=term_ends), email, secret
    )


def invite(by: Actor, seat: Seat, email: str, secret: str) -> Invitation:
    """Save a seat, and the offer of it. Refused where the body's charter knows no seat of this kind."""
    charter = Charter.objects.of(seat.organization)
    if seat.kind and (charter is None or charter.read.kind(seat.kind) is None):
        raise Refused(_("The charter of this body knows no seat of this kind."))
    seat.full_clean()
    seat.save()
    invitation = Invitation(seat=seat, sent_by=by.hat, email=email, secret=digest(secret))
    invitation.full_clean()
    invitation.save()
    letters.invitation(invitation, secret)
    return invitation


def new_secret() -> str:
    """The secret part of an invitation's link."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """What is stored of an invitation's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@action("people.accept_seat")
def accept_seat(seat: Seat, *, by: Actor, secret: str) -> Seat:
    """Take the seat that an invitation offers, once, within 30 days."""
    invitation = Invitation.objects.select_for_update().filter(seat=seat, secret=digest(secret)).first()
    too_old = invitation and invitation.sent_at + timedelta(days=INVITATION_DAYS) < clock.now()
    if invitation is None or invitation.accepted_at or too_old or seat.person_id:
        raise Refused(_("This invitation has been used or has run out. Ask for a new one."))
    if by.person.email.lower() != invitation.email.lower():
        raise Refused(_("This invitation went to another address. Sign in with the address that it was sent to."))
    invitation.accepted_at = clock.now()
    invitation.save()
    seat.person, seat.since = by.person, clock.today()
    seat.full_clean()
    seat.save()
    if not seat.organization.is_agency and seat.role in Seat.CHECKING:
        Agency.objects.filter(first_outside_on=None).update(first_outside_on=seat.since)
    return seat


@action("people.end_seat", facts=["until"])
def end_seat(seat: Seat, *, by: Actor, until: date) -> Seat:
    """End a seat on a day; what was done in it stays."""
    seat.until = until
    seat.full_clean()
    seat.save()
    return seat
