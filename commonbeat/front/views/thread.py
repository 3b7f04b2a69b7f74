"""The thread: from what was said to who checked it, on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame import proof
from commonbeat.frame.page import page
from commonbeat.gatherings.models import Recommendation
from commonbeat.matters import posts
from commonbeat.matters.models import Input
from commonbeat.matters.shown import results, threads as shown


@page("front.thread", Input)
def thread(request: HttpRequest, given: Input) -> HttpResponse:
    """One comment: its words, the reply, what changed, the decision, the promise, the check."""
    told = shown.page_of(given.pk, request.actor)
    own = given.giver_id is not None and given.giver_id in request.actor.giver_ids
    context = {"told": told, "given": told.given, "stations": told.stations, "proof": proof.of(given) if own else None}
    if given.giver and given.giver.organization_id:
        rows = Recommendation.objects.visible_to(request.actor).select_related("organization")
        context["recommendation"] = rows.filter(given=given).first()
    context["voted"] = results.of_opinion(told.given, request.actor)
    if own and told.given.giver.email:
        context["stop_letters"] = posts.unsubscribe_link(told.given.giver)
    return render(request, "front/thread.html", context)
