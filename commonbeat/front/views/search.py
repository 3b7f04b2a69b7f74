"""Search, on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.front.search import find


@page("front.search")
def search(request: HttpRequest) -> HttpResponse:
    """What holds these words, among what the reader may see."""
    asked = request.GET.get("q", "")[:200]
    found = find(request.actor, asked)
    return render(request, "front/search.html", {"asked": asked, "found": found})
