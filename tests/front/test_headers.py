"""What every answer carries: who may frame it, load into it, keep it; and secure cookies and HSTS behind HTTPS."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from tests import factories, houses
from tests.front.reading import client_of
from tests.front.test_every_address import addresses, filled

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
}  # fmt: skip


def everywhere(client: Client):
    for name, address in addresses():
        yield name, client.get(filled(address, 1))


@pytest.mark.parametrize("name", ["", "coordinator"], ids=["nobody", "coordinator"])
def test_every_address_answers_with_all_headers(name: str) -> None:
    house = factories.house()
    factories.said(factories.opened(house))
    for address, answer in everywhere(client_of(name)):
        assert {key: answer.get(key) for key in HEADERS} == HEADERS, address
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICY, address
        assert answer["Referrer-Policy"] in ("same-origin", "strict-origin"), address
        assert answer["Permissions-Policy"].startswith("camera=(), microphone=(), geolocation=()"), address


@pytest.mark.parametrize("name", ["resident", "coordinator", "clerk"])
def test_what_one_reader_sees_is_kept_nowhere(name: str) -> None:
    house = factories.house()
    factories.said(factories.opened(house))
    client = client_of(name)
    kept = [a for a, answer in everywhere(client) if {"private", "no-store"} - set(
        answer.get("Cache-Control", "").split(", ")) and answer.status_code < 500]  # fmt: skip
    assert kept == []
    assert "no-store" not in Client().get("/").get("Cache-Control", ""), "public pages may be kept"


SECURE = """
import django; django.setup()
import json
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
client = Client(HTTP_HOST="voice.example.gov", HTTP_X_FORWARDED_PROTO="https")
answer = client.post("/return/", {"words": "x y"})
cookies = {name: [bool(one["secure"]), bool(one["httponly"])] for name, one in answer.cookies.items()}
language = client.post("/language/", {"language": "es"})
cookies |= {name: [bool(one["secure"]), bool(one["httponly"])] for name, one in language.cookies.items()}
from commonbeat.people.middleware import keep_givers
keep_givers(answer, [1])
cookies["givers"] = [bool(answer.cookies["givers"]["secure"]), bool(answer.cookies["givers"]["httponly"])]
plain = Client(HTTP_HOST="voice.example.gov").get("/")
from django.conf import settings
print(json.dumps([answer["Strict-Transport-Security"], plain.status_code, plain["Location"], cookies,
                  settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY]))
"""


def test_behind_https_cookies_are_secure_and_browsers_stay_there(tmp_path: Path) -> None:
    houses.built(tmp_path)
    own = houses.environment(tmp_path) | {"COMMONBEAT_ADDRESS": "https://voice.example.gov", "COMMONBEAT_PROXY": "1"}
    command = [sys.executable, "-c", SECURE]
    said = subprocess.run(command, env=own, cwd=houses.ROOT, capture_output=True, text=True, check=True).stdout
    hsts, status, location, cookies, *session = json.loads(said)
    assert (hsts, status, location) == ("max-age=31536000", 301, "https://voice.example.gov/")
    assert session == [True, True]
    assert {name for name, (secure, _) in cookies.items() if not secure} == set()
    assert cookies["givers"] == [True, True]


def asked(method: str, address: str) -> tuple[str, dict[str, str], bytes]:
    """What the application hands to its server: status, headers and body."""
    told: list[tuple[str, dict[str, str]]] = []
    environ = RequestFactory().generic(method, address).environ
    parts = WSGIHandler()(environ, lambda status, headers, _trouble=None: told.append((status, dict(headers))))
    body = b"".join(parts)
    parts.close()
    return (*told[0], body)


@pytest.mark.parametrize("address", ["/", "/about/", "/verify.py", "/ledger.jsonl", "/topics/1/", "/nowhere/"])
def test_head_is_answered_without_a_body(address: str) -> None:
    factories.opened(factories.house())
    status, headers, body = asked("GET", address)
    bare = asked("HEAD", address)
    assert body and (bare[0], bare[2]) == (status, b"")
    assert bare[1]["Content-Type"] == headers["Content-Type"]
