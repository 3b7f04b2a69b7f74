"""Search, on one page."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.front.search import MODELS, find


@page("front.search")
def search(request: HttpRequest) -> HttpResponse:
    """What holds these words, among what the reader may see; of one kind page by page."""
    asked, only, number = request.GET.get("q", "")[:200], request.GET.get("kind", ""), request.GET.get("page", "")
    page_number = max(int(number), 1) if only in MODELS and re.fullmatch("[0-9]{1,4}", number) else 1
    found = find(request.actor, asked, only if only in MODELS else "", page_number)
    return render(request, "front/search.html", {"asked": asked, "found": found, "only": only})
