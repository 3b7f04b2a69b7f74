"""What boards recommend: every one with its clock and its state; handing one on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from commonbeat.frame.page import as_data, page
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.boards import RecommendForm
from commonbeat.gatherings.shown import recommendations as shown
from commonbeat.people.boards import by_slug
from commonbeat.people.models import Charter, Organization


@page("gatherings.recommendations")
def recommendations(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every recommendation of every board, the newest first."""
    found = shown.rows(request.actor)
    if form:
        return as_data(form, shown.COLUMNS, [shown.cells(one) for one in found])
    return render(request, "gatherings/recommendations.html", {"rows": found, "tally": shown.tally(found)})


@page("gatherings.recommend", Organization, found=by_slug)
def recommend(request: HttpRequest, body: Organization) -> HttpResponse:
    """Hand on what the board has adopted."""
    charter = Charter.objects.visible_to(request.actor).of(body)
    reply = charter.read.reply if charter else None
    form = RecommendForm(request.POST or None, by_charter=bool(reply and reply.days))
    if form.is_valid():
        given, language = form.cleaned_data, get_language() or "en"
        texts = {name: Words(given.pop(name), language) for name in ("title", "words")}
        made = actions.recommend(body, by=request.actor, **texts, **given)
        return redirect(made)
    return render(request, "gatherings/recommend.html", {"form": form, "body": body, "reply": reply})
