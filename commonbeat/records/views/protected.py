"""Protected time: as it was kept, in public; and the page on which it is logged in ten seconds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import Refused
from commonbeat.records import actions
from commonbeat.records.forms.small_tools import BlockForm, LogForm
from commonbeat.records.models import BlockLog, ProtectedBlock
from commonbeat.records.shown import protected as shown
from commonbeat.records.shown.month_bars import month_bars


@page("records.protected")
def protected(request: HttpRequest, form: str = "") -> HttpResponse:
    """Kept of planned, month by month, and why it was broken."""
    slots = shown.slots(request.actor, request.house.agency, shown.YEAR)
    months = shown.by_month(slots)
    if form:
        return as_data(form, shown.COLUMNS, shown.rows(months))
    planned = ProtectedBlock.objects.visible_to(request.actor).current().select_related("place")
    chart = month_bars(months, _("How many of the planned times were kept, month by month"))
    told = {"months": months, "chart": chart, "whole": shown.in_all(slots), "blocks": planned}
    return render(request, "records/protected.html", told)


@page("records.blocks")
def blocks(request: HttpRequest) -> HttpResponse:
    """What is to be logged, with its buttons; and the plan."""
    agency, actor = request.house.agency, request.actor
    planned = ProtectedBlock.objects.visible_to(actor).current().select_related("place")
    to_log, logged = shown.lately(actor, agency)
    told = {"slots": to_log, "logged": logged, "blocks": planned}
    return render(request, "records/blocks.html", told | {"reasons": BlockLog.Reason.choices})


@page("records.plan_block")
def plan_block(request: HttpRequest) -> HttpResponse:
    """Keep some hours of a weekday free."""
    form = BlockForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        actions.plan_block(request.house.agency, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Planned, every week from today on. Everybody can read it."))
        return redirect("records.blocks")
    return render(request, "records/plan_block.html", {"form": form})


@page("records.end_block", ProtectedBlock)
def end_block(request: HttpRequest, block: ProtectedBlock) -> HttpResponse:
    """Plan it no more."""
    if request.method == "POST":
        actions.end_block(block, by=request.actor)
        return redirect("records.blocks")
    return render(request, "records/end_block.html", {"block": block})


@page("records.log_block", ProtectedBlock)
def log_block(request: HttpRequest, block: ProtectedBlock) -> HttpResponse:
    """What a button on the page of blocks says; looked at alone it leads there."""
    form = LogForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.log_block(block, by=request.actor, **form.facts)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Logged as kept.") if made.kept else _("Logged as broken."))
    return redirect("records.blocks")
