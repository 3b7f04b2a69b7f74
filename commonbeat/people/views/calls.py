"""Fill seats: the call in public, applications in private, the draw and the decision in public again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _

from commonbeat.frame import clock
from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.people import actions, filling
from commonbeat.people.boards import by_slug
from commonbeat.people.charter import Rules, term_end
from commonbeat.people.forms.calls import ApplicationForm, AppointForm, CallForm, CloseForm, SeedForm
from commonbeat.people.models import Application, Call, Charter, Lot, Organization, Seat


@page("people.call", Call)
def call(request: HttpRequest, one: Call) -> HttpResponse:
    """One call: who is looked for, until when, who decides, and what was decided."""
    return render(request, "people/call.html", {"call": one, "told": filling.told(one, request.actor)})


@page("people.open_call", Organization, found=by_slug)
def open_call(request: HttpRequest, body: Organization) -> HttpResponse:
    """Call for applications."""
    charter = Charter.objects.visible_to(request.actor).of(body)
    form = CallForm(request.POST or None, rules=charter.read if charter else Rules())
    if form.is_valid():
        given = form.cleaned_data
        words = Words(given.pop("words"), get_language() or "en")
        return redirect(actions.open_call(body, by=request.actor, words=words, **given))
    return render(request, "people/open_call.html", {"form": form, "body": body})


@page("people.apply", Call)
def apply(request: HttpRequest, one: Call) -> HttpResponse:
    """Apply, in private."""
    form = ApplicationForm(request.POST or None, quotas=one.quotas)
    if form.is_valid():
        made = actions.apply(one, by=request.actor, **form.given)
        messages.success(request, _("We have your application."))
        return redirect("people.application", made.pk)
    return render(request, "people/apply.html", {"form": form, "call": one, **filling.conditions_of(one)})


@page("people.application", Application)
def application(request: HttpRequest, given: Application) -> HttpResponse:
    """One application, for who wrote it and for who decides."""
    return render(request, "people/application.html", {"given": given, "call": given.call})


@page("people.withdraw_application", Application)
def withdraw_application(request: HttpRequest, given: Application) -> HttpResponse:
    """Take one's own application back."""
    if request.method == "POST":
        actions.withdraw_application(given, by=request.actor)
        return redirect("people.application", given.pk)
    return render(request, "people/withdraw_application.html", {"given": given})


@page("people.applications", Call)
def applications(request: HttpRequest, one: Call) -> HttpResponse:
    """The applications to one call without names, for who decides."""
    rows = Application.objects.visible_to(request.actor).filter(call=one)
    context = {"call": one, "rows": rows, "lot": filling.lot_of(one, request.actor)}
    return render(request, "people/applications.html", context)


@page("people.fix_pool", Call)
def fix_pool(request: HttpRequest, one: Call) -> HttpResponse:
    """Seal who can be drawn."""
    if request.method == "POST":
        actions.fix_pool(one, by=request.actor)
        return redirect("people.applications", one.pk)
    waiting = Application.objects.visible_to(request.actor).waiting().filter(call=one).count()
    return render(request, "people/fix_pool.html", {"call": one, "waiting": waiting})


@page("people.draw_lot", Lot)
def draw_lot(request: HttpRequest, lot: Lot) -> HttpResponse:
    """Draw with a seed from outside."""
    form = SeedForm(request.POST or None)
    if form.is_valid():
        actions.draw_lot(lot, by=request.actor, **form.cleaned_data)
        return redirect("people.applications", lot.call_id)
    return render(request, "people/draw_lot.html", {"form": form, "call": lot.call, "lot": lot})


@page("people.appoint", Application)
def appoint(request: HttpRequest, given: Application) -> HttpResponse:
    """Appoint one applicant, in public and with reasons."""
    one, charter = given.call, Charter.objects.visible_to(request.actor).of(given.call.organization)
    held = Seat.objects.visible_to(request.actor).held().filter(organization=one.organization, kind=one.kind)
    last = term_end(charter.read, one.kind, clock.today()) if charter else None
    form = AppointForm(request.POST or None, held=held, initial={"ends_on": last})
    if form.is_valid():
        said = form.cleaned_data
        reasons = Words(said.pop("reasons"), get_language() or "en")
        actions.appoint(given, by=request.actor, reasons=reasons, **said)
        return redirect(one)
    return render(request, "people/appoint.html", {"form": form, "given": given, "call": one})


@page("people.close_call", Call)
def close_call(request: HttpRequest, one: Call) -> HttpResponse:
    """End the call, and tell everybody who was not appointed."""
    form = CloseForm(request.POST or None)
    if form.is_valid():
        actions.close_call(one, by=request.actor, **form.cleaned_data)
        return redirect(one)
    return render(request, "people/close_call.html", {"form": form, "call": one})
