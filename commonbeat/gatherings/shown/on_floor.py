"""The forms that stand under the item on the floor."""

from __future__ import annotations

from typing import Any

from commonbeat.gatherings.forms.minuting import CompleteForm, UndertakingForm
from commonbeat.gatherings.forms.room import MotionForm, RecuseForm, RollForm, SecondForm
from commonbeat.gatherings.models import AgendaItem, Gathering, Motion
from commonbeat.gatherings.quorum import Room
from commonbeat.gatherings.shown.meeting import to_approve
from commonbeat.people.models import Seat


def owners(gathering: Gathering) -> Any:
    """Seats that can promise something in this meeting: the agency's and those of the body."""
    bodies = [gathering.agency.organization_id, gathering.organization_id]
    seats = Seat.objects.held().filter(organization__in=bodies)
    return seats.select_related("organization").order_by("organization__kind", "role", "pk")


def forms(gathering: Gathering, item: AgendaItem, now: Room, actor: Any) -> dict[str, Any]:
    """Every form of the item on the floor, by the name under which the page shows it."""
    seats = owners(gathering)
    motion = next((one for one in item.motions if one.state in (Motion.State.OPEN, Motion.State.UNCLEAR)), None)
    for said in item.undertakings:
        if said.is_open:
            given = {"words": said.words, "owner": said.owner, "due": said.due}
            said.form = CompleteForm(seats=seats, initial=given, auto_id=f"id_{said.pk}_%s")
    return {
        "promise_form": UndertakingForm(seats=seats, auto_id="id_promise_%s"),
        "motion_form": motion_form(gathering, now),
        "recuse_form": RecuseForm(seats=now.free, auto_id="id_recuse_%s"),
        "motion": motion,
        "roll": roll(motion, now) if motion else None,
        "second_form": SecondForm(seats=now.free, auto_id="id_second_%s"),
    }


def motion_form(gathering: Gathering, now: Room, data: Any = None) -> MotionForm:
    """A motion by those who are here and not recused."""
    approvable = to_approve(gathering)
    return MotionForm(data, seats=now.free, voting=now.voting, minutes=approvable, auto_id="id_motion_%s")


def roll(motion: Motion, now: Room, data: Any = None) -> RollForm:
    """The roll of a motion: who may vote, with what they said before where it is called again."""
    said = {vote.seat_id: vote for vote in motion.roll}
    seats = [seat for seat in now.voting if seat in now.free or (seat.pk in said and seat not in now.recused)]
    return RollForm(data, motion=motion, seats=seats, nominees=motion.nominees, said=said)
