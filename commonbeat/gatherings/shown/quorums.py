"""In which meetings a body could decide: from its charter of that day, what the chair stated, and the attendance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.gatherings import quorum
from commonbeat.gatherings.models import Attendance, Gathering, Ruling
from commonbeat.people.charter import Answer, may_decide
from commonbeat.people.models import Charter, Seat


@dataclass(frozen=True)
class Kept:
    """Whether a body had its quorum in one meeting: at any time, and when the meeting ended (or now, while it runs).

    "Not said" where the charter leaves it open and the chair did not state it either.
    """

    gathering: Gathering
    answer: Answer
    at_the_end: Answer

    @property
    def lost(self) -> bool:
        """Whether there was a quorum, and none any more at the end."""
        return self.answer is Answer.YES and self.at_the_end is not Answer.YES

    def sentence(self) -> str:
        """The same in words, as minutes say it."""
        if self.lost:
            return _("There was one, and none any more at the end.")
        return {
            Answer.YES: _("There was one."),
            Answer.NO: _("There was none."),
            Answer.NOT_SAID: _("Neither the charter nor the chair said how many are one."),
        }[self.answer]


def kept(gatherings: Iterable[Gathering], actor: Any) -> list[Kept]:
    """One for each of these meetings that was opened here, in four queries; of others nobody noted who came."""
    opened = [one for one in gatherings if one.sitting]
    bodies = {one.organization_id for one in opened}
    charters, seats = defaultdict(list), defaultdict(list)
    for charter in Charter.objects.visible_to(actor).filter(organization__in=bodies).order_by("-version"):
        charters[charter.organization_id].append(charter)
    for seat in Seat.objects.visible_to(actor).deciding().filter(organization__in=bodies):
        seats[seat.organization_id].append(seat)
    lines, rulings = _by_meeting(Attendance, opened), _by_meeting(Ruling, opened)
    found = []
    for one in opened:
        versions = (each for each in charters[one.organization_id] if each.in_force_on <= one.day)
        charter = next(versions, None) or Charter(organization_id=one.organization_id, rules={})
        noted = {line.seat_id for line in lines[one.pk]}
        voting = [
            seat
            for seat in seats[one.organization_id]
            if charter.votes(seat) and _stood(seat, one) and (seat.person_id or seat.pk in noted)
        ]
        answers = list(_answers(charter, voting, rulings[one.pk], lines[one.pk]))
        best = next((answer for answer in (Answer.YES, Answer.NOT_SAID) if answer in answers), Answer.NO)
        found.append(Kept(one, best, answers[-1] if answers else Answer.NO))
    return found


def _by_meeting(model: Any, gatherings: list[Gathering]) -> dict[int, list[Any]]:
    rows = defaultdict(list)
    for row in model.objects.filter(gathering__in=gatherings).order_by("pk"):
        rows[row.gathering_id].append(row)
    return rows


def _stood(seat: Seat, gathering: Gathering) -> bool:
    """Whether it was a seat while the body met."""
    first, last = quorum.days_of(gathering)
    return seat.since <= last and (seat.until is None or seat.until > first)


def _answers(charter: Charter, voting: list[Seat], rulings: list[Ruling], lines: list[Attendance]) -> Iterator[Answer]:
    """Whether the body could decide, after each moment at which somebody came or left."""
    rules, seats = quorum.as_stated(charter, rulings), charter.seats_with(len(voting))
    wrong = {line.corrects_id for line in lines}
    moments: dict[datetime, list[Attendance]] = defaultdict(list)
    for line in lines:
        if line.pk not in wrong:
            moments[line.at].append(line)
    here: dict[int, bool] = {}
    for at in sorted(moments):
        here |= {line.seat_id: quorum.is_here(line) for line in moments[at]}
        present = [seat for seat in voting if here.get(seat.pk)]
        yield may_decide(rules, seats, quorum.kinds_of(present)).answer
