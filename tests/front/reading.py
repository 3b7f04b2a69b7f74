"""Reading the hall's pages in tests, and a house with many topics."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonbeat.frame.clock import fresh_zone
from commonbeat.people.models import Person
from tests import factories

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
#: the most queries that a public page may cost
MOST = 15


def client_of(name: str) -> Client:
    """A browser in which this role of the test house is signed in; nobody where the name is empty."""
    client = Client()
    if name:
        client.force_login(Person.objects.get(email=f"{name}@example.org"), backend=BACKEND)
    return client


def read(address: str, name: str = "", **query: Any) -> str:
    """The page at an address, as this role sees it."""
    answer = client_of(name).get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def cost(address: str) -> int:
    """How many queries a page costs that is made anew, by a server with nothing on its shelf."""
    Client().get(address)
    fresh_zone()
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)


def many(house: factories.House, count: int) -> None:
    """So many more topics with an open period and a comment each.

    PostgreSQL counts its rows anew by itself a minute after they are committed; a test's rows never are, so it is
    told to.
    """
    for _ in range(count):
        factories.said(factories.opened(house))
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
