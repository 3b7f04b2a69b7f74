"""Every request knows who acts and in which house; both are looked up only where they are used."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from commonbeat.ledger import record
from commonbeat.people.actor import NOBODY, Actor, actor_for
from commonbeat.people.house import House

#: key in the session: numbers of the givers whose return words were typed in this browser
GIVERS = "givers"

#: what answers before the first day too
ALWAYS = ("/health/", "/static/", "/language/")


class WhoActs:
    """Sets ``request.actor`` and ``request.house``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        request.house = SimpleLazyObject(lambda: House.now(request.actor))
        if record.is_demo() is None and not request.path.startswith(ALWAYS):
            return render(request, "people/not_founded.html", status=503)
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request: the signed-in person, and the return words typed in this browser."""
    givers = frozenset(request.session.get(GIVERS, ()))
    if request.user.is_authenticated:
        return actor_for(copy(request.user), givers)  # the copy is a Person, where request.user only stands for one
    return Actor(giver_ids=givers) if givers else NOBODY


def remember_giver(request: HttpRequest, giver_id: int) -> None:
    """Keep in this browser's session that this giver is here."""
    request.session[GIVERS] = [*request.session.get(GIVERS, ()), giver_id]
    request.actor = SimpleLazyObject(lambda: actor_of(request))


def house(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: the house and who is looking."""
    return {"house": getattr(request, "house", None), "actor": getattr(request, "actor", NOBODY)}
