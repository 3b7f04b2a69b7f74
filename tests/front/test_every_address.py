"""Every address × every role × sound and broken input: never a server error, never a page past its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from commonbeat.front.demo.build import build
from commonbeat.people.models import Person
from tests.front.forms import forms_of
from tests.laying import lay

#: nobody, somebody without a seat, and the demo's seats
ROLES = ["", "resident", "coordinator", "officer", "chief", "clerk"]
if connection.vendor == "postgresql":  # what breaks a database does not depend on who breaks it
    ROLES = ["coordinator"]
EMAILS = {
    "resident": "somebody@example.org",
    "coordinator": "ana@riverton.example",
    "officer": "patrol@riverton.example",
    "chief": "chief@riverton.example",
    "clerk": "clerk@riverton.example",
}
THERE, NOT_THERE = [1, 2, 3], [999_999, 2**70]
ODD = ["", "0", "-1", "x" * 6000, "=cmd|' /C calc'!A0", "\u202eabc\u0000", "' OR 1=1 --", "9" * 30, "2026-02-30", "on"]
#: fields of forms that the page itself does not show at this moment
FIELDS = ["words", "reasons", "kind", "passage", "language", "outcome", "due", "inputs", "file", "email", "q", "page"]
#: how often a form is sent that stands on many pages
MOST_TIMES = 5
#: what ends the session or makes somebody else of it
LEFT_OUT = {"account_logout", "set_language", "people.delete_me", "front.demo"}
ENDING = {"/account/logout/", "/language/", "/my/delete/", "/demo/"}


def addresses() -> Iterator[tuple[str, str]]:
    """(name, address with its arguments still open) of every pattern."""

    def walk(patterns: list, before: str) -> Iterator[tuple[str, str]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, before + str(one.pattern))
            elif isinstance(one, URLPattern) and one.name not in LEFT_OUT and "^" not in str(one.pattern):
                yield one.name or "", "/" + before + str(one.pattern)

    yield from walk(get_resolver().url_patterns, "")


def filled(address: str, number: int) -> str:
    """An address with this number in every place that takes one."""
    parts = []
    for part in address.split("<"):
        kind, _, rest = part.partition(">")
        if not _:
            parts.append(part)
        else:
            board = "riverton-community-police-board" if number in THERE else "no-such-board"
            value = str(number) if kind.startswith("int") else "A1" if "code" in kind else f"w{number % 97}"
            value = board if kind == "slug:number" else value
            parts.append(value + rest)
    return "".join(parts)


class Fuzzed:
    """A signed-in browser that remembers every address at which the house broke."""

    def __init__(self, role: str) -> None:
        self.client = Client(raise_request_exception=False)
        self.broken: list[str] = []
        if role:
            person, _ = Person.objects.get_or_create(email=EMAILS[role])
            self.client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def send(self, method: str, path: str, data: dict[str, str] | None = None) -> Any:
        answer = getattr(self.client, method)(path, data or {})
        if answer.status_code >= 500 and not path.startswith("/health"):
            self.broken.append(f"{method.upper()} {path} {str(data)[:80]}")
        return answer


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "nobody")
def test_no_address_breaks(role: str) -> None:
    lay("Riverton", build)
    browser, odd, sent = Fuzzed(role), cycle(ODD), Counter()
    numbers = [*THERE, *NOT_THERE] if role == "coordinator" else [THERE[0], NOT_THERE[0]]  # who has the most forms
    for _name, address in addresses():
        for number in numbers if "<int" in address else THERE[:1]:
            path = filled(address, number)
            seen = browser.send("get", path)
            browser.send("post", path)
            if number in NOT_THERE:
                continue
            browser.send("get", path, dict.fromkeys(FIELDS, next(odd)))
            browser.send("post", path, dict.fromkeys(FIELDS, next(odd)))
            page = seen.content.decode() if seen.get("Content-Type", "").startswith("text/html") else ""
            for form in forms_of(page, path):
                if form.action in ENDING or sent[form.kind] == MOST_TIMES:
                    continue
                sent[form.kind] += 1
                browser.send("post", form.action, form.filled(next(odd)))
    assert browser.broken == []
