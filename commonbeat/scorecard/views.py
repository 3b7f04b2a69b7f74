"""Where we stand: the nineteen practices, and the page of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.people.models import Agency, PracticeStart
from commonbeat.scorecard import charts
from commonbeat.scorecard.evidence import EVIDENCE, Evidence
from commonbeat.scorecard.standards import GROUPS, Standard, standard, standards

COLUMNS = ["code", "practice", "state", "reason", "planned_from", "last_alive", "shown"]
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
        """One state each: alive, stale, started (nothing recorded yet), planned, prevented or not started."""
        if self.last:
            return "stale" if self.is_stale else "alive"
        return self.start.state if self.start else PracticeStart.State.NOT_STARTED


def stand(agency: Agency, actor: Any, one: Standard, start: PracticeStart | None) -> Standing:
    """Compute where the agency stands on one practice."""
    found = [EVIDENCE[name](agency, actor, one.kinds) for name in one.evidence]
    return Standing(one, start, [each for each in found if each], agency.today())


def starts(agency: Agency) -> dict[str, PracticeStart]:
    return {one.code: one for one in PracticeStart.objects.filter(agency=agency)}


@page("scorecard.standing")
def standing(request: HttpRequest, form: str = "") -> HttpResponse:
    """The nineteen practices, each with its question, its state and when it was last alive."""
    agency = request.house.agency
    if agency is None:
        return render(request, "scorecard/standing.html", {"groups": []})
    begun = starts(agency)
    all_of_them = [stand(agency, request.actor, one, begun.get(one.code)) for one in standards()]
    if form:
        return as_data(form, COLUMNS, [row(one) for one in all_of_them])
    groups = [(name, [one for one in all_of_them if one.standard.group == code]) for code, name in GROUPS.items()]
    return render(request, "scorecard/standing.html", {"groups": groups})


def row(one: Standing) -> list[Any]:
    start = one.start
    reason, planned = (start.reason, start.planned_from) if start else ("", None)
    shown = " ".join(each.sentence for each in one.evidence)
    return [one.standard.code, one.standard.sentence, one.state, reason, planned, one.last, shown]


@page("scorecard.practice")
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """One practice: its question, what there is to show, since when, and what would make it better."""
    one, agency = standard(code.upper()), request.house.agency
    if one is None or agency is None:
        raise Http404
    found = stand(agency, request.actor, one, starts(agency).get(one.code))
    drawn = {each.name: charts.waiting(each.curve) for each in found.evidence if each.curve}
    return render(request, "scorecard/practice.html", {"standing": found, "standard": one, "drawn": drawn})
