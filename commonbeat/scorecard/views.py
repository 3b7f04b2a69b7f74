"""Where we stand: the nineteen practices, and the page of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.scorecard import charts
from commonbeat.scorecard.standards import GROUPS, standard, standards
from commonbeat.scorecard.standing import COLUMNS as NUMBERS, Standing, numbers, standings

COLUMNS = ["code", "practice", "state", "reason", "planned_from", "last_alive", "shown"]


@page("scorecard.standing")
def standing(request: HttpRequest, form: str = "") -> HttpResponse:
    """The nineteen practices, each with its question, its state and when it was last alive."""
    agency = request.house.agency
    if agency is None:
        return render(request, "scorecard/standing.html", {"groups": []})
    all_of_them = standings(agency, request.actor, standards())
    if form:
        return as_data(form, COLUMNS, [row(one) for one in all_of_them])
    groups = [(name, [one for one in all_of_them if one.standard.group == code]) for code, name in GROUPS.items()]
    reasons = any(one.start and one.start.reason and not one.evidence for one in all_of_them)
    return render(request, "scorecard/standing.html", {"groups": groups, "reasons": reasons})


def row(one: Standing) -> list[Any]:
    start = one.start
    reason, planned = (start.reason, start.planned_from) if start else ("", None)
    shown = " ".join(each.sentence for each in one.evidence)
    return [one.standard.code, one.standard.sentence, one.state, reason, planned, one.last, shown]


@page("scorecard.practice")
def practice(request: HttpRequest, code: str, form: str = "") -> HttpResponse:
    """One practice: its question, what there is to show, since when, and what would make it better."""
    one, agency = standard(code.upper()), request.house.agency
    if one is None or agency is None:
        raise Http404
    found = standings(agency, request.actor, (one,))[0]
    if form:
        return as_data(form, NUMBERS, numbers(found))
    shown = [(each, charts.waiting(each.curve) if each.curve else each.drawing()) for each in found.evidence]
    return render(request, "scorecard/practice.html", {"standing": found, "standard": one, "shown": shown})
