"""A board for tests: appointed by the city, with a chair, members and a charter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.people import actions as people
from commonbeat.people.actor import Actor, actor_for
from commonbeat.people.models import Application, Appointment, Charter, Organization, Seat, TermLot
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

#: the same, and the lot says which first terms are longer
LOTS = {"first": [{"number": 90, "years": 3}, {"number": 90, "years": 1}], "first_by": "lot"}
STAGGERED = CHARTER | {"terms": CHARTER["terms"] | LOTS}


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


def filled_by_lot(house: make.House, n: int) -> Appointment:
    """Two people apply for a young member's seat, one is drawn and appointed for a fresh call each time."""
    today = house.agency.today()
    call = people.open_call(
        house.bodies["board"],
        by=house.clerk,
        kind="youth",
        words=Words(f"Evening {n}"),
        closes_on=today + timedelta(days=1),
        decide_by=today + timedelta(days=9),
        by_lot=True,
    )
    for one in range(2):
        person = people.person_with(f"young{n}{one}{call.pk}@example.org")
        people.apply(call, by=actor_for(person), words=f"Me {one}", meets=True)
    with clock.moved(clock.now() + timedelta(days=3)):
        lot = people.draw_lot(people.fix_pool(call, by=house.clerk), by=house.clerk, seed=f"{n}", seed_from="Dice")
        given = Application.objects.get(pk=lot.drawn[0])
        before = Seat.objects.held().filter(organization=call.organization, kind="youth").first()
        made = people.appoint(given, by=house.clerk, reasons=Words(f"Drawn {n}"), succeeds=before)
        people.close_call(call, by=house.clerk, told="Next year")
    return made


def staggered(house: make.House, n: int) -> None:
    """The first terms are drawn by lot, once."""
    if not TermLot.objects.exists():
        lot = people.seal_first_terms(house.bodies["board"], by=house.actor("chair"))
        people.draw_first_terms(lot, by=house.actor("chair"), seed=f"{n}", seed_from="Dice")


def counted(house: make.House, n: int) -> None:
    """Enough new members sit, all agree, and the board is counted beside a census."""
    people.enter_population(
        house.agency, by=house.coordinator, trait="home", groups={"Own": n, "Rent": 9}, source=f"Table {n}"
    )
    for one in range(5):
        seated(house, f"member{n}{one}{Seat.objects.count()}", by=house.actor("chair"))
    for seat in Seat.objects.held().deciding().filter(organization=house.bodies["board"]):
        people.declare(seat, by=actor_for(seat.person), answers={"home": "Rent"}, consents=True)
    people.publish_composition(house.bodies["board"], by=house.actor("chair"))


def charter_of(body: Organization) -> Charter | None:
    return Charter.objects.of(body)
