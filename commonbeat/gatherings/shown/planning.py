"""What those who plan and those who read find around a meeting: bodies, places, promises made there, what was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from commonbeat.frame import clock
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


def at_work(actor: Any) -> list[tuple[Organization, list[Gathering]]]:
    """For each body in which the reader sits, or for which they plan: what is prepared, runs, or waits for its minutes.

    Bodies that have something to do come first. A meeting of yesterday that nobody has opened is still among them.
    """
    seats = {seat.organization_id: seat.organization for seat in actor.seats}
    bodies = seats | {one.pk: one for one in plans_for(actor)}
    unopened = Q(sitting=None, starts_at__gt=clock.now() - timedelta(days=1))
    unfinished = Q(sitting__isnull=False, sitting__minutes_on=None)
    rows = Gathering.objects.visible_to(actor).filter(unopened | unfinished, organization__in=bodies)
    rows = rows.exclude(state=Gathering.State.CANCELED).exclude(kind=Gathering.Kind.ACTIVITY)
    held: dict[int, list[Gathering]] = {number: [] for number in bodies}
    for one in rows.select_related(*Gathering.rules_read).order_by("starts_at", "pk"):
        held[one.organization_id].append(one)
    return sorted(((body, held[number]) for number, body in bodies.items()), key=lambda one: (not one[1], one[0].name))


def promises(gathering: Gathering, actor: Any) -> list[Commitment]:
    """What was promised in a meeting."""
    made = Promised.objects.filter(gathering=gathering).values("commitment")
    rows = Commitment.objects.visible_to(actor).filter(pk__in=made)
    return list(rows.select_related("matter__agency", "owner__organization"))


def made_in(promise: Commitment, actor: Any) -> Gathering | None:
    """The meeting in which a promise was made; None where it was made elsewhere."""
    tied = Promised.objects.filter(commitment=promise).values("gathering")
    return Gathering.objects.visible_to(actor).select_related("agency").filter(pk__in=tied).first()


def asked(gathering: Gathering, actor: Any) -> list[Input]:
    """What people asked for this meeting and in it, with the replies."""
    if gathering.window_id is None:
        return []
    rows = Input.objects.visible_to(actor).filter(window=gathering.window_id).single()
    return list(rows.select_related("answer", "matter")[:100])
