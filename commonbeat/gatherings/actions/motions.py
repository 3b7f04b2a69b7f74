"""Recuse, move, second, call the roll; elections. No seat that is recused decides, and no body without its quorum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import quorum
from commonbeat.gatherings.models import AgendaItem, Gathering, Motion, Nomination, Recusal, RollVote
from commonbeat.gatherings.quorum import Room
from commonbeat.people.actor import Actor
from commonbeat.people.charter import Answer, carries
from commonbeat.people.models import Seat

Said, State = RollVote.Said, Motion.State


@dataclass(frozen=True)
class Spoken:
    """What one seat said: yes, no or abstain; in an election, for whom; and words of dissent, if any."""

    said: str
    nominee: Seat | None = None
    dissent: str = ""


@action("gatherings.recuse", facts=["seat"])
def recuse(item: AgendaItem, *, by: Actor, seat: Seat, because: str = "") -> Recusal:
    """Note that a member may not take part in this item. After the body has decided on it, it is too late."""
    if seat.organization_id != item.organization.pk:
        raise Refused(_("Only a member of the body can be recused."))
    if Motion.objects.filter(item=item, state__in=Motion.DECIDED).exists():
        sentence = _("The body has decided on this item. Note the conflict in the minutes, and take the item up anew.")
        raise Refused(sentence)
    made = Recusal(item=item, seat=seat, because=because)
    made.full_clean()
    made.save()
    return made


@action("gatherings.move_motion", facts=["kind"])
def move_motion(
    item: AgendaItem,
    *,
    by: Actor,
    words: Words,
    moved_by: Seat,
    seconded_by: Seat | None = None,
    kind: str = Motion.Kind.MOTION,
    nominees: Sequence[Seat] = (),
    approves: Gathering | None = None,
) -> Motion:
    """Put a motion before the body, or an election between nominees; one at a time."""
    if Motion.objects.filter(item=item, state__in=[State.OPEN, State.UNCLEAR]).exists():
        raise Refused(_("Another motion is on the floor. Call the roll on it, or let it be withdrawn."))
    _refuse_barred(item, [moved_by, *([seconded_by] if seconded_by else [])])
    if kind == Motion.Kind.ELECTION and len(set(nominees)) < 1:
        raise Refused(_("Name those who stand."))
    own = Gathering.objects.filter(organization=item.organization, sitting__minutes_on__isnull=False)
    if approves and not own.filter(pk=approves.pk).exists():
        raise Refused(_("A body approves minutes of its own meetings, once they are public."))
    motion = Motion(item=item, kind=kind, words=words, moved_by=moved_by, seconded_by=seconded_by, approves=approves)
    motion.full_clean()
    motion.save()
    for seat in dict.fromkeys(nominees) if kind == Motion.Kind.ELECTION else ():
        stands = Nomination(motion=motion, seat=seat)
        stands.full_clean()
        stands.save()
    return motion


def _refuse_barred(item: AgendaItem, seats: Sequence[Seat]) -> None:
    """Only members who are here, and not recused from the item, move and second."""
    room = quorum.room(item.gathering, item)
    barred = [str(seat) for seat in seats if seat not in room.free]
    if barred:
        raise Refused(_("Only members who are here and not recused move and second. These are not:"), waiting=barred)


@action("gatherings.second_motion", facts=["seat"])
def second_motion(motion: Motion, *, by: Actor, seat: Seat) -> Motion:
    """Note who seconds a motion."""
    _refuse_barred(motion.item, [seat])
    motion.seconded_by = seat
    motion.full_clean()
    motion.save()
    return motion


@action("gatherings.withdraw_motion")
def withdraw_motion(motion: Motion, *, by: Actor) -> Motion:
    """Take a motion back before it is decided."""
    motion.state = State.WITHDRAWN
    motion.full_clean()
    motion.save()
    return motion


@action("gatherings.call_roll", facts=["state", "yes", "no", "abstained", "recused"])
def call_roll(motion: Motion, *, by: Actor, roll: Mapping[Seat, Spoken]) -> Motion:
    """Note what each seat said, and reckon by the charter what came of it.

    Refused without a quorum, without anybody presiding, with a word of a recused seat, and while somebody who is here
    and not recused has said nothing: what is counted stands. A word of a seat that is not in the room by the attendance
    is noted; where the outcome hangs on it, it is unclear, and the page says why.
    """
    room = quorum.room(motion.gathering, motion.item)
    _refuse_undecidable(motion, room, roll)
    RollVote.objects.filter(motion=motion).delete()
    for seat, spoken in roll.items():
        row = RollVote(motion=motion, seat=seat, said=spoken.said, nominee=spoken.nominee, dissent=spoken.dissent)
        row.full_clean()
        row.save()
    for seat in room.recused:
        RollVote.objects.create(motion=motion, seat=seat, said=Said.RECUSED)
    _count(motion, room, roll)
    motion.decided_at = clock.now()
    motion.full_clean()
    motion.save()
    _approve(motion)
    return motion


def _refuse_undecidable(motion: Motion, room: Room, roll: Mapping[Seat, Spoken]) -> None:
    if motion.gathering.sitting.presiding_id is None:
        raise Refused(_("Nobody presides. Name who presides first."))
    barred = set(Recusal.objects.filter(item=motion.item).values_list("seat", flat=True))
    recused = [str(seat) for seat in roll if seat.pk in barred]
    if recused:
        raise Refused(_("These are recused from this item and do not vote on it:"), waiting=recused)
    strangers = [str(seat) for seat in roll if seat not in room.voting]
    if strangers:
        raise Refused(_("These seats do not vote in this body:"), waiting=strangers)
    if not room.decides:
        sentence = _("You may not decide item %(number)s now.") % {"number": motion.item.number}
        raise Refused(sentence, waiting=[room.sentence()])
    named = set(Nomination.objects.filter(motion=motion).values_list("seat", flat=True))
    if any(spoken.nominee and spoken.nominee.pk not in named for spoken in roll.values()):
        raise Refused(_("Somebody was named who does not stand."))
    silent = [seat.name for seat in room.free if seat not in roll]
    if silent:
        sentence = _("These are here and have not been called yet. Note yes, no or abstain, or that they left:")
        raise Refused(sentence, waiting=silent)


def _count(motion: Motion, room: Room, roll: Mapping[Seat, Spoken]) -> None:
    """Counts and outcome. Words of seats that are not in the room count only if nothing hangs on them."""
    here = {seat: spoken for seat, spoken in roll.items() if seat in room.free}
    count = _election if motion.kind == Motion.Kind.ELECTION else _motion
    outcomes = {count(room, one) for one in (here, roll)}
    motion.state, motion.elected = outcomes.pop() if len(outcomes) == 1 else (State.UNCLEAR, None)
    said = [spoken.said for spoken in here.values()]
    motion.yes, motion.no, motion.abstained = (said.count(word) for word in (Said.YES, Said.NO, Said.ABSTAIN))
    motion.present, motion.recused, motion.needed = len(room.present), len(room.recused), room.verdict.needed


def _motion(room: Room, roll: Mapping[Seat, Spoken]) -> tuple[str, Seat | None]:
    said = [spoken.said for spoken in roll.values()]
    yes, no = said.count(Said.YES), said.count(Said.NO)
    return _state(carries(room.rules, room.seats, yes=yes, no=no, present=len(room.free))), None


def _election(room: Room, roll: Mapping[Seat, Spoken]) -> tuple[str, Seat | None]:
    """Whoever has the majority against all others together; where nobody has, nobody is elected."""
    named = [spoken.nominee for spoken in roll.values() if spoken.nominee and spoken.said == Said.YES]
    unclear = False
    for nominee in sorted(set(named), key=lambda seat: seat.pk):
        yes = named.count(nominee)
        answer = carries(room.rules, room.seats, yes=yes, no=len(named) - yes, present=len(room.free))
        if answer == Answer.YES:
            return State.CARRIED, nominee
        unclear = unclear or answer == Answer.NOT_SAID
    return (State.UNCLEAR if unclear else State.FAILED), None


def _state(answer: Answer) -> str:
    return {Answer.YES: State.CARRIED, Answer.NO: State.FAILED, Answer.NOT_SAID: State.UNCLEAR}[answer]


def _approve(motion: Motion) -> None:
    """A carried motion that approves minutes does so."""
    if motion.state != State.CARRIED or motion.approves is None:
        return
    sitting = motion.approves.sitting
    sitting.approved_on, sitting.approved_by = motion.gathering.agency.today(), motion
    sitting.full_clean()
    sitting.save()
    motion.publishes = [sitting]
