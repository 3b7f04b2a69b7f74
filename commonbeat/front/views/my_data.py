"""My data: everything that is held about the signed-in person, across all rooms, to read and to take along."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from commonbeat.frame.page import page
from commonbeat.front import my_data as held


@page("front.my_data")
def my_data(request: HttpRequest, form: str = "") -> HttpResponse:
    """All of it on one page; the same as JSON."""
    if form not in ("", "json"):
        raise Http404
    about = held.about(request.actor)
    if form == "json":
        answer = JsonResponse(held.as_record(about), json_dumps_params={"indent": 2, "ensure_ascii": False})
        answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
        return answer
    context: dict[str, Any] = {"about": about, "claimable": held.claimable(request.actor)}
    return render(request, "front/my_data.html", context)
