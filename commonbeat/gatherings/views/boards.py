"""Boards and committees: who sits, by which rules, what is vacant, what they recommend."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.gatherings.shown import boards as shown, popolo, recommendations
from commonbeat.people import likeness
from commonbeat.people.boards import by_slug
from commonbeat.people.models import Call, Organization


@page("gatherings.boards")
def boards(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every board and committee with its seats."""
    found = shown.boards(request.house.agency.today(), request.actor)
    if form:
        return as_data(form, shown.COLUMNS, [shown.cells(one) for one in found])
    return render(request, "gatherings/boards.html", {"boards": found})


@page("gatherings.board", Organization, found=by_slug)
def board(request: HttpRequest, body: Organization, form: str = "") -> HttpResponse:
    """One board: its seats against its charter, and its recommendations; for other programs as Popolo."""
    if form:
        return JsonResponse(popolo.organization(body, request.actor))
    told = shown.board(body, request.house.agency.today(), request.actor)
    context = {
        "board": told,
        "missed": [one.seat.pk for one in told.attended(request.actor) if one.too_many],
        "held": told.held_in_a_year(request.actor),
        "calls": Call.objects.visible_to(request.actor).undecided().filter(organization=body),
        "likeness": likeness.of(body, request.actor),
        "own": [seat for seat in request.actor.seats if seat.organization_id == body.pk],
        "recommendations": recommendations.rows(request.actor, body),
    }
    return render(request, "gatherings/board.html", context)


@page("gatherings.board_attendance", Organization, found=by_slug)
def attendance(request: HttpRequest, body: Organization) -> HttpResponse:
    """Who came to a board's meetings, seat by seat, for the body itself and its clerk."""
    told = shown.board(body, request.house.agency.today(), request.actor)
    return render(request, "gatherings/board_attendance.html", {"board": told, "records": told.attended(request.actor)})
