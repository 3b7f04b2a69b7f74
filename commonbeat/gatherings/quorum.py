"""Who is there, and whether a body may decide: from attendance, recusals, the charter and what the chair states.

Where the charter is silent nothing is made up: the chair states it for the meeting, in public, or nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame import clock
from commonbeat.gatherings.models import AgendaItem, Attendance, Gathering, Recusal, Ruling
from commonbeat.people.charter import Answer, Rules, Seats, State, Threshold, Verdict, may_decide
from commonbeat.people.models import Charter, Seat

#: what a chair can state as the majority → the threshold that it is
MAJORITIES = {
    "voting": Threshold(share=Fraction(1, 2), more_than=True, of="voting"),
    "present": Threshold(share=Fraction(1, 2), more_than=True, of="present"),
    "authorized": Threshold(share=Fraction(1, 2), more_than=True, of="authorized"),
    "two_thirds": Threshold(share=Fraction(2, 3), of="voting"),
}
MAJORITY_WORDS = [
    ("voting", gettext_lazy("More than half of those who say yes or no")),
    ("present", gettext_lazy("More than half of those present")),
    ("authorized", gettext_lazy("More than half of all seats")),
    ("two_thirds", gettext_lazy("Two thirds of those who say yes or no")),
]
#: question that a chair can answer → the charter's rule that leaves it open
RULE_OF = {
    Ruling.Question.QUORUM: "quorum",
    Ruling.Question.MAJORITY: "majority",
    Ruling.Question.RECUSED: "recused_count_as_present",
}


@dataclass(frozen=True)
class Room:
    """A body at one moment: its rules, its voting seats, which of them are here, who is recused from the item."""

    rules: Rules
    seats: Seats
    voting: tuple[Seat, ...]
    present: tuple[Seat, ...]
    recused: tuple[Seat, ...]
    verdict: Verdict

    @property
    def free(self) -> tuple[Seat, ...]:
        """Those who may say yes or no."""
        return tuple(seat for seat in self.present if seat not in self.recused)

    @property
    def decides(self) -> bool:
        return self.verdict.answer == Answer.YES

    @property
    def asks(self) -> list[str]:
        """Questions that the chair has to answer before anything is decided, because the charter does not."""
        if self.verdict.answer != Answer.NOT_SAID:
            return []
        return [str(Ruling.Question.QUORUM if self.verdict.needed is None else Ruling.Question.RECUSED)]

    def sentence(self) -> str:
        """Whether the body may decide now, as the page says it."""
        verdict, here = self.verdict, len(self.present)
        known = {"needed": verdict.needed, "here": here, "recused": len(self.recused), "left": verdict.left}
        if verdict.needed is None:
            return _("%(here)s members are here. The charter names no quorum; the chair has to state it.") % known
        if verdict.answer == Answer.NOT_SAID:
            return (
                _(
                    "Quorum %(needed)s, %(here)s here, %(recused)s recused. The charter does not say whether a recused "
                    "member counts as present; the chair has to state it."
                )
                % known
            )
        if self.decides:
            return _("There is a quorum: %(needed)s needed, %(here)s here, %(recused)s recused.") % known
        if self.recused:
            return _("Recused: %(recused)s. Quorum: %(needed)s. Only %(left)s can decide.") % known
        return _("There is no quorum: %(needed)s needed, %(here)s here.") % known


def days_of(gathering: Gathering) -> tuple[date, date]:
    """The day on which a meeting begins and the one on which it ends: past midnight they are two."""
    sitting = gathering.sitting
    if sitting is None:
        return gathering.day, gathering.day
    return gathering.day, gathering.agency.local(sitting.adjourned_at or clock.now()).date()


def charter_of(gathering: Gathering) -> Charter:
    """The charter in force on the day of the meeting; an empty one, which says nothing, where nobody entered one."""
    found = Charter.objects.of(gathering.organization, gathering.day)
    return found or Charter(organization=gathering.organization, rules={})


def rules_of(gathering: Gathering, charter: Charter) -> Rules:
    """What the charter says, and what the chair states for this meeting where it says nothing."""
    return as_stated(charter, Ruling.objects.filter(gathering=gathering).order_by("pk"))


def as_stated(charter: Charter, rulings: Iterable[Ruling]) -> Rules:
    """A charter with what was stated for one meeting where it is silent."""
    rules = charter.read
    for ruling in rulings:
        if charter.read.state(RULE_OF[ruling.question]) is not State.SAID:
            rules = replace(rules, **{RULE_OF[ruling.question]: _stated(ruling)})
    return rules


def _stated(ruling: Ruling) -> Threshold | bool:
    if ruling.question == Ruling.Question.QUORUM:
        return Threshold(members=int(ruling.answer))
    return MAJORITIES[ruling.answer] if ruling.question == Ruling.Question.MAJORITY else ruling.answer == "yes"


def attendance(gathering: Gathering, at: datetime | None = None) -> dict[int, Attendance]:
    """Seat → the last line about it that counts at a moment (now, where none is given)."""
    lines = list(Attendance.objects.filter(gathering=gathering, at__lte=at or clock.now()).order_by("at", "pk"))
    wrong = set(
        Attendance.objects.filter(gathering=gathering).exclude(corrects=None).values_list("corrects", flat=True)
    )
    return {line.seat_id: line for line in lines if line.pk not in wrong}


def is_here(line: Attendance | None) -> bool:
    return line is not None and line.state == Attendance.State.PRESENT


def room(gathering: Gathering, item: AgendaItem | None = None, at: datetime | None = None) -> Room:
    """The body at a moment, for one item or, where none is named, for the meeting."""
    charter = charter_of(gathering)
    rules, voting = rules_of(gathering, charter), tuple(charter.voting(*days_of(gathering)))
    seats = charter.seats_with(len(voting))
    lines = attendance(gathering, at)
    present = tuple(seat for seat in voting if is_here(lines.get(seat.pk)))
    barred = set(Recusal.objects.filter(item=item).values_list("seat", flat=True)) if item else set()
    recused = tuple(seat for seat in present if seat.pk in barred)
    verdict = may_decide(rules, seats, kinds_of(present), kinds_of(recused))
    return Room(rules, seats, voting, present, recused, verdict)


def kinds_of(seats: Sequence[Seat]) -> list[str]:
    """For each seat the key of its kind."""
    return [seat.kind for seat in seats]
