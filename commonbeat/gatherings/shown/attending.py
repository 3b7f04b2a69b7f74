"""Who was in the meetings of a body, seat by seat, against what its charter says of missed meetings.

The last twelve months, and only meetings whose minutes are public: what they say can be corrected in public. A seat of
which the minutes note nothing was neither here nor absent; where the outcome hangs on that, it is not known.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from commonbeat.frame import clock
from commonbeat.gatherings.models import Attendance, Gathering
from commonbeat.gatherings.shown.kept import YEAR
from commonbeat.people.boards import Place
from commonbeat.people.charter import Attendance as Noted, Rules, missed_too_many
from commonbeat.people.models import Organization, Seat

#: state of a line → what it says of a whole meeting, the strongest first: whoever came, was there
SAYS = {
    Attendance.State.PRESENT: Noted.PRESENT,
    Attendance.State.EXCUSED: Noted.EXCUSED,
    Attendance.State.ABSENT: Noted.ABSENT,
}


@dataclass(frozen=True)
class Record:
    """One seat's meetings, oldest first, None where nothing is noted; and whether the charter's limit is reached.

    ``too_many`` is None where the charter sets no limit, or where it hangs on what nobody noted or the charter does
    not say.
    """

    seat: Seat
    meetings: list[Noted | None]
    too_many: bool | None

    @property
    def here(self) -> int:
        return self.meetings.count(Noted.PRESENT)

    @property
    def excused(self) -> int:
        return self.meetings.count(Noted.EXCUSED)

    @property
    def absent(self) -> int:
        return self.meetings.count(Noted.ABSENT)

    @property
    def unnoted(self) -> int:
        return self.meetings.count(None)


def records(body: Organization, rules: Rules, places: list[Place], actor: Any) -> list[Record]:
    """One for each seat in which somebody sits."""
    held = Gathering.objects.visible_to(actor).held().filter(organization=body, sitting__minutes_on__isnull=False)
    recent = held.filter(starts_at__gt=clock.now() - YEAR).select_related("agency").order_by("starts_at", "pk")
    meetings = list(recent)
    noted = _noted(meetings)
    found = []
    for seat in [one.seat for one in places if one.is_filled]:
        own = [noted[one.pk].get(seat.pk) for one in meetings if seat.since <= one.day]
        found.append(Record(seat, own, _too_many(rules, own)))
    return found


def _noted(meetings: list[Gathering]) -> dict[int, dict[int, Noted]]:
    """Meeting → seat → how it stood to it, by the lines that count."""
    lines = list(Attendance.objects.filter(gathering__in=meetings))
    wrong = {line.corrects_id for line in lines}
    states: dict[tuple[int, int], set[str]] = defaultdict(set)
    for line in lines:
        if line.pk not in wrong:
            states[line.gathering_id, line.seat_id].add(line.state)
    found: dict[int, dict[int, Noted]] = defaultdict(dict)
    for (meeting, seat), said in states.items():
        strongest = next((noted for state, noted in SAYS.items() if state in said), None)
        if strongest:
            found[meeting][seat] = strongest
    return found


def _too_many(rules: Rules, meetings: list[Noted | None]) -> bool | None:
    """Whether the limit is reached, if it is the same however the seat stood where nothing is noted."""
    answers = {
        missed_too_many(rules, [unknown if one is None else one for one in meetings])
        for unknown in (Noted.PRESENT, Noted.ABSENT)
    }
    return answers.pop() if len(answers) == 1 else None
