"""Whole public pages, kept in this process' memory for readers about whom nothing is known (decision 12).

They are all of one moment: the head of the public log and the minute. Whatever act is sealed makes them stale at once,
on every process; what changes without an entry, and what the passing of time changes, is seen with the next minute.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import cc_delim_re
from django.utils.translation import get_language

from commonbeat.frame import clock
from commonbeat.ledger import record
from commonbeat.people.actor import Watched
from commonbeat.people.middleware import GIVERS

#: cookies by which something is known about a reader: a session, what they gave, what they are to be told
KNOWN_BY = {settings.SESSION_COOKIE_NAME, GIVERS, CookieStorage.cookie_name}
#: what the name under which a page is kept tells apart already
TOLD_APART = {"", "cookie", "accept-language"}
#: bytes: the heaviest page that is kept, all on one shelf, and what a page weighs beside its contents and address
HEAVIEST, ALL, BESIDE = 500_000, 16_000_000, 2_000

#: the newest entry's number and digest, and the minute
Moment = tuple[int, str, datetime]
#: language, scheme, host, the address with its query; of known readers, whether they are signed in
Name = tuple[str | None, str, str, str] | tuple[str | None, str, str, str, bool]


@dataclass(frozen=True)
class Page:
    """What is kept of an answer."""

    content: bytes
    headers: dict[str, str]

    def answer(self) -> HttpResponse:
        return HttpResponse(self.content, headers=self.headers)


#: the field that a form's token stands in
TOKEN = b"csrfmiddlewaretoken"
#: stands on the shelf for an address whose page is made for each reader anew
OWN = Page(b"", {})


class Shelf:
    """Pages of one moment, those least asked for thrown away first where there is no more room."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.moment: Moment | None = None
        self.pages: OrderedDict[Name, Page] = OrderedDict()
        self.turns: dict[Name, threading.Lock] = {}
        self.weight = 0

    def find(self, moment: Moment, name: Name) -> Page | None:
        with self.lock:
            if moment != self.moment:
                self.moment, self.weight = moment, 0
                self.pages.clear()
                self.turns.clear()
            if name in self.pages:
                self.pages.move_to_end(name)
            return self.pages.get(name)

    def turn(self, name: Name) -> threading.Lock:
        """Held by the one who makes this page, while others who ask for it wait."""
        with self.lock:
            return self.turns.setdefault(name, threading.Lock())

    def keep(self, moment: Moment, name: Name, page: Page) -> None:
        with self.lock:
            if moment != self.moment or name in self.pages:
                return
            self.pages[name] = page
            self.weight += weight(name, page)
            while self.weight > ALL:
                self.weight -= weight(*self.pages.popitem(last=False))

    def serve(
        self, moment: Moment, name: Name, request: HttpRequest, pages: KeptPages | KeptForKnown
    ) -> HttpResponseBase:
        """The page from the shelf; where it is not there yet, one makes it while others who ask for it wait."""
        kept = self.find(moment, name)
        if kept is None:
            with self.turn(name):
                kept = self.find(moment, name)
                if kept is None:
                    return pages.made(request, moment, name)
        return pages.get_response(request) if kept is OWN else kept.answer()


class KeptPages:
    """Stands before all that asks who the reader is. Each process has a shelf of its own; so has each test's client."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        moment = present() if request.method == "GET" and KNOWN_BY.isdisjoint(request.COOKIES) else None
        if moment is None:
            return self.get_response(request)
        return self.shelf.serve(moment, name_of(request), request, self)

    def made(self, request: HttpRequest, moment: Moment, name: Name) -> HttpResponseBase:
        """The answer made anew; the shelf knows from now on whether it is for all."""
        answer = self.get_response(request)
        for_all = isinstance(answer, HttpResponse) and is_for_all(request, answer)
        self.shelf.keep(moment, name, Page(answer.content, dict(answer.headers)) if for_all else OWN)
        return answer


class KeptForKnown:
    """Pages for readers without a seat of whom something is known, where nothing on the page follows from who they are.

    It stands innermost: who acts has been found out. An actor who is watched notes whether the page asks for more of
    them than whether they are signed in. A page that does, reads their session or carries a form's token is theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        moment = present() if is_known_without_seat(request) else None
        if moment is None:
            return self.get_response(request)
        name = (*name_of(request), request.actor.is_signed_in)
        return self.shelf.serve(moment, name, request, self)

    def made(self, request: HttpRequest, moment: Moment, name: Name) -> HttpResponseBase:
        """The answer made anew, under watch; the shelf knows from now on whether it is for all such readers."""
        watched = Watched(**vars(copy(request.actor)))  # the copy is an Actor, where request.actor only stands for one
        request.actor, request.givers_asked, request.session.accessed = watched, False, False
        answer = self.get_response(request)
        own = watched.was_asked or request.givers_asked or request.session.accessed or request.actor is not watched
        request.session.accessed = True  # who acts was found out with it, so the answer varies by cookie
        same = not own and isinstance(answer, HttpResponse) and is_for_all(request, answer)
        if same and hasattr(request.resolver_match.func, "page_name") and TOKEN not in answer.content:
            self.shelf.keep(moment, name, Page(answer.content, dict(answer.headers)))
        else:
            self.shelf.keep(moment, name, OWN)
        return answer


def is_known_without_seat(request: HttpRequest) -> bool:
    """Whether the reader comes with a session or with givers, holds no seat, and is to be told nothing."""
    if request.method != "GET" or KNOWN_BY.isdisjoint(request.COOKIES) or CookieStorage.cookie_name in request.COOKIES:
        return False
    return not request.actor.seats and SessionStorage.session_key not in request.session


def name_of(request: HttpRequest) -> tuple[str | None, str, str, str]:
    return (get_language(), request.scheme, request.get_host(), request.get_full_path())


def present() -> Moment | None:
    """The moment of which pages may be kept; None before the house is founded, and where the database fails."""
    try:
        head = record.head()
    except DatabaseError:
        return None  # the page itself says so
    return (head.number, head.digest, clock.now().replace(second=0, microsecond=0)) if head else None


def is_for_all(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether everybody else about whom nothing is known gets the same. A form's token comes with a cookie."""
    own = answer.cookies or request.csp_nonce or {"private", "no-store"} & listed(answer, "Cache-Control")
    whole = answer.status_code == 200 and len(answer.content) <= HEAVIEST
    return whole and not own and listed(answer, "Vary") <= TOLD_APART


def listed(answer: HttpResponse, header: str) -> set[str]:
    """The parts of a header that is a list."""
    return {part.lower() for part in cc_delim_re.split(answer.get(header, ""))}


def weight(name: Name, page: Page) -> int:
    return len(page.content) + len(name[3]) + BESIDE
