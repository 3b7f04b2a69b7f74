"""Hold the meeting: open it, say who is there and who presides, take up item after item, adjourn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.gatherings import quorum
from commonbeat.gatherings.actions.agenda import report_back
from commonbeat.gatherings.models import AgendaItem, Attendance, Gathering, Motion, Ruling, Sitting, Undertaking
from commonbeat.people.actor import Actor
from commonbeat.people.charter import State
from commonbeat.people.models import Seat


@action("gatherings.open_meeting", facts=["presiding"])
def open_meeting(gathering: Gathering, *, by: Actor, presiding: Seat) -> Gathering:
    """Open the meeting, not before the hour that was announced; whoever presides is here."""
    if not gathering.has_begun:
        raise Refused(_("A meeting does not begin before the hour that was announced."))
    if not Seat.objects.held().filter(pk=presiding.pk, organization=gathering.organization).exists():
        raise Refused(_("Whoever presides holds a seat in the body that meets."))
    sitting = Sitting(presiding=presiding, opened_at=clock.now())
    sitting.full_clean()
    sitting.save()
    report_back(gathering)
    gathering.sitting = sitting
    gathering.full_clean()
    gathering.save()
    gathering.publishes = [_line(gathering, presiding, Attendance.State.PRESENT, sitting.opened_at)]
    return gathering


def _line(gathering: Gathering, seat: Seat, state: str, at: datetime, corrects: Attendance | None = None) -> Attendance:
    line = Attendance(gathering=gathering, seat=seat, state=state, at=at, corrects=corrects)
    line.full_clean()
    line.save()
    return line


@action("gatherings.attend", facts=["state", "seat"])
def attend(
    gathering: Gathering,
    *,
    by: Actor,
    states: Mapping[Seat, str],
    at: datetime | None = None,
    corrects: bool = False,
) -> list[Attendance]:
    """Note that seats came, left, are excused or absent, now or at a time since the meeting was opened.

    ``corrects``: what was noted last about each of these seats was wrong and does not count any more.
    """
    sitting, moment = gathering.sitting, at or clock.now()
    if moment > clock.now():
        raise Refused(_("That hour is still to come, or lies before the meeting was opened."))
    moment = max(moment, sitting.opened_at)
    known = quorum.attendance(gathering)
    lines = []
    for seat, state in states.items():
        if seat.organization_id != gathering.organization_id:
            raise Refused(_("Attendance is noted of the seats of the body that meets; residents are counted."))
        before = known.get(seat.pk)
        if before is None or before.state != state or corrects:
            lines.append(_line(gathering, seat, state, moment, before if corrects else None))
    if sitting.presiding_id and not quorum.is_here(quorum.attendance(gathering).get(sitting.presiding_id)):
        _hand_on(sitting, None)
    if not lines:
        raise Refused(_("Nothing changed."))
    return lines


@action("gatherings.preside", facts=["presiding"])
def preside(gathering: Gathering, *, by: Actor, presiding: Seat) -> Gathering:
    """Name who presides from now on: one of those who are here."""
    if not quorum.is_here(quorum.attendance(gathering).get(presiding.pk)):
        raise Refused(_("Whoever presides is in the room. Note that they are here first."))
    _hand_on(gathering.sitting, presiding)
    return gathering


def _hand_on(sitting: Sitting, presiding: Seat | None) -> None:
    sitting.presiding = presiding
    sitting.full_clean()
    sitting.save()


@action("gatherings.rule", facts=["question", "answer"])
def rule(gathering: Gathering, *, by: Actor, question: str, answer: str, because: str = "") -> Ruling:
    """State, for this meeting and in public, what the charter does not say."""
    charter = quorum.charter_of(gathering)
    if charter.read.state(quorum.RULE_OF[Ruling.Question(question)]) is State.SAID:
        raise Refused(_("The charter says this. Nobody can state it otherwise in a meeting."))
    known = {Ruling.Question.MAJORITY: list(quorum.MAJORITIES), Ruling.Question.RECUSED: ["yes", "no"]}
    number = answer.isdecimal() and 0 < int(answer[:4]) <= max(charter.seats().authorized, 1)
    if not (answer in known[question] if question in known else number):
        raise Refused(_("Choose one of the answers; a quorum is a number of members, not more than there are seats."))
    ruling = Ruling(gathering=gathering, question=question, answer=answer, because=because, by_seat=by.hat)
    ruling.full_clean()
    ruling.save()
    return ruling


@action("gatherings.take_up_item")
def take_up_item(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Put an item on the floor, or back on it. The one before has to be closed."""
    sitting = item.gathering.sitting
    if sitting.on_floor_id and sitting.on_floor_id != item.pk and sitting.on_floor.is_on_floor:
        raise Refused(_("Close the item that is on the floor first:"), waiting=[str(sitting.on_floor)])
    item.taken_up_at, item.closed_at = item.taken_up_at or clock.now(), None
    item.full_clean()
    item.save()
    sitting.on_floor = item
    sitting.full_clean()
    sitting.save()
    return item


@action("gatherings.close_item")
def close_item(item: AgendaItem, *, by: Actor) -> AgendaItem:
    """Move on. Not while something that was promised lacks a name or a date, or a motion is on the floor."""
    _refuse_loose_promises([item])
    undecided = Motion.objects.filter(item=item, state__in=[Motion.State.OPEN, Motion.State.UNCLEAR])
    if undecided.exists():
        raise Refused(_("A motion is on the floor. Call the roll, or let it be withdrawn:"), waiting=list(undecided))
    item.closed_at = clock.now()
    item.full_clean()
    item.save()
    return item


def _refuse_loose_promises(items: list[AgendaItem]) -> None:
    """Refused while something that was promised lacks a name or a date."""
    loose = [f"“{one}”" for one in Undertaking.objects.filter(item__in=items).without_name_or_date()]
    if loose:
        sentence = _("Before the chair moves on: who does this, and by when? Or say why it is no promise.")
        raise Refused(sentence, waiting=loose)


@action("gatherings.airtime")
def airtime(gathering: Gathering, *, by: Actor, side: str) -> Gathering:
    """Say who has the floor now, a resident, an official or nobody: the seconds of the one before are added up."""
    sitting = gathering.sitting
    _add_up(sitting)
    sitting.speaking, sitting.speaking_since = side, clock.now() if side else None
    sitting.full_clean()
    sitting.save()
    return gathering


def _add_up(sitting: Sitting) -> None:
    """The seconds that whoever has the floor has had it, put to their side."""
    if not sitting.speaking_since:
        return
    seconds = int((clock.now() - sitting.speaking_since).total_seconds())
    name = "residents_seconds" if sitting.speaking == Sitting.Side.RESIDENT else "officials_seconds"
    setattr(sitting, name, getattr(sitting, name) + max(seconds, 0))
    sitting.speaking, sitting.speaking_since = "", None


@action("gatherings.adjourn")
def adjourn(gathering: Gathering, *, by: Actor) -> Gathering:
    """End the meeting. What is on the floor goes no further; a motion without a roll-call stays undecided."""
    sitting, now = gathering.sitting, clock.now()
    _refuse_loose_promises(list(AgendaItem.objects.filter(gathering=gathering)))
    AgendaItem.objects.filter(gathering=gathering, closed_at=None).exclude(taken_up_at=None).update(closed_at=now)
    _add_up(sitting)
    sitting.adjourned_at = now
    sitting.full_clean()
    sitting.save()
    return gathering
