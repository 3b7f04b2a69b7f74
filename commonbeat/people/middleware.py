"""Every request knows who acts and in which house; both are looked up only where they are used.

Which givers are known in this browser stands in a signed cookie on the reader's own device and nowhere else: in the
database it would link what one reader gave in several topics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from commonbeat.frame import breakdown
from commonbeat.ledger import record
from commonbeat.people.actor import NOBODY, Actor, actor_for
from commonbeat.people.house import House

#: the cookie, how long it is good, and the most givers that it names (browsers take 4,096 bytes)
GIVERS, GIVERS_KEPT, MOST_GIVERS = "givers", timedelta(days=14), 300
#: what answers before the first day too
ALWAYS = ("/health/", "/static/", "/language/")
#: what answers everybody during the private rehearsal too: signing in, invitations, links in letters
IN_REHEARSAL = (*ALWAYS, "/account/", "/letters/")
#: what a page may ask of the device: nothing but its passkeys
ASKS_FOR = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class WhoActs:
    """Sets ``request.actor`` and ``request.house``; what is shown to one reader is kept by no proxy and no browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        request.house = SimpleLazyObject(lambda: House.now(request.actor))
        try:
            answer = self.closed(request) or self.get_response(request)
        except DatabaseError as trouble:
            answer = breakdown.said(request, trouble)
        answer.setdefault("Permissions-Policy", ASKS_FOR)
        if hasattr(request, "givers_now"):
            keep_givers(answer, request.givers_now)
        if answer.status_code < 500 and (givers_of(request) or request.user.is_authenticated):
            patch_cache_control(answer, private=True, no_store=True)
        return answer

    def closed(self, request: HttpRequest) -> HttpResponse | None:
        """The page for whom the house is not open: nobody before it is founded, no stranger during its rehearsal."""
        if request.path.startswith(ALWAYS):
            return None
        if record.is_demo() is None:
            return render(request, "people/not_founded.html", status=503)
        if request.path.startswith(IN_REHEARSAL) or is_invitation(request):
            return None
        if not is_open_to_all(request) and not request.actor.seats:
            return render(request, "people/not_public.html", status=503)
        return None


def is_open_to_all(request: HttpRequest) -> bool:
    """Whether the private rehearsal is over. A door that was opened stays open, so that this is asked once."""
    if "open" not in record.SETTLED:
        if request.house.agency is None or request.house.rehearsal:
            return not request.house.rehearsal
        record.SETTLED["open"] = True
    return True


def is_invitation(request: HttpRequest) -> bool:
    """Whether this is the page of an invitation to a seat, which its reader opens before they hold one."""
    return request.path.startswith("/seats/") and request.path.endswith(("/invitation/", "/accept/"))


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request: the signed-in person, and the return words typed in this browser."""
    givers = frozenset(givers_of(request))
    if request.user.is_authenticated:
        return actor_for(copy(request.user), givers)  # the copy is a Person, where request.user only stands for one
    return Actor(giver_ids=givers) if givers else NOBODY


def givers_of(request: HttpRequest) -> list[int]:
    """The numbers of the givers known in this browser; none where the cookie is missing, forged or too old."""
    request.givers_asked = True
    if hasattr(request, "givers_now"):
        return request.givers_now
    try:
        return signing.loads(request.COOKIES.get(GIVERS, ""), salt=GIVERS, max_age=GIVERS_KEPT)
    except signing.BadSignature:
        return []


def remember_giver(request: HttpRequest, giver_id: int) -> None:
    """Keep in this browser that this giver is here."""
    known = [one for one in givers_of(request) if one != giver_id]
    request.givers_now = [*known, giver_id][-MOST_GIVERS:]
    look_again(request)


def look_again(request: HttpRequest) -> None:
    """Find out anew who acts: what they gave a moment ago is theirs."""
    request.actor = SimpleLazyObject(lambda: actor_of(request))


def forget_givers(request: HttpRequest) -> None:
    """Forget in this browser who gave something."""
    request.givers_now = []
    look_again(request)


def keep_givers(answer: HttpResponse, givers: Iterable[int]) -> None:
    """Write the cookie; take it away where there is nobody to remember."""
    if not givers:
        answer.delete_cookie(GIVERS, samesite="Lax")
        return
    kept = signing.dumps(list(givers), salt=GIVERS, compress=True)
    answer.set_cookie(
        GIVERS, kept, max_age=GIVERS_KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def house(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: the house and who is looking."""
    return {"house": getattr(request, "house", None), "actor": getattr(request, "actor", NOBODY)}
