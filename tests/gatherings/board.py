"""A board of seven that meets: what the tests of the room share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions, quorum
from commonbeat.gatherings.actions.motions import Spoken
from commonbeat.gatherings.models import AgendaItem, Gathering, Motion
from commonbeat.people import actions as people
from commonbeat.people.actor import Actor, actor_for
from commonbeat.people.models import Charter, Organization, Seat
from tests import factories as make

#: a charter that says quorum and majority, and not how a recused member counts
SAYS = {
    "seats": [{"key": "m", "name": "Member", "number": 7}],
    "quorum": {"members": 4},
    "majority": {"share": "1/2", "more_than": True, "of": "voting"},
}
SILENT = {"seats": SAYS["seats"]}


@dataclass
class Board:
    """A board with its seats, by number; the first is the chair's."""

    house: make.House
    body: Organization
    seats: list[Seat] = field(default_factory=list)

    def actor(self, number: int = 0) -> Actor:
        return actor_for(Seat.objects.select_related("person").get(pk=self.seats[number].pk).person)

    @property
    def chair(self) -> Actor:
        return self.actor()


def board(house: make.House, members: int = 7, rules: dict | None = SAYS, name: str = "Police Board") -> Board:
    """A board that the city appoints, with a chair and members in its seats."""
    body = people.add_organization(
        house.agency, by=house.coordinator, name=name, kind="board", appointed_by=house.bodies["city"]
    )
    made = Board(house, body)
    for number in range(members):
        secret, who = people.new_secret(), "chair" if number == 0 else f"member{number}"
        role = Seat.Role.CHAIR if number == 0 else Seat.Role.MEMBER
        offer = {"role": role, "email": f"{who}@example.org", "secret": secret, "title": who.capitalize()}
        invitation = people.grant_seat(body, by=house.clerk, **offer)
        person = people.person_with(f"{who}@example.org", who.capitalize())
        people.accept_seat(invitation.seat, by=actor_for(person), secret=secret)
        made.seats.append(Seat.objects.select_related("organization").get(pk=invitation.seat.pk))
    if rules is not None:
        chartered(made, rules)
    return made


def chartered(made: Board, rules: dict, in_force_on: date | None = None) -> Charter:
    since = in_force_on or clock.today() - timedelta(days=400)
    return people.adopt_charter(made.body, by=made.house.clerk, rules=rules, in_force_on=since, note="As agreed")


def announced(made: Board, starts_at: datetime | None = None, *, kind: str = "board") -> Gathering:
    """A meeting that the board has announced ten days before, to begin an hour ago unless another moment is named."""
    starts = starts_at or clock.now() - timedelta(hours=1)
    with clock.moved(min(starts - timedelta(days=10), clock.now())):
        title = Words("Monthly meeting")
        planned = actions.plan(made.body, by=made.chair, kind=kind, title=title, starts_at=starts, location="Hall")
        last = planned.day + timedelta(days=5)
        return actions.announce(planned, by=made.chair, questions_until=last, replies_due=last + timedelta(days=20))


def again(thing):
    """The thing as it stands now, with all that its facts read."""
    return type(thing).objects.select_related(*getattr(thing, "rules_read", ())).get(pk=thing.pk)


def opened(made: Board, *, here: Iterable[int] = range(7), gathering: Gathering | None = None) -> Gathering:
    """A meeting that runs, with these members here and one item on the floor."""
    gathering = gathering or announced(made)
    actions.add_item(gathering, by=made.chair, title=Words("Towing"), kind=AgendaItem.Kind.DECISION)
    actions.open_meeting(gathering, by=made.chair, presiding=made.seats[0])
    come(made, gathering, here)
    actions.take_up_item(item(gathering), by=made.chair)
    return again(gathering)


def come(made: Board, gathering: Gathering, here: Iterable[int]) -> None:
    states = {made.seats[number]: "present" for number in here if number}
    if states:
        actions.attend(gathering, by=made.chair, states=states)


def item(gathering: Gathering) -> AgendaItem:
    """The first item that the program did not make."""
    found = AgendaItem.objects.filter(gathering=gathering, reports_back=False).order_by("number").first()
    return again(found)


def moved(made: Board, gathering: Gathering, by: int = 0, **given: object) -> Motion:
    seconder = given.pop("seconded_by", made.seats[1])
    return actions.move_motion(
        item(gathering),
        by=made.chair,
        words=Words("That towing ends."),
        moved_by=made.seats[by],
        seconded_by=seconder,
        **given,
    )


def roll(made: Board, yes: Iterable[int] = (), no: Iterable[int] = (), abstain: Iterable[int] = ()) -> dict:
    """What these said; whoever else is here and not recused abstains, as nobody can be passed over."""
    said = {"yes": yes, "no": no, "abstain": abstain}
    spoken = {made.seats[n]: Spoken(word) for word, numbers in said.items() for n in numbers}
    runs = Gathering.objects.filter(organization=made.body, sitting__adjourned_at=None, sitting__isnull=False).last()
    here = quorum.room(runs, runs.sitting.on_floor).free if runs else ()
    return {**{seat: Spoken("abstain") for seat in here}, **spoken}
