"""Makers for tests. Everything is made through acts, as in the house itself."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.models import Answer, Input, Matter, Window
from commonbeat.matters.texts.passages import Passage as Piece
from commonbeat.people import actions as people
from commonbeat.people.actor import CLOCK, NOBODY, Actor, actor_for
from commonbeat.people.models import Agency, Organization, Person, Seat
from tests.laying import lay

SEATS = {
    "staff": ("agency", Seat.Role.STAFF),
    "chief": ("agency", Seat.Role.CHIEF),
    "clerk": ("city", Seat.Role.CLERK),
}


@dataclass
class House:
    """A founded, public house with one actor for each role."""

    agency: Agency
    bodies: dict[str, Organization] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """The actor of a role as they are now; "nobody" and "resident" hold no seat."""
        if name == "nobody":
            return NOBODY
        return actor_for(Person.objects.get(email=f"{name}@example.org"))

    def __getattr__(self, name: str) -> Actor:
        if name not in {"nobody", "resident", "coordinator", *SEATS}:
            raise AttributeError(name)
        return self.actor(name)

    def seat(self, name: str) -> Seat:
        return self.actor(name).seats[0]


def house(*, public: bool = True) -> House:
    """A founded house: a demo's, so that its clock can be moved."""
    lay("public house" if public else "house in rehearsal", partial(found, public))
    agency = Agency.objects.select_related("organization").get()
    return House(agency, {"agency": agency.organization, "city": Organization.objects.get(kind="government")})


def found(public: bool) -> None:
    """Found a house, seat everybody in it and, where it is to be public, open it."""
    agency = people.found(None, by=CLOCK, name="Test Police", email="coordinator@example.org", demo=True)
    made = House(agency, {"agency": agency.organization})
    made.bodies["city"] = people.add_organization(agency, by=made.coordinator, name="City Clerk", kind="government")
    for name, (body, role) in SEATS.items():
        secret = people.new_secret()
        offer = {"role": role, "email": f"{name}@example.org", "secret": secret}
        if body == "agency":
            invitation = people.grant_seat(made.bodies[body], by=made.coordinator, **offer)
        else:
            invitation = people.invite_first(agency, by=made.coordinator, organization=made.bodies[body], **offer)
        person = people.person_with(f"{name}@example.org", name.capitalize())
        people.accept_seat(invitation.seat, by=actor_for(person), secret=secret)
    people.person_with("resident@example.org", "Resident")
    if public:
        people.publish_agency(agency, by=made.coordinator)


PIECES = [
    Piece("(a)", 1, "Every officer on patrol wears a camera that the department issued."),
    Piece("(b)", 1, "An officer turns the camera on before every stop, search and arrest."),
    Piece("(c)", 1, "Video is kept for 180 days and longer where it is part of a case."),
]


def draft(made: House, *, pieces: list[Piece] = PIECES, kind: str = "policy") -> Matter:
    """A draft topic with a text."""
    matter = actions.start(
        made.agency,
        by=made.coordinator,
        kind=kind,
        title=Words("Body-worn cameras"),
        summary=Words("When cameras are on and who may see the video."),
        question=Words("When should a camera be on?"),
    )
    actions.put_text(matter, by=made.coordinator, pieces=pieces)
    return matter


def opened(made: House, *, days: int = 30, matter: Matter | None = None, **options: object) -> Window:
    """An open comment period on a topic, of this many days from now; once closed, nothing on paper is waited for."""
    matter = matter or draft(made)
    last = made.agency.today() + timedelta(days=days)
    return actions.open_period(
        matter,
        by=made.coordinator,
        opens_at=clock.now(),
        closes_at=made.agency.end_of(last),
        replies_due=last + timedelta(days=20),
        checked_by=made.bodies["city"],
        **{"paper_days": 0} | options,
    )


def open_house() -> Window:
    """An open comment period, with all as usual, in a public house."""
    lay("house with an open period", lambda: opened(house()))
    return Window.objects.select_related("matter__agency__organization", "text").get()


def said(window: Window, words: str = "Keep video for a year.", by: Actor = NOBODY, **options: object) -> Input:
    """A comment in an open period."""
    return actions.comment(window, by=by, words=Words(words), **options)


def replied(made: House, *inputs: Input, outcome: str = Answer.Outcome.WILL_DO, **options: object) -> Answer:
    """A published reply to these inputs. What it says will be done without a promise is a change of the text."""
    matter = inputs[0].matter
    options.setdefault("changes_text", outcome in Answer.WILL_BE_DONE and "promise" not in options)
    answer = actions.answer(
        matter, by=made.coordinator, inputs=inputs, outcome=outcome, reasons=Words("Because you are right."), **options
    )
    actions.publish_answers(matter, by=made.coordinator, answers=[answer], count=1)
    answer.refresh_from_db()
    return answer


def after(window: Window, days: int = 1) -> AbstractContextManager[None]:
    """Within the block the period has been closed for some days."""
    return clock.moved(window.closes_at + timedelta(days=days))
