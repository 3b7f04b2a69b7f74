"""Erasure: ask for it, and decide it from outside the agency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.matters import actions
from commonbeat.matters.forms.erasure import AskErasureForm, EraseForm
from commonbeat.matters.models import Erasure, Input
from commonbeat.matters.views import asking


@page("matters.ask_erasure", Input)
def ask_erasure(request: HttpRequest, given: Input) -> HttpResponse:
    """Ask that these words be erased for good."""
    earlier = Erasure.objects.visible_to(request.actor).filter(input=given).select_related("by_seat__organization")
    return asking.say(
        request,
        given,
        AskErasureForm(request.POST or None),
        actions.ask_erasure,
        done=_("Your request is with the seats outside the agency. This page will say the outcome."),
        template="matters/ask_erasure.html",
        earlier=earlier,
    )


@page("matters.erasures")
def erasures(request: HttpRequest) -> HttpResponse:
    """Requests that wait for a decision from outside the agency."""
    rows = Erasure.objects.visible_to(request.actor).waiting().select_related("input__matter")
    return render(request, "matters/erasures.html", {"asked": rows})


@page("matters.erase", Erasure)
def erase(request: HttpRequest, asked: Erasure) -> HttpResponse:
    """Decide one request."""
    form = EraseForm(request.POST or None)
    if form.is_valid():
        actions.erase(asked, by=request.actor, **form.cleaned_data)
        return redirect("matters.erasures")
    return render(request, "matters/erase.html", {"asked": asked, "form": form})
