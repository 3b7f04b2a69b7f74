"""Found the house, settle its set-up, open it to the public; give back access from the machine itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.ledger import record
from commonbeat.people.actions.persons import person_with
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Organization, PracticeStart, Seat

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
    clock.forget_zone()
    Seat.objects.create(organization=organization, role=Seat.Role.COORDINATOR, person=person_with(email))
    return agency


@action("people.settle", facts=["named", "witnesses"])
def settle(
    agency: Agency,
    *,
    by: Actor,
    values: Mapping[str, Any],
    named: Sequence[str],
    name: str = "",
    witnesses: int | None = None,
) -> Agency:
    """Settle part of the set-up; the log names which fields changed, not what is in them, and how many witnesses."""
    if set(values) != set(named) or not set(named) <= set(SETTINGS):
        raise Refused(_("These settings are not known."))
    if witnesses != (len(values["witnesses"]) if "witnesses" in values else None):
        raise Refused(_("Say how many witnesses there are: the public log shows it."))
    for field, value in values.items():
        setattr(agency, field, value)
    agency.full_clean()
    agency.save()
    clock.forget_zone()
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


@action("people.test_mail", facts=["worked"])
def test_mail(agency: Agency, *, by: Actor, worked: bool) -> Agency:
    """Record that a letter of trial went out, or that it did not."""
    agency.mail_tested_on = agency.today() if worked else None
    agency.full_clean()
    agency.save()
    return agency


@action("people.restore_access")
def restore_access(agency: Agency, *, by: Actor, email: str) -> Seat:
    """From the machine itself, when mail is down: seat a coordinator. The public log shows that it was done."""
    person, role = person_with(email), Seat.Role.COORDINATOR
    held = Seat.objects.held().filter(organization=agency.organization, role=role, person=person).first()
    seat = held or Seat(organization=agency.organization, role=role, person=person)
    seat.full_clean()
    seat.save()
    return seat
