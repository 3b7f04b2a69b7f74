"""Organizations and their seats, in public; granting, accepting and ending them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import Refused
from commonbeat.people import actions, reading
from commonbeat.people.forms import INVITED, DayForm, InviteForm, OrganizationForm, OutsideForm, roles_of
from commonbeat.people.models import Agency, Organization, Seat
from commonbeat.people.views.first_day import back_to, step_of
from commonbeat.people.views.invitations import say_how_it_goes

#: key in the session: the secret of an invitation, while its reader signs in
KEY = "invitation"
COLUMNS = ["organization", "kind", "seat", "role", "since", "until", "held"]


@page("people.seats")
def seats(request: HttpRequest, form: str = "") -> HttpResponse:
    """Who holds which seat: seats and dates, never a person's name."""
    rows = list(reading.seats(request.actor))
    if form:
        cells = [
            [str(s.organization), s.organization.kind, s.name, s.role, s.since, s.until, s.person_id is not None]
            for s in rows
        ]
        return as_data(form, COLUMNS, cells)
    bodies = Organization.objects.visible_to(request.actor)
    groups = [(body, [seat for seat in rows if seat.organization_id == body.pk]) for body in bodies]
    return render(request, "people/seats.html", {"groups": groups})


@page("people.organization", Organization)
def organization(request: HttpRequest, body: Organization) -> HttpResponse:
    """One organization and its seats."""
    return render(
        request,
        "people/organization.html",
        {"body": body, "seats": reading.organization_seats(body, request.actor), "today": request.house.agency.today()},
    )


@page("people.add_organization")
def add_organization(request: HttpRequest) -> HttpResponse:
    """Add a board, an office or a partner."""
    form = OrganizationForm(request.POST or None, organizations=Organization.objects.visible_to(request.actor))
    if form.is_valid():
        made = actions.add_organization(request.house.agency, by=request.actor, **form.cleaned_data)
        return redirect(made)
    return render(request, "people/add_organization.html", {"form": form})


@page("people.grant_seat", Organization)
def grant_seat(request: HttpRequest, body: Organization) -> HttpResponse:
    """Grant a seat: its future holder gets a link."""
    form = InviteForm(request.POST or None, roles=roles_of(body))
    if form.is_valid():
        secret = actions.new_secret()
        offer = actions.grant_seat(body, by=request.actor, secret=secret, **form.cleaned_data)
        say_how_it_goes(request, offer, secret)
        return back_to(request) or redirect(body)
    return render(request, "people/grant_seat.html", {"form": form, "body": body, "step": step_of(request)})


@page("people.invite_first", Agency)
def invite_first(request: HttpRequest, agency: Agency) -> HttpResponse:
    """The first seat outside the agency, in a body that is named here; while none has been taken up."""
    form = OutsideForm(request.POST or None, roles=Seat.CHECKING)
    if form.is_valid():
        given = form.cleaned_data
        name, kind = given.pop("body"), given.pop("kind")
        known = Organization.objects.visible_to(request.actor).filter(name__iexact=name).first()
        body = known or actions.add_organization(agency, by=request.actor, name=name, kind=kind)
        secret = actions.new_secret()
        offer = actions.invite_first(agency, by=request.actor, organization=body, secret=secret, **given)
        say_how_it_goes(request, offer, secret)
        return redirect("people.settle", part="outside")
    return render(request, "people/invite_first.html", {"form": form, "agency": agency})


@page("people.invitation", Seat)
def invitation(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What the link of an invitation shows: the seat, and the way to take it."""
    secret = request.POST.get("key") or request.GET.get("key") or request.session.get(KEY, "")
    offer = reading.invitation(seat, secret)
    if offer is None:
        return render(request, "people/invitation_over.html", {"seat": seat}, status=410)
    if request.method == "POST":
        request.session[KEY], request.session[INVITED] = secret, offer.email
        to = "account_login" if reading.has_account(offer.email) else "account_signup"
        return redirect(reverse(to) + f"?next={request.path}")
    answer = render(request, "people/invitation.html", {"seat": seat, "offer": offer, "key": secret})
    answer["Referrer-Policy"] = "strict-origin"
    return answer


@page("people.accept_seat", Seat)
def accept_seat(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take the seat."""
    if request.method != "POST":
        return redirect("people.invitation", seat.pk)
    actions.accept_seat(seat, by=request.actor, secret=request.POST.get("key", ""))
    request.session.pop(KEY, None)
    request.session.pop(INVITED, None)
    messages.success(request, _("You hold this seat now."))
    return redirect(seat.organization)


@page("people.end_seat", Seat)
def end_seat(request: HttpRequest, seat: Seat) -> HttpResponse:
    """End a seat on a day."""
    form = DayForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["until"] < seat.since:
            raise Refused(_("A seat cannot end before it began."))
        actions.end_seat(seat, by=request.actor, **form.cleaned_data)
        return redirect(seat.organization)
    return render(request, "people/end_seat.html", {"form": form, "seat": seat})
