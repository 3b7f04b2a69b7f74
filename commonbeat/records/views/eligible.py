"""The list of eligible offenses, and why somebody was not offered the least harmful outcome."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import Refused
from commonbeat.records import actions
from commonbeat.records.forms.small_tools import EligibleListForm, ReasonForm
from commonbeat.records.models import EligibleList
from commonbeat.records.shown import eligible as shown, not_offered


@page("records.eligible")
def eligible(request: HttpRequest, form: str = "") -> HttpResponse:
    """Each version, and what changed against the one before."""
    versions = shown.versions(request.actor)
    if form:
        return as_data(form, shown.COLUMNS, shown.rows(versions))
    today, rows = request.house.agency.today(), EligibleList.objects.visible_to(request.actor)
    held, waiting = rows.on(today), [one for one in rows.standing() if one.first > today]
    now = next((one for one in versions if one.held == held), None)
    return render(request, "records/eligible.html", {"versions": versions, "now": now, "waiting": waiting})


@page("records.adopt_list")
def adopt_list(request: HttpRequest) -> HttpResponse:
    """Enter the next version."""
    agency = request.house.agency
    before = EligibleList.objects.visible_to(request.actor).last()
    form = EligibleListForm(request.POST or None, before=before, today=agency.today())
    if form.is_valid():
        try:
            made = actions.adopt_list(agency, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Version %(number)s is public.") % {"number": made.version})
            return redirect("records.eligible")
    return render(request, "records/adopt_list.html", {"form": form, "before": before})


@page("records.reasons")
def reasons(request: HttpRequest, form: str = "") -> HttpResponse:
    """Counts by reason and quarter; small ones withheld."""
    quarters = not_offered.quarters(request.house.agency.today())
    if form:
        return as_data(form, not_offered.COLUMNS, not_offered.rows(quarters))
    return render(request, "records/reasons.html", {"quarters": quarters})


@page("records.note_reason")
def note_reason(request: HttpRequest) -> HttpResponse:
    """Offense, place, reason: in 20 seconds, on a phone. Nobody is named."""
    agency = request.house.agency
    held = EligibleList.objects.visible_to(request.actor).on(agency.today())
    form = ReasonForm(request.POST or None, held=held, today=agency.today(), actor=request.actor)
    if form.is_valid():
        try:
            actions.note_reason(agency, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Noted. It names nobody, here or in the log."))
            return redirect("records.note_reason")
    return render(request, "records/note_reason.html", {"form": form, "held": held})
