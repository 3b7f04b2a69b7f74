"""The demo's own page: sign in as anybody in Riverton with one press. In a demo only, on this machine only."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commonbeat.frame.page import page
from commonbeat.front.demo.residents import residents
from commonbeat.people.models import Seat

#: where each role finds its work
START = {"coordinator": "matters.inbox", "staff": "matters.inbox", "chief": "matters.inbox"}
LOOPBACK = {"127.0.0.1", "::1"}


@page("front.demo")
def demo(request: HttpRequest) -> HttpResponse:
    """Choose a role of the invented town."""
    if not request.house.demo or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        raise Http404
    seats = Seat.objects.visible_to(request.actor).held().select_related("organization", "person")
    if request.method == "POST":
        seat = get_object_or_404(seats, pk=request.POST.get("seat") or 0)
        login(request, seat.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect(START.get(seat.role, "front.home"))
    return render(request, "front/demo.html", {"seats": seats, "residents": residents(request.actor)})
