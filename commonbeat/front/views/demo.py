"""The demo's own page: sign in as anybody in Riverton with one press. In a demo only, on this machine only."""

from urllib.parse import urlsplit

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page
from commonbeat.front.demo import alone
from commonbeat.front.demo.residents import residents
from commonbeat.people.models import Seat

#: where each role finds its work
START = {"coordinator": "matters.inbox", "staff": "matters.inbox", "chief": "matters.inbox"}
START |= dict.fromkeys(("clerk", "chair", "checker"), "matters.to_check")
LOOPBACK, OWN_NAMES = {"127.0.0.1", "::1"}, {"127.0.0.1", "localhost", "::1"}
#: what a proxy adds: through one, everybody comes from this machine
FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP", "HTTP_X_FORWARDED")


def is_on_this_machine(request: HttpRequest) -> bool:
    """Whether the browser runs on this machine itself, and no proxy stands between."""
    forwarded = any(name.startswith(FORWARDED) for name in request.META)
    name = urlsplit(f"//{request.get_host()}").hostname
    return request.META.get("REMOTE_ADDR") in LOOPBACK and name in OWN_NAMES and not forwarded


@never_cache  # what it shows depends on where the browser runs
@page("front.demo")
def demo(request: HttpRequest) -> HttpResponse:
    """Choose a role of the invented town."""
    if not request.house.demo or not is_on_this_machine(request):
        raise Http404
    held = Seat.objects.visible_to(request.actor).held().select_related("organization", "person")
    seats = held.exclude(person__name="")  # the panel that was drawn by lot has no names
    if request.method == "POST":
        seat = get_object_or_404(seats, pk=request.POST.get("seat") or 0)
        login(request, seat.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect(START.get(seat.role, "front.home"))
    context = {"seats": seats, "residents": residents(request.actor), "alone": alone}
    return render(request, "front/demo.html", context)
