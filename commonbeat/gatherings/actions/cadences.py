"""Say how often a body meets, or meets in a place, so that a silent month is seen; and end it openly."""

from __future__ import annotations

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.gatherings.models import Cadence
from commonbeat.people.actor import Actor
from commonbeat.people.models import Organization, Place


@action("gatherings.set_cadence", facts=["kind", "every_months"])
def set_cadence(
    organization: Organization, *, by: Actor, kind: str, every_months: int, place: Place | None = None
) -> Cadence:
    """From this month on a meeting of this kind is held every so many months, in a place where one is named."""
    made = Cadence(organization=organization, place=place, kind=kind, every_months=every_months)
    made.full_clean()
    made.save()
    return made


@action("gatherings.end_cadence", facts=["until"])
def end_cadence(cadence: Cadence, *, by: Actor) -> Cadence:
    """From today on no more is owed by this cadence; what it was stays readable."""
    cadence.until = clock.today()
    cadence.full_clean()
    cadence.save()
    return cadence
