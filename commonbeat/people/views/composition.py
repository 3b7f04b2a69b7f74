"""Who lives here, who sits: census margins, a member's own word, and the count that tells of nobody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.people import actions
from commonbeat.people.boards import by_slug
from commonbeat.people.forms.composition import DeclarationForm, PopulationForm
from commonbeat.people.models import Declaration, Organization, Population, Seat


@page("people.enter_population")
def enter_population(request: HttpRequest) -> HttpResponse:
    """Enter how many residents are in each group."""
    form = PopulationForm(request.POST or None)
    if form.is_valid():
        actions.enter_population(request.house.agency, by=request.actor, **form.cleaned_data)
        return redirect("people.enter_population")
    known = Population.objects.visible_to(request.actor).newest().values()
    return render(request, "people/enter_population.html", {"form": form, "known": known})


@page("people.declare", Seat)
def declare(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say in one's own seat to which groups one belongs, or not."""
    margins = Population.objects.visible_to(request.actor).newest()
    before = Declaration.objects.visible_to(request.actor).filter(seat=seat).first()
    said = {**before.answers, "consents": before.consents} if before else {}
    form = DeclarationForm(request.POST or None, margins=margins, initial=said)
    if request.method == "POST" and form.is_valid():
        actions.declare(seat, by=request.actor, answers=form.answers, consents=form.cleaned_data["consents"])
        messages.success(request, _("Kept. Nobody but you can read it."))
        return redirect("gatherings.board", seat.organization.slug)
    return render(request, "people/declare.html", {"form": form, "seat": seat, "margins": margins})


@page("people.publish_composition", Organization, found=by_slug)
def publish_composition(request: HttpRequest, body: Organization) -> HttpResponse:
    """Count the members, once every one agrees."""
    if request.method == "POST":
        actions.publish_composition(body, by=request.actor)
        return redirect("gatherings.board", body.slug)
    return render(request, "people/publish_composition.html", {"body": body})
