"""Where an agency stands on each practice: what it said at the start, and what there is to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonbeat.people.models import Agency, PracticeStart
from commonbeat.scorecard.evidence import EVIDENCE
from commonbeat.scorecard.figures import Evidence
from commonbeat.scorecard.records import Records
from commonbeat.scorecard.standards import Standard

#: what has not been alive for so long is stale
STALE = timedelta(days=183)


@dataclass(frozen=True)
class Standing:
    """Where the agency stands on one practice."""

    standard: Standard
    start: PracticeStart | None
    evidence: list[Evidence]
    today: date

    @property
    def last(self) -> date | None:
        return max((one.last for one in self.evidence if one.last), default=None)

    @property
    def is_stale(self) -> bool:
        return self.last is not None and self.today - self.last > STALE

    @property
    def state(self) -> str:
        """One state each: alive, stale, recorded (but not called started by the agency), started (nothing recorded
        yet), planned, prevented or not started."""
        if self.last and self.start and self.start.state == PracticeStart.State.NOT_STARTED:
            return "recorded"
        if self.last:
            return "stale" if self.is_stale else "alive"
        return self.start.state if self.start else PracticeStart.State.NOT_STARTED


def standings(agency: Agency, actor: Any, practices: tuple[Standard, ...]) -> list[Standing]:
    """Where the agency stands on these practices, from records that are read once."""
    records = Records(agency, actor)
    starts = {one.code: one for one in PracticeStart.objects.filter(agency=agency)}
    made = []
    for one in practices:
        found = [EVIDENCE[name](records, one.kinds) for name in one.evidence]
        made.append(Standing(one, starts.get(one.code), [each for each in found if each], records.today))
    return made


COLUMNS = ["evidence", "figure", "days", "part", "whole", "value", "low", "high", "first", "last"]


def numbers(one: Standing) -> Iterator[list[Any]]:
    """Every number of a practice as a row: its shares, its counts, and each step of its curve."""
    for each in one.evidence:
        span = [each.first, each.last]
        for share in each.shares:
            found = share.result
            yield [
                each.name,
                share.label,
                None,
                found.numerator,
                found.denominator,
                found.value,
                *share.interval,
                *(found.origin.period or span),
            ]
        for name, n in each.counts:
            yield [each.name, name, None, n, None, None, None, None, *span]
        for step in each.curve.steps if each.curve else ():
            bounds = [step.waiting, step.low, step.high]
            yield [each.name, "still waiting", step.days, step.happened, step.at_risk, *bounds, *span]
