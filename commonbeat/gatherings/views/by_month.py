"""Meetings month by month, for each area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.gatherings.forms.by_month import StretchForm
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import by_month as shown, confirming
from commonbeat.gatherings.shown.strip import strip
from commonbeat.measures.cadence import State

COLUMNS = ["area", "every_months", "held", "in_calendar", "due", "canceled", "not_told", "last_held", "months"]


@page("gatherings.by_month")
def by_month(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every area with the months in which a meeting of a kind was held."""
    agency, actor = request.house.agency, request.actor
    stretch = shown.newest_stretch(actor, agency, Gathering.Kind.FORUM)
    initial = {"kind": stretch.kind, "area": stretch.area, "first": stretch.first, "last": stretch.last}
    chosen = StretchForm(request.GET if request.GET else None, initial=initial)
    if chosen.is_bound and chosen.is_valid():
        clean = chosen.cleaned_data
        last = min(shown.end_of_month(clean["last"]), max(agency.today(), clean["first"]))
        stretch = shown.Stretch(clean["kind"], clean["area"], clean["first"], last)
    lines = shown.lines(actor, agency, stretch)
    if form:
        about = {"kind": stretch.kind, "first": stretch.first, "last": stretch.last}
        return as_data(form, COLUMNS, map(row, lines), about)
    drawn = [(line, strip(line.kept, line.sentence)) for line in lines]
    shown_too = {"form": chosen, "confirms": confirming.bodies(actor)}
    return render(request, "gatherings/by_month.html", context(stretch, drawn) | shown_too)


def context(stretch: shown.Stretch, drawn: list) -> dict:
    """What the page tells beside its lines."""
    every = [line.kept for line, _strip in drawn]
    return {
        "lines": drawn,
        "stretch": stretch,
        "held": sum(one.held for one in every),
        "due": sum(one.due for one in every),
        "listed": sum(one.listed for one in every),
        "doubts": sum(one.untold for one in every),
        "runs": any(one.count(State.RUNNING) for one in every),
        "query": f"?kind={stretch.kind}&area={stretch.area}&first={stretch.first:%Y-%m}&last={stretch.last:%Y-%m}",
    }


def row(line: shown.Line) -> list:
    """One area for a machine or a spreadsheet."""
    kept = line.kept
    months = " ".join(f"{term.first:%Y-%m}:{term.state.value}" for term in kept.terms)
    last = kept.last_held.isoformat() if kept.last_held else ""
    return [
        str(line.place),
        kept.every_months,
        kept.held,
        kept.listed,
        kept.due,
        kept.count(State.CANCELED),
        kept.untold,
        last,
        months,
    ]
