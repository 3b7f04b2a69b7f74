"""Places: beats, districts, wards, neighborhoods, with the dates between which they have their name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import Refused
from commonbeat.people import actions
from commonbeat.people.forms import DayForm, DescribePlaceForm, PlaceForm
from commonbeat.people.models import Place


@page("people.places")
def places(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every place, those of the past too."""
    rows = Place.objects.visible_to(request.actor)
    if form:
        columns = ["number", "kind", "name", "since", "until", "population", "population_source"]
        return as_data(form, columns, rows.values_list("pk", *columns[1:]))
    return render(request, "people/places.html", {"places": rows, "today": request.house.agency.today()})


@page("people.add_place")
def add_place(request: HttpRequest) -> HttpResponse:
    """Name a place."""
    form = PlaceForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if Place.objects.visible_to(request.actor).current().filter(kind=given["kind"], name=given["name"]).exists():
            raise Refused(_("There is already a place of this kind and name."))
        actions.add_place(request.house.agency, by=request.actor, **given)
        return redirect("people.places")
    return render(request, "people/add_place.html", {"form": form})


@page("people.describe_place", Place)
def describe_place(request: HttpRequest, place: Place) -> HttpResponse:
    """Residents, and the outline for the map."""
    form = DescribePlaceForm(request.POST or None, initial=DescribePlaceForm.initial_of(place))
    if form.is_valid():
        actions.describe_place(place, by=request.actor, **form.cleaned_data)
        return redirect("people.places")
    return render(request, "people/describe_place.html", {"form": form, "place": place})


@page("people.end_place", Place)
def end_place(request: HttpRequest, place: Place) -> HttpResponse:
    """End a place's validity."""
    form = DayForm(request.POST or None)
    if form.is_valid():
        actions.end_place(place, by=request.actor, **form.cleaned_data)
        return redirect("people.places")
    return render(request, "people/end_place.html", {"form": form, "place": place})
