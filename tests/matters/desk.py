"""What the desk's tests share: who sits at it, and sending its forms as a browser does."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from commonbeat.people import actions as people
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Organization, Person
from tests import factories

LONDON = "../shared/data/polis/london.youth.policing/comments.csv"


def at(name: str) -> Client:
    """A browser in which this role is signed in; "nobody" is not."""
    client = Client()
    if name != "nobody":
        client.force_login(Person.objects.get(email=f"{name}@example.org"))
    return client


def seat_also(house: factories.House, email: str, body: Organization, role: str, by: Any) -> None:
    """Give a person one more seat."""
    secret = people.new_secret()
    invitation = people.grant_seat(body, by=by, role=role, email=email, secret=secret)
    people.accept_seat(invitation.seat, by=actor_for(people.person_with(email)), secret=secret)


def look(client: Client, name: str, *numbers: Any, query: str = "") -> str:
    """The page, which must be there."""
    answer = client.get(reverse(name, args=numbers) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def send(client: Client, name: str, *numbers: Any, **fields: Any) -> Any:
    """The answer to a sent form."""
    return client.post(reverse(name, args=numbers), fields)


def done(client: Client, name: str, *numbers: Any, **fields: Any) -> str:
    """Send a form that must be taken; where it leads."""
    answer = send(client, name, *numbers, **fields)
    assert answer.status_code == 302, (name, answer.status_code, answer.content.decode()[-3000:])
    return answer["Location"]
