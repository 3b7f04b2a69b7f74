"""Enter what was promised in a meeting that is over, as its minutes say: promised then, entered now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings.actions.docket import docket_of
from commonbeat.gatherings.models import Gathering, Promised
from commonbeat.matters.actions.commitments import new_promise
from commonbeat.matters.models import Commitment
from commonbeat.people.actor import Actor
from commonbeat.people.models import Seat


class Undertaken(NamedTuple):
    """What somebody said they would do, as a person has read it in the minutes."""

    words: Words
    owner: Seat
    due: date


@action("gatherings.enter_promises", facts=["due", "owner"])
def enter_promises(gathering: Gathering, *, by: Actor, promises: Sequence[Undertaken]) -> list[Commitment]:
    """Enter promises from old minutes, each confirmed by a person; what is due already is overdue at once.

    Whoever has the minutes of a meeting that only a calendar spoke for knows that it was held.
    """
    bodies = {gathering.organization_id, gathering.agency.organization_id}
    if any(one.owner.organization_id not in bodies for one in promises):
        raise Refused(_("A promise is made by a seat of the agency or of the body that met."))
    matter, day = docket_of(gathering.organization, by=by), gathering.day
    made = [new_promise(matter, one.words, one.owner, one.due, made_on=day) for one in promises]
    for promise in made:
        tie = Promised(gathering=gathering, commitment=promise)
        tie.full_clean()
        tie.save()
    if gathering.is_unconfirmed:
        gathering.confirmed_on = gathering.agency.today()
        gathering.full_clean()
        gathering.save()
    return made
