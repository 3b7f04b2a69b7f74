"""A meeting as its pages show it: items with all that happened on them, who was there when, and what does not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonbeat.gatherings import quorum
from commonbeat.gatherings.models import (
    AgendaItem,
    Attendance,
    Correction,
    Gathering,
    Motion,
    Nomination,
    Promised,
    Recusal,
    RollVote,
    Ruling,
    Undertaking,
)
from commonbeat.matters.models import Commitment
from commonbeat.people.models import Seat


def items(gathering: Gathering, actor: Any) -> list[AgendaItem]:
    """The items in order, each with ``motions``, ``undertakings``, ``recusals`` and ``corrections``."""
    rows = AgendaItem.objects.visible_to(actor).filter(gathering=gathering).order_by("number")
    found = list(rows.select_related("matter", "proposal", "gathering"))
    parts = {
        "motions": _motions(gathering),
        "undertakings": _by_item(Undertaking, gathering, "owner__organization", "commitment"),
        "recusals": _by_item(Recusal, gathering, "seat__organization"),
        "corrections": _by_item(Correction, gathering, "by_seat__organization"),
    }
    for item in found:
        for name, by_item in parts.items():
            setattr(item, name, by_item[item.pk])
    return found


def _by_item(model: Any, gathering: Gathering, *related: str) -> dict[int, list[Any]]:
    by_item = defaultdict(list)
    for row in model.objects.filter(item__gathering=gathering).select_related(*related).order_by("pk"):
        by_item[row.item_id].append(row)
    return by_item


def _motions(gathering: Gathering) -> dict[int, list[Motion]]:
    """Item → its motions, each with its ``roll``, its ``nominees`` and what does not agree in it (``doubts``)."""
    related = ("item", "moved_by__organization", "seconded_by__organization", "elected__organization", "approves")
    found = _by_item(Motion, gathering, *related)
    of_meeting = {"motion__item__gathering": gathering}
    rolls, stand = defaultdict(list), defaultdict(list)
    for vote in RollVote.objects.filter(**of_meeting).select_related("seat__organization", "nominee__organization"):
        rolls[vote.motion_id].append(vote)
    for one in Nomination.objects.filter(**of_meeting).select_related("seat__organization").order_by("pk"):
        stand[one.motion_id].append(one.seat)
    story = Story(gathering)
    for motion in (motion for motions in found.values() for motion in motions):
        motion.roll, motion.nominees = rolls[motion.pk], stand[motion.pk]
        motion.doubts = list(doubts(motion, story)) if motion.decided_at else []
    return found


def with_roll(motion: Motion) -> Motion:
    """One motion with its ``roll`` and ``nominees``."""
    return next(one for one in _motions(motion.gathering)[motion.item_id] if one.pk == motion.pk)


@dataclass(frozen=True)
class Spell:
    """What was noted of a seat at a moment, at the agency."""

    state: str
    label: str
    at: datetime

    @property
    def time(self) -> str:
        """The hour as the reader writes it; templates would tell it in another zone."""
        return date_format(self.at, "TIME_FORMAT")


class Story:
    """Who was there when: every line that counts, by seat."""

    def __init__(self, gathering: Gathering) -> None:
        rows = list(Attendance.objects.filter(gathering=gathering).select_related("seat__organization"))
        wrong = {row.corrects_id for row in rows}
        self.gathering = gathering
        self.seats: dict[int, Seat] = {}
        self.lines: dict[int, list[Spell]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.at, row.pk)):
            if row.pk not in wrong:
                self.seats[row.seat_id] = row.seat
                spell = Spell(row.state, str(row.get_state_display()), gathering.agency.local(row.at))
                self.lines[row.seat_id].append(spell)

    def state(self, seat: int, at: datetime) -> Spell | None:
        """What was last noted of a seat at a moment; None where nothing was."""
        return next((spell for spell in reversed(self.lines.get(seat, [])) if spell.at <= at), None)

    def rows(self) -> list[tuple[Seat, list[Spell]]]:
        """Each seat with its lines: those that vote, and others of whom something was noted."""
        voting = quorum.charter_of(self.gathering).voting(*quorum.days_of(self.gathering))
        known = {seat.pk: seat for seat in voting} | self.seats
        return [(seat, self.lines.get(number, [])) for number, seat in sorted(known.items())]


def doubts(motion: Motion, story: Story) -> Iterator[str]:
    """In words: what the roll-call and the attendance do not say alike. Nothing is settled here, it is shown."""
    for vote in motion.roll:
        spell = story.state(vote.seat_id, motion.decided_at)
        if vote.said == RollVote.Said.RECUSED or (spell and spell.state == Attendance.State.PRESENT):
            continue
        told = {"seat": vote.seat.name, "said": vote.get_said_display()}
        if spell is None:
            yield _("%(seat)s: “%(said)s” in the roll-call, and nobody noted that this seat was here.") % told
        else:
            sentence = _("%(seat)s: “%(said)s” in the roll-call, and “%(state)s” since %(time)s in the attendance.")
            yield sentence % {**told, "state": spell.label, "time": spell.time}
    spoke = {vote.seat_id for vote in motion.roll}
    for number, seat in story.seats.items():
        spell = story.state(number, motion.decided_at)
        if spell and spell.state == Attendance.State.PRESENT and number not in spoke and seat.role in _VOTE:
            yield _("%(seat)s was here by the attendance and is not in the roll-call.") % {"seat": seat.name}
    if motion.is_decided and motion.needed and _counted(motion, story) < motion.needed:
        yield _("By the attendance as it stands now there was no quorum when the roll was called.")


_VOTE = (Seat.Role.CHAIR, Seat.Role.MEMBER)


def _counted(motion: Motion, story: Story) -> int:
    """How many were here when the roll was called, by the attendance as it stands now; the recused among them too."""
    states = [story.state(number, motion.decided_at) for number, seat in story.seats.items() if seat.role in _VOTE]
    return sum(spell is not None and spell.state == Attendance.State.PRESENT for spell in states)


def rulings(gathering: Gathering) -> list[Ruling]:
    """What the chair stated, each with its answer in ``words``."""
    found = list(Ruling.objects.filter(gathering=gathering).select_related("by_seat__organization"))
    known = {**dict(quorum.MAJORITY_WORDS), "yes": _("yes"), "no": _("no")}
    for one in found:
        one.words = known.get(one.answer, one.answer)
    return found


def promised_before(gathering: Gathering, actor: Any) -> list[Commitment]:
    """What was promised in this body's earlier meetings and was open when the last of them began, oldest first.

    A forum for one area reports on what was promised in that area; an activity reports on nothing.
    """
    if gathering.kind not in (Gathering.Kind.BOARD, Gathering.Kind.FORUM):
        return []
    before = Gathering.objects.filter(organization=gathering.organization_id, starts_at__lt=gathering.starts_at)
    if gathering.kind == Gathering.Kind.FORUM and gathering.place_id:
        before = before.in_place(gathering.place_id)
    promised = Exists(Promised.objects.filter(gathering=OuterRef("pk")))
    last = before.filter(promised | Q(sitting__isnull=False)).order_by("-starts_at").first()
    if last is None:
        return []
    earlier = Promised.objects.filter(gathering__in=before).values("commitment")
    still = Q(state__in=[Commitment.State.OPEN, Commitment.State.REPORTED, Commitment.State.SENT_BACK])
    rows = Commitment.objects.visible_to(actor).filter(still | Q(made_on__gte=last.day), pk__in=earlier)
    return list(rows.select_related("owner__organization", "matter__agency").order_by("due", "pk"))


def to_approve(gathering: Gathering) -> list[Gathering]:
    """This body's earlier meetings whose minutes are public and not approved yet."""
    rows = Gathering.objects.filter(organization=gathering.organization_id, starts_at__lt=gathering.starts_at)
    return list(rows.filter(sitting__minutes_on__isnull=False, sitting__approved_on=None).select_related("agency"))
