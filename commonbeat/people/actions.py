"""The verbs of the room: found the house, settle its set-up, grant and accept seats, name places, leave."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.people import letters
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Giver, Invitation, Organization, Person, Place, PracticeStart, Seat

INVITATION_DAYS = 30
#: what the coordinator may settle on the first day and change later
SETTINGS = [
    "state",
    "time_zone",
    "languages",
    "retention_years",
    "retention_rule",
    "complaint_door",
    "tips_door",
    "repairs_door",
    "backup_place",
    "witnesses",
    "mail_tested_on",
    "steps_done",
]


@action("people.found", facts=["name", "demo"])
def found(nothing: None, *, by: Actor, name: str, email: str, demo: bool) -> Agency:
    """The first act of every house: the agency and its first coordinator. "demo" is sealed here for good."""
    if Agency.objects.exists() or record.head() is not None:
        raise Refused(_("This house is already founded."))
    organization = Organization(name=name, kind=Organization.Kind.AGENCY)
    organization.full_clean()
    organization.save()
    agency = Agency(organization=organization)
    agency.full_clean()
    agency.save()
    Seat.objects.create(organization=organization, role=Seat.Role.COORDINATOR, person=person_with(email))
    return agency


def person_with(email: str, name: str = "") -> Person:
    """The person with this address, new where there was none."""
    known = Person.objects.filter(email__iexact=email).first()
    if known:
        return known
    person = Person(email=email.lower(), name=name)
    person.full_clean()
    person.save()
    return person


@action("people.settle", facts=["named"])
def settle(agency: Agency, *, by: Actor, values: Mapping[str, Any], named: Sequence[str], name: str = "") -> Agency:
    """Settle part of the set-up; the log names which fields changed, not what is in them."""
    if set(values) != set(named) or not set(named) <= set(SETTINGS):
        raise Refused(_("These settings are not known."))
    for field, value in values.items():
        setattr(agency, field, value)
    agency.full_clean()
    agency.save()
    if name:
        agency.organization.name = name
        agency.organization.full_clean()
        agency.organization.save()
    return agency


@action("people.start_practice", facts=["code", "state", "planned_from"])
def start_practice(
    agency: Agency, *, by: Actor, code: str, state: str, reason: str = "", planned_from: date | None = None
) -> PracticeStart:
    """Say where the agency starts on one of the nineteen practices, with the reason."""
    started = PracticeStart.objects.filter(agency=agency, code=code).first() or PracticeStart(agency=agency, code=code)
    started.state, started.reason, started.planned_from = state, reason, planned_from
    started.full_clean()
    started.save()
    return started


@action("people.publish_agency")
def publish_agency(agency: Agency, *, by: Actor) -> Agency:
    """End the private rehearsal: from now on everybody can read."""
    agency.published_on = agency.today()
    agency.full_clean()
    agency.save()
    return agency


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
    """During the rehearsal, invite the first seat outside the agency: a clerk or a board's chair."""
    if organization.is_agency:
        raise Refused(_("The first outside seat cannot be in the agency."))
    return _invite(organization, role, email, secret, title)


@action("people.grant_seat", facts=["role"])
def grant_seat(
    organization: Organization, *, by: Actor, role: str, email: str, secret: str, title: str = ""
) -> Invitation:
    """Grant a seat: its future holder gets a link, and holds the seat once they accept."""
    if organization.is_agency != (role in Seat.AGENCY_ROLES):
        raise Refused(_("This role does not belong to this organization."))
    return _invite(organization, role, email, secret, title)


def _invite(organization: Organization, role: str, email: str, secret: str, title: str) -> Invitation:
    seat = Seat(organization=organization, role=role, title=title)
    seat.full_clean()
    seat.save()
    invitation = Invitation(seat=seat, email=email, secret=digest(secret))
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
    invitation.accepted_at = clock.now()
    invitation.save()
    seat.person, seat.since = by.person, clock.today()
    seat.full_clean()
    seat.save()
    return seat


@action("people.end_seat", facts=["until"])
def end_seat(seat: Seat, *, by: Actor, until: date) -> Seat:
    """End a seat on a day; what was done in it stays."""
    seat.until = until
    seat.full_clean()
    seat.save()
    return seat


@action("people.add_place", facts=["kind"])
def add_place(agency: Agency, *, by: Actor, kind: str, name: str, since: date) -> Place:
    """Name a beat, district, ward or neighborhood."""
    place = Place(kind=kind, name=name, since=since)
    place.full_clean()
    place.save()
    return place


@action("people.end_place", facts=["until"])
def end_place(place: Place, *, by: Actor, until: date) -> Place:
    """End a place's validity; topics that refer to it keep its name."""
    place.until = until
    place.full_clean()
    place.save()
    return place


@action("people.change_name")
def change_name(person: Person, *, by: Actor, name: str, language: str) -> Person:
    """Change one's own name and language."""
    person.name, person.language = name, language
    person.full_clean()
    person.save()
    return person


@action("people.delete_me")
def delete_me(person: Person, *, by: Actor) -> None:
    """Delete one's own account: seats end, what was given stays without a link to the person."""
    if Seat.objects.held().filter(person=person, role__in=[Seat.Role.COORDINATOR]).exists():
        raise Refused(_("Hand over your role as coordinator first, so that the house is not left alone."))
    for seat in Seat.objects.held().filter(person=person):
        seat.until = max(seat.since, clock.today())
        seat.full_clean()
        seat.save()
    Giver.objects.filter(person=person).update(person=None, email="", email_confirmed=False)
    person.delete()


@action("people.restore_access")
def restore_access(agency: Agency, *, by: Actor, email: str) -> Seat:
    """From the machine itself, when mail is down: seat a coordinator. The public log shows that it was done."""
    seat = Seat(organization=agency.organization, role=Seat.Role.COORDINATOR, person=person_with(email))
    seat.full_clean()
    seat.save()
    return seat
