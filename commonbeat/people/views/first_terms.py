"""First terms by lot: the sealed pool and the draw in public, and the two acts that make them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.frame.page import page
from commonbeat.people import actions, filling
from commonbeat.people.boards import by_slug
from commonbeat.people.forms.calls import SeedForm
from commonbeat.people.models import Organization, TermLot


@page("people.first_terms", Organization, found=by_slug)
def first_terms(request: HttpRequest, body: Organization) -> HttpResponse:
    """Who drew which first term, from which seed, and how anybody draws again."""
    return render(request, "people/first_terms.html", {"body": body, "told": filling.first_terms(body, request.actor)})


@page("people.seal_first_terms", Organization, found=by_slug)
def seal_first_terms(request: HttpRequest, body: Organization) -> HttpResponse:
    """Seal who draws."""
    if request.method == "POST":
        actions.seal_first_terms(body, by=request.actor)
        return redirect("people.first_terms", body.slug)
    told = filling.first_terms(body, request.actor)
    return render(request, "people/seal_first_terms.html", {"body": body, "told": told})


@page("people.draw_first_terms", TermLot)
def draw_first_terms(request: HttpRequest, lot: TermLot) -> HttpResponse:
    """Draw with a seed from outside."""
    form = SeedForm(request.POST or None)
    if form.is_valid():
        actions.draw_first_terms(lot, by=request.actor, **form.cleaned_data)
        return redirect("people.first_terms", lot.organization.slug)
    return render(request, "people/draw_first_terms.html", {"form": form, "lot": lot})
