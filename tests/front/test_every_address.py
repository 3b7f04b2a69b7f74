"""Every address × every role × sound and broken input: never a server error, never a page past its row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from commonbeat.front.demo.build import build
from commonbeat.ledger import record
from commonbeat.people.models import Person

ROLES = ["", "resident@example.org", "ana@riverton.example", "chief@riverton.example", "clerk@riverton.example"]
THERE, NOT_THERE = [1, 2, 3], [999_999, 2**70]
ODD = ["", "0", "-1", "x" * 6000, "=cmd|' /C calc'!A0", "\u202eabc\u0000", "' OR 1=1 --", "9" * 30, "2026-02-30", "on"]
#: the accounts library's own, tested there, and what leaves the session
LEFT_OUT = {"account_logout", "set_language", "people.delete_me"}


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
            value = str(number) if kind.startswith("int") else ("A1" if "code" in kind else f"w{number % 97}")
            parts.append(value + rest)
    return "".join(parts)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.split("@")[0] or "nobody")
def test_no_address_breaks(role: str) -> None:
    record.forget_demo()
    build()
    client = Client(raise_request_exception=False)
    if role:
        person, _ = Person.objects.get_or_create(email=role)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    broken = []
    for name, address in addresses():
        numbered = "<int" in address
        for at, number in enumerate([*THERE, *NOT_THERE] if numbered else THERE[:1]):
            path = filled(address, number)
            for method, data in requests(at, lost=number in NOT_THERE, whole=not numbered):
                answer = getattr(client, method)(path, data)
                if answer.status_code >= 500 and not path.startswith("/health"):
                    broken.append(f"{method.upper()} {path} ({name}) {data and list(data.values())[0][:20]!r}")
    assert broken == []


FIELDS = ["words", "reasons", "kind", "passage", "language", "outcome", "due", "inputs", "file", "email", "q", "page"]


def requests(at: int, *, lost: bool, whole: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """A look, a look with odd questions, an empty form, forms with odd things: all of them here, or a third at each."""
    yield "get", {}
    yield "post", {}
    if lost:
        return
    yield "get", dict.fromkeys(FIELDS, ODD[at % len(ODD)])
    for odd in ODD if whole else ODD[at :: len(THERE)]:
        yield "post", dict.fromkeys(FIELDS, odd)
