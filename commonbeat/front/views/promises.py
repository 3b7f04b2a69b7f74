"""The page of one promise, with the meeting in which it was made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.gatherings.shown.planning import made_in
from commonbeat.matters.models import Commitment
from commonbeat.matters.shown import promises as shown


@page("matters.promise_page", Commitment)
def promise_page(request: HttpRequest, promise: Commitment) -> HttpResponse:
    """What was promised, by whom, by when and in which meeting; what was reported; who outside looked."""
    reports = shown.reports(promise)
    context = {
        "promise": shown.kept(promise, reports),
        "reports": reports,
        "asked": shown.asked_for_it(promise, request.actor),
        "meeting": made_in(promise, request.actor),
    }
    return render(request, "front/promise.html", context)
