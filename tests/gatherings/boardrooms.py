"""A board for tests: appointed by the city, with a chair, members and a charter."""

from __future__ import annotations

from datetime import date
from typing import Any

from commonbeat.people import actions as people
from commonbeat.people.actor import Actor, actor_for
from commonbeat.people.models import Charter, Organization, Seat
from tests import factories as make

CHARTER: dict[str, Any] = {
    "law": "City Code 2.4",
    "seats": [
        {"key": "ward", "name": "Ward member", "number": 4, "appointed_by": "City Clerk", "police_tie": "none now"},
        {"key": "youth", "name": "Young member", "number": 1, "years": 1},
        {"key": "police", "name": "Police adviser", "number": 1, "votes": False, "police_tie": "sworn"},
    ],
    "terms": {"years": 3, "holdover": "days", "holdover_days": 90, "in_a_row": 2},
    "quorum": {"members": 3},
    "reply": {"days": 45, "reasons": True},
    "pay": "50 dollars a meeting",
}


def board(
    house: make.House, *, charter: dict[str, Any] | None = CHARTER, in_force_on: date | None = None
) -> Organization:
    """A board with a chair, who is granted by the city's clerk."""
    body = people.add_organization(
        house.agency, by=house.coordinator, name="Police Board", kind="board", appointed_by=house.bodies["city"]
    )
    house.bodies["board"] = body
    seated(house, "chair", role=Seat.Role.CHAIR, by=house.clerk)
    if charter is not None:
        day = in_force_on or house.agency.today()
        people.adopt_charter(body, by=house.actor("chair"), rules=charter, in_force_on=day)
    return body


def seated(house: make.House, name: str, *, by: Actor, role: str = Seat.Role.MEMBER, **seat: Any) -> Seat:
    """Somebody who has taken a seat on the board."""
    secret = people.new_secret()
    offer = people.grant_seat(
        house.bodies["board"], by=by, role=role, email=f"{name}@example.org", secret=secret, **seat
    )
    person = people.person_with(f"{name}@example.org", name.capitalize())
    return people.accept_seat(offer.seat, by=actor_for(person), secret=secret)


def charter_of(body: Organization) -> Charter | None:
    return Charter.objects.of(body)
