"""Live Riverton's year through acts, each at its moment on the demo's own clock. Nothing here writes a row itself."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from commonbeat.frame import clock
from commonbeat.front import clockwork
from commonbeat.front.demo import alone, board, boards, forums, old_calendar, papers, records, small_tools
from commonbeat.front.demo.topics import TopicStory
from commonbeat.matters.models import Matter
from commonbeat.people import actions as people
from commonbeat.people.actor import CLOCK, Actor, actor_for
from commonbeat.people.models import Agency, Organization, Place, Seat

STORY = Path(__file__).parent / "riverton.toml"


@dataclass
class Town:
    """What has been made so far, by the keys of the story."""

    story: dict[str, Any]
    start: datetime
    agency: Agency | None = None
    organizations: dict[str, Organization] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)

    def at(self, day: float) -> datetime:
        """The moment of a day of the story, the one at which the demo is built being 0."""
        return self.start + timedelta(days=day)

    def date(self, day: float) -> date:
        """The date of a day of the story, at the agency once it stands."""
        return (self.agency.local(self.at(day)) if self.agency else self.at(day)).date()

    def morning(self, day: float) -> datetime:
        """Eight o'clock at the agency on a day of the story; earlier where the demo is built before eight."""
        return min(datetime.combine(self.date(day), time(8), self.agency.zone), self.at(day))

    def actor(self, key: str) -> Actor:
        """The person in a seat, as they are now."""
        return actor_for(Seat.objects.select_related("person").get(pk=self.seats[key].pk).person)


@dataclass(order=True)
class Step:
    """Something that happens on a day of the story."""

    day: float
    order: int
    do: Callable[[], Any] = field(compare=False)


def build(say: Callable[[str], None] = lambda line: None) -> None:
    """Make the whole town; ``say`` is told how far it is."""
    story = tomllib.loads(STORY.read_text("utf-8"))
    town = Town(story, clock.now())
    steps: list[Step] = []
    for number, (day, do) in enumerate(everything(town)):
        steps.append(Step(day, number, do))
    last = ""
    for number, step in enumerate(sorted(steps)):
        with clock.moved(min(town.at(step.day), town.start)):
            step.do()
        month = f"{town.at(step.day):%B %Y}"
        if month != last:
            say(f"{month}: {number} of {len(steps)} steps")
            last = month
    say(f"{len(steps)} steps done")


def everything(town: Town) -> Iterator[tuple[float, Callable[[], Any]]]:
    """Every step of the story with its day, in the order in which steps of one day happen."""
    founded = town.story["house"]["founded"]
    yield founded, lambda: found(town)
    yield founded, lambda: settle(town)
    for organization in town.story["organization"]:
        yield founded + 1, lambda one=organization: add_organization(town, one)
    for seat in town.story["seat"]:
        yield seat.get("day", founded + 2), lambda one=seat: fill_seat(town, one)
    for place in town.story["place"]:
        yield founded + 3, lambda one=place: add_place(town, one)
    yield founded + 4, lambda: start_practices(town)
    yield founded + 5, lambda: people.publish_agency(town.agency, by=town.actor("coordinator"))
    yield founded + 6, lambda: old_calendar.take_in(town)
    yield from boards.steps(town)
    yield from board.steps(town)
    for topic in town.story["topic"]:
        yield from TopicStory(town, topic).steps()
    yield from forums.steps(town)
    yield from papers.steps(town)
    yield records.BROUGHT, lambda: records.take_in(town)
    yield from alone.steps(town)
    yield from small_tools.steps(town)
    yield records.BROUGHT + 1, clockwork.numbers


def found(town: Town) -> None:
    house, first = town.story["house"], town.story["seat"][0]
    town.agency = people.found(None, by=CLOCK, name=house["name"], email=first["email"], demo=True)
    town.organizations["agency"] = town.agency.organization
    town.seats["coordinator"] = Seat.objects.get(organization=town.agency.organization)


def settle(town: Town) -> None:
    names = ["state", "time_zone", "complaint_door", "tips_door", "repairs_door"]
    values = {name: town.story["house"][name] for name in names}
    values["witnesses"] = ["clerk@riverton.example", "library@riverton.example"]
    people.settle(
        town.agency, by=town.actor("coordinator"), values=values, named=list(values), witnesses=len(values["witnesses"])
    )
    coordinator = town.actor("coordinator").person
    me = actor_for(coordinator)
    people.change_name(coordinator, by=me, name=town.story["seat"][0]["name"], language="en")


def add_organization(town: Town, one: dict[str, Any]) -> None:
    town.organizations[one["key"]] = people.add_organization(
        town.agency,
        by=town.actor("coordinator"),
        name=one["name"],
        kind=one["kind"],
        about=one["about"],
        appointed_by=town.organizations.get(one.get("appointed_by", "")),
    )


def fill_seat(town: Town, one: dict[str, Any]) -> None:
    """Invite and accept: a seat in the agency by the coordinator, the first outside one too, others by their body."""
    if one["key"] == "coordinator":
        return
    secret = people.new_secret()
    organization = town.organizations[one["organization"]]
    invite = {"role": one["role"], "email": one["email"], "secret": secret, "title": one["title"]}
    if "kind" in one:
        invite["kind"] = one["kind"]
    if "granted_by" in one or organization.is_agency:
        granter = town.actor(one.get("granted_by", "coordinator"))
        offer = people.grant_seat(organization, by=granter, **invite)
    else:
        offer = people.invite_first(town.agency, by=town.actor("coordinator"), organization=organization, **invite)
    person = people.person_with(one["email"], one["name"])
    people.accept_seat(offer.seat, by=actor_for(person), secret=secret)
    town.seats[one["key"]] = offer.seat


def add_place(town: Town, one: dict[str, Any]) -> None:
    since = town.date(town.story["house"]["founded"])
    town.places[one["name"]] = people.add_place(
        town.agency, by=town.actor("coordinator"), kind=one["kind"], name=one["name"], since=since
    )


def start_practices(town: Town) -> None:
    practices, by = town.story["practices"], town.actor("coordinator")
    for code in practices["started"]:
        people.start_practice(town.agency, by=by, code=code, state="started")
    for one in practices["planned"]:
        planned = town.date(one["from"])
        people.start_practice(
            town.agency, by=by, code=one["code"], state="planned", reason=one["reason"], planned_from=planned
        )
    for one in practices["not_started"]:
        for code in one["codes"]:
            people.start_practice(town.agency, by=by, code=code, state="not_started", reason=one["reason"])
