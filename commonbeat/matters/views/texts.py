"""Read a text, compare it with the version before, see who moved a passage."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.matters.models import Passage, Text
from commonbeat.matters.shown import texts as shown


@page("matters.text", Text)
def text(request: HttpRequest, read: Text) -> HttpResponse:
    """A text with numbered passages, and beside each what people said of it."""
    chosen = request.GET.get("passage", "")
    context = {"text": read, "reading": shown.reading(read, request.actor, chosen), "chosen": chosen}
    return render(request, "matters/text.html", context)


@page("matters.compare", Text)
def compare(request: HttpRequest, read: Text) -> HttpResponse:
    """A version beside the one before: what came, what went, and which comments moved it."""
    return render(request, "matters/compare.html", {"text": read, "compared": shown.comparison(read, request.actor)})


@page("matters.movers", Passage)
def movers(request: HttpRequest, passage: Passage) -> HttpResponse:
    """Which comments moved this passage, through all versions."""
    return render(request, "matters/movers.html", {"passage": passage, "changes": shown.movers(passage)})
