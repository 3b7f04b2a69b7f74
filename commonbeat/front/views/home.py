"""The first page: what can be said now, what changed because of people, what is owed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.front import news
from commonbeat.front.owed import owed
from commonbeat.gatherings.shown import meetings
from commonbeat.matters import stations
from commonbeat.matters.models.window import last_minute
from commonbeat.matters.shown import topics as shown

MOST, NEXT = 8, 3


@page("front.home")
def home(request: HttpRequest) -> HttpResponse:
    """What can be said now, first."""
    if request.house.agency is None:
        return render(request, "front/not_set_up.html")
    rows = list(shown.topics(request.actor, "open").order_by("closes_at")[: MOST + 1])
    for matter in rows:
        matter.stations = stations.of_topic(matter)
        matter.period_state = shown.period_state(matter)
        matter.open_until = last_minute(matter.closes_at, matter.agency)
    context = {
        "open": rows[:MOST],
        "more": len(rows) > MOST,
        "changed": news.changed(request.actor),
        "ordered": news.ordered(request.actor, request.house.agency),
        "meetings": list(meetings.meetings(request.actor, meetings.Wanted()).prefetch_related(None)[:NEXT]),
        "owed": owed(request.actor, request.house.agency),
    }
    return render(request, "front/home.html", context)
