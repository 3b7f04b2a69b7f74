"""Protected time as it was kept, month by month; what nobody logged is not known, and never counts as kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from commonbeat.measures import intervals
from commonbeat.people.models import Agency
from commonbeat.records.actions.small_tools import OLDEST_BLOCK
from commonbeat.records.models import BlockLog, ProtectedBlock

#: how far back is shown
YEAR = timedelta(days=365)
COLUMNS = ["month", "planned", "kept", "broken", "not_known", "kept_share", "low", "high"]


@dataclass
class Kept:
    """Of the planned blocks that are over: how many were kept, how many broken and why."""

    planned: int = 0
    kept: int = 0
    broken: Counter[str] = field(default_factory=Counter)

    @property
    def broken_in_all(self) -> int:
        return self.broken.total()

    @property
    def not_known(self) -> int:
        """Nobody said anything about these."""
        return self.planned - self.kept - self.broken_in_all

    @property
    def interval(self) -> intervals.Interval:
        """Of the share kept, those of which nothing is known counted as not kept."""
        return intervals.share(self.kept, self.planned)

    @property
    def between(self) -> tuple[int, int]:
        """The same in 100."""
        low, high = self.interval
        return round(100 * low), round(100 * high)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why they were broken, the most frequent first."""
        return [(str(BlockLog.Reason(reason).label), n) for reason, n in self.broken.most_common()]

    def take(self, log: BlockLog | None) -> None:
        self.planned += 1
        if log and log.kept:
            self.kept += 1
        elif log:
            self.broken[log.reason] += 1


@dataclass(frozen=True)
class Slot:
    """One block on one day, with what was logged."""

    block: ProtectedBlock
    day: date
    log: BlockLog | None


def slots(actor: Any, agency: Agency, span: timedelta) -> list[Slot]:
    """Every planned block that has begun within a stretch up to today, the newest first."""
    first, today = agency.today() - span, agency.today()
    logs = BlockLog.objects.visible_to(actor).filter(day__gte=first)
    said = {(one.block_id, one.day): one for one in logs}
    blocks = ProtectedBlock.objects.visible_to(actor).select_related("agency__organization", "place")
    found = [
        Slot(block, day, said.get((block.pk, day)))
        for block in blocks
        for day in block.days(first + timedelta(days=1), today)
        if block.is_over(day) or (block.pk, day) in said
    ]
    return sorted(found, key=lambda one: (one.day, one.block.starts), reverse=True)


def lately(actor: Any, agency: Agency) -> tuple[list[Slot], list[Slot]]:
    """Those of the last two weeks: of which nobody has said anything yet, and of which it can still be put right."""
    found = slots(actor, agency, OLDEST_BLOCK + timedelta(days=1))
    return [one for one in found if one.log is None], [one for one in found if one.log]


def by_month(found: list[Slot]) -> dict[date, Kept]:
    """Month by month, the oldest first."""
    months: dict[date, Kept] = {}
    for one in reversed(found):
        months.setdefault(one.day.replace(day=1), Kept()).take(one.log)
    return months


def in_all(found: list[Slot]) -> Kept:
    """All months together."""
    whole = Kept()
    for one in found:
        whole.take(one.log)
    return whole


def rows(months: dict[date, Kept]) -> Iterator[list[Any]]:
    """Each month, for a machine or a spreadsheet."""
    for month, one in months.items():
        numbers = [one.planned, one.kept, one.broken_in_all, one.not_known]
        yield [f"{month:%Y-%m}", *numbers, one.kept / one.planned, *one.interval]
