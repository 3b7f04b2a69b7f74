"""Say of meetings that a calendar was taken in for: they were held, or this one was not."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.gatherings.intake import digest_of
from commonbeat.gatherings.models import Gathering
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Organization


@action("gatherings.confirm_held", facts=["count", "digest"])
def confirm_held(
    organization: Organization, *, by: Actor, meetings: Sequence[int], count: int, digest: str
) -> Organization:
    """Say that these meetings of a body were held: one act, one entry with their number and the seal of their names."""
    rows = Gathering.objects.unconfirmed().filter(organization=organization, pk__in=meetings)
    names = list(rows.values_list("uid", flat=True))
    if not meetings or (count, digest) != (len(names), digest_of(names)) or count != len(meetings):
        raise Refused(_("Somebody said something of these meetings meanwhile, or none is chosen. Look again."))
    rows.update(confirmed_on=Agency.objects.get().today())
    return organization


@action("gatherings.say_not_held", facts=["day"])
def say_not_held(gathering: Gathering, *, by: Actor, because: str) -> Gathering:
    """Say that a meeting which a calendar has was not held, and why; it stays in every list, as canceled."""
    gathering.state, gathering.canceled_because = Gathering.State.CANCELED, because
    gathering.full_clean()
    gathering.save()
    return gathering
