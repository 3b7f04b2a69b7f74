"""The nineteen practices at the start: which three come first, and what is said of the others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.front.practices import FIRST, Practices
from commonbeat.people import actions


@page("front.practices")
def practices(request: HttpRequest) -> HttpResponse:
    """All nineteen, each with what was said of it; whoever may, says it here."""
    return _shown(request, Practices(request.house.agency))


@page("people.start_practice")
def start_practice(request: HttpRequest) -> HttpResponse:
    """Say of all nineteen where the agency starts: one entry for each that changed."""
    if request.method != "POST":
        return redirect("front.practices")
    nineteen = Practices(request.house.agency, request.POST)
    if not nineteen.is_valid():
        return _shown(request, nineteen)
    with transaction.atomic():
        for code, values in nineteen.changed():
            actions.start_practice(request.house.agency, by=request.actor, code=code, **values)
    messages.success(request, _("Saved."))
    return redirect("front.practices")


def _shown(request: HttpRequest, nineteen: Any) -> HttpResponse:
    return render(request, "front/practices.html", {"practices": nineteen, "first": FIRST})
