"""What those who plan and those who read find around a meeting: bodies, places, promises made there, what was asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from commonbeat.frame.rules import may
from commonbeat.gatherings.models import Gathering, Promised
from commonbeat.matters.models import Commitment, Input
from commonbeat.people.models import Organization, Place


def bodies_that_meet(actor: Any) -> list[Organization]:
    """Bodies of which a meeting stands in the list."""
    own = Gathering.objects.visible_to(actor).filter(organization=OuterRef("pk"))
    return list(Organization.objects.visible_to(actor).filter(Exists(own)))


def places(actor: Any) -> list[Place]:
    """Every place of today."""
    return list(Place.objects.visible_to(actor).current())


def plans_for(actor: Any) -> list[Organization]:
    """Bodies for which the reader plans meetings."""
    if not actor.seats:
        return []
    rows = Organization.objects.visible_to(actor).select_related("appointed_by")
    return [one for one in rows if may("gatherings.plan", actor, one)]


def promises(gathering: Gathering, actor: Any) -> list[Commitment]:
    """What was promised in a meeting."""
    made = Promised.objects.filter(gathering=gathering).values("commitment")
    rows = Commitment.objects.visible_to(actor).filter(pk__in=made)
    return list(rows.select_related("matter__agency", "owner__organization"))


def asked(gathering: Gathering, actor: Any) -> list[Input]:
    """What people asked for this meeting and in it, with the replies."""
    if gathering.window_id is None:
        return []
    rows = Input.objects.visible_to(actor).filter(window=gathering.window_id).single()
    return list(rows.select_related("answer", "matter")[:100])
