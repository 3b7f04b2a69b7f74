"""The list of meetings, the page of one, their calendars and their map."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import may
from commonbeat.gatherings import questions
from commonbeat.gatherings.languages import LANGUAGES, named
from commonbeat.gatherings.models import Coming, Gathering, Interpreter
from commonbeat.gatherings.shown import areas, calendars, counts, intake, kept, meetings as shown, outlines, planning
from commonbeat.gatherings.shown.meeting import promised_before
from commonbeat.matters.shown.topics import page_of
from commonbeat.people.models import Place


@page("gatherings.meetings")
def meetings(request: HttpRequest, form: str = "") -> HttpResponse:
    """Meetings to come, or those that are over."""
    wanted = shown.Wanted.read(request.GET)
    rows = shown.meetings(request.actor, wanted)
    if form:
        link = request.build_absolute_uri
        return as_data(form, shown.COLUMNS, (shown.row(one, link(one.get_absolute_url())) for one in rows))
    listed = page_of(rows, request.GET.get("page"))
    context = {
        "page": listed,
        "wanted": wanted,
        "query": urlencode({name: value for name, value in request.GET.items() if value and name != "page"}),
        "kinds": Gathering.Kind.choices,
        "languages": LANGUAGES.items(),
        "bodies": planning.bodies_that_meet(request.actor),
        "places": planning.places(request.actor),
        "drafts": shown.drafts(request.actor),
        "plans_for": planning.plans_for(request.actor),
        "map": drawn(request, list(rows)) if rows else "",
    }
    return render(request, "gatherings/meetings.html", context)


def drawn(request: HttpRequest, rows: list[Gathering]) -> str:
    """The map of these meetings; "" where no place of them has an outline."""
    own = [one for one in planning.places(request.actor) if one.shape]
    spots = []
    for place in own:
        query = request.GET.copy()
        query["place"] = place.pk
        count = sum(one.place_id == place.pk for one in rows)
        spots.append(
            outlines.Spot(place.shape, str(place), count, f"{reverse('gatherings.meetings')}?{query.urlencode()}")
        )
    return outlines.drawn(spots, _("Where these meetings are, by place")) if spots else ""


@page("gatherings.map")
def geojson(request: HttpRequest) -> HttpResponse:
    """The list as GeoJSON, equal to it row by row."""
    rows = shown.meetings(request.actor, shown.Wanted.read(request.GET))
    told = shown.geojson((one, request.build_absolute_uri(one.get_absolute_url())) for one in rows)
    return JsonResponse(told, content_type="application/geo+json")


@page("gatherings.calendar")
def calendar(request: HttpRequest) -> HttpResponse:
    """A calendar to follow: of a body, a place, a language, or one meeting."""
    link, house = request.build_absolute_uri, request.house
    wanted = shown.Wanted.read(request.GET)
    made = calendars.file(request.actor, house.agency, wanted, link(), link)
    return HttpResponse(made, content_type="text/calendar; charset=utf-8")


@page("gatherings.meeting", Gathering)
def meeting(request: HttpRequest, gathering: Gathering, form: str = "") -> HttpResponse:
    """One meeting: when, where, in which languages; what was counted and promised there."""
    address = request.build_absolute_uri(gathering.get_absolute_url())
    if form:
        return JsonResponse(shown.as_schema(gathering, address), content_type="application/ld+json")
    own = Coming.objects.visible_to(request.actor).standing().filter(gathering=gathering).first()
    settled = Interpreter.objects.visible_to(request.actor).filter(gathering=gathering).exclude(state="asked")
    context = {
        "meeting": gathering,
        "own": own,
        "own_interpreter": named(own.interpreter) if own else "",
        "can_ask": gathering.window_id is not None and may("matters.comment", request.actor, gathering.window),
        "languages": [named(code) for code in gathering.languages],
        "interpreters": [(named(one.language), one) for one in settled],
        "people": shown.told_people(gathering),
        "status": shown.status(gathering),
        "attendance": shown.attendance(gathering),
        "out": counts.of(gathering, questions.ON_THE_WAY_OUT),
        "door": counts.of(gathering, questions.ABOUT_PEOPLE),
        "doubts": intake.doubts_told(gathering),
        "promises": planning.promises(gathering, request.actor),
        "promised": promised_before(gathering, request.actor),
        "asked": planning.asked(gathering, request.actor),
    }
    return render(request, "gatherings/meeting.html", context)


@page("gatherings.kept")
def kept_page(request: HttpRequest, form: str = "") -> HttpResponse:
    """How often meetings were held against how often they were to be, and whom they reached."""
    agency = request.house.agency
    rhythms, reached = kept.rhythms(request.actor, agency), kept.reached(request.actor, agency)
    if form:
        columns = [
            "place",
            "meetings",
            "in_calendar",
            "people",
            "meetings_of_fewer_than_five",
            "residents",
            "per_1000_residents",
        ]
        rows = [
            [str(o.place), o.meetings, o.listed, o.people, o.small, o.place.population, o.per_thousand] for o in reached
        ]
        return as_data(form, columns, rows, {"kept": [one.as_data() for one in rhythms]})
    context = {
        "rhythms": rhythms,
        "reached": reached,
        "untouched": areas.named([str(one.place) for one in reached if not one.meetings and not one.listed]),
    }
    context["old"] = Place.objects.visible_to(request.actor).current().count() - len(reached)
    context["plans_for"] = planning.plans_for(request.actor)
    return render(request, "gatherings/kept.html", context)
