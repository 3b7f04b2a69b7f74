"""What is due: a drawing, by the rule of five applied to what was published; papers to be read again. No numerics."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from commonbeat.matters import five
from commonbeat.matters.models import Drawing, Paper, Reading, Vote, Voter, Window
from commonbeat.matters.models.input import State
from commonbeat.matters.models.matter import Stage
from commonbeat.measures.enforcement.language.version import version
from commonbeat.people.models import Agency


@dataclass(frozen=True)
class Due:
    """Which parts of a drawing are due, after which one, and who is in its parts."""

    newest: Drawing | None
    everybody: bool
    confirmed: bool
    among_everybody: int
    among_confirmed: int

    @property
    def is_due(self) -> bool:
        return self.everybody or self.confirmed


def of(window: Window, everybody: int, confirmed: int) -> Due:
    """What is due for a period in which these people's votes count now."""
    newest = Drawing.objects.newest(window)
    before = (newest.among_everybody, newest.among_confirmed) if newest else (b"", b"")
    old_everybody, old_confirmed = (five.read(one) for one in before)
    published = published_for(window)
    fresh = five.is_due(everybody, old_everybody) and not five.tells_of_few(everybody, published)
    beside = [*published, *([everybody] if fresh else [])]
    apart = five.is_due(confirmed, old_confirmed) and not five.tells_of_few(confirmed, beside)
    return Due(newest, fresh, apart, old_everybody, old_confirmed)


def published_for(window: Window) -> list[int]:
    """The people of every part that was ever published for a period, each set once."""
    rows = Drawing.objects.filter(window=window).values_list("among_everybody", "among_confirmed")
    return [five.read(stored) for stored in {bytes(one) for pair in rows.iterator() for one in pair}]


def windows() -> list[Window]:
    """Periods with votes in which a drawing seems due. Asked every minute, so it counts voters and reads no votes."""
    rows = Window.objects.filter(opinions=True).exclude(matter__stage=Stage.WITHDRAWN)
    return [one for one in rows.select_related(*Window.rules_read) if _seems_due(one)]


def _seems_due(window: Window) -> bool:
    votes = Vote.objects.filter(voter=OuterRef("pk"), opinion__state=State.VISIBLE, opinion__same_as=None)
    voters = Voter.objects.filter(Exists(votes), window=window).counted()
    numbers = [
        five.people_of(rows.values_list("number", flat=True).iterator()) for rows in (voters, voters.confirmed())
    ]
    return of(window, *numbers).is_due


def papers() -> list[Paper]:
    """Papers in use whose newest reading is of another state, or of other words, grammar or laws than stand now."""
    agency = Agency.objects.first()
    if agency is None:
        return []
    current = Reading.objects.newest().filter(state=agency.state, version=version(agency.state))
    return list(Paper.objects.in_use().exclude(pk__in=current.values("paper")))
