"""Riverton's board and its panel drawn by lot: charter, seats, calls, recommendations and replies, through acts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from commonbeat.front.demo.topics import words
from commonbeat.gatherings import actions as meetings
from commonbeat.gatherings.models import Recommendation
from commonbeat.matters import actions as matters
from commonbeat.matters.models import Answer, Commitment
from commonbeat.people import actions as people
from commonbeat.people.actor import actor_for
from commonbeat.people.models import Application, Call, Lot, Organization, Person, Seat, TermLot

STORY = Path(__file__).parent / "boards.toml"
Steps = Iterator[tuple[float, Callable[[], Any]]]


def steps(town: Any) -> Steps:
    """Everything that the board and the panel do in the year, each with its day."""
    story = tomllib.loads(STORY.read_text("utf-8"))
    yield story["charter"]["day"], lambda: adopt(town, story["charter"])
    for one in story["member"]:
        yield one["day"], lambda one=one: seat(town, one)
        if "leaves" in one:
            yield one["leaves"], lambda one=one: leave(town, one)
    first = story["first_terms"]
    yield first["sealed"], lambda: people.seal_first_terms(town.organizations["board"], by=town.actor("clerk"))
    yield first["drawn"], lambda: draw_terms(town, first)
    for one in story["population"]:
        yield one["day"], lambda one=one: count_residents(town, one)
    for one in story["call"]:
        yield from CallStory(town, one).steps()
    for one in story["recommendation"]:
        yield from RecommendationStory(town, one).steps()
    yield from PanelStory(town, story["panel"]).steps()


def adopt(town: Any, one: dict[str, Any]) -> None:
    day = town.date(town.story["house"]["founded"])
    people.adopt_charter(town.organizations["board"], by=town.actor("clerk"), rules=one["rules"], in_force_on=day)


def seat(town: Any, one: dict[str, Any]) -> None:
    """The chair grants a seat, and its holder takes it."""
    secret = people.new_secret()
    offer = people.grant_seat(
        town.organizations["board"],
        by=town.actor("chair"),
        role=Seat.Role.MEMBER,
        email=one["email"],
        secret=secret,
        title=one["title"],
        kind=one["kind"],
        term_ends=town.date(one["term_ends"]) if "term_ends" in one else None,
    )
    person = people.person_with(one["email"], one["name"])
    people.accept_seat(offer.seat, by=actor_for(person), secret=secret)
    town.seats[f"board {one['key']}"] = offer.seat


def draw_terms(town: Any, one: dict[str, Any]) -> None:
    sealed = TermLot.objects.get(organization=town.organizations["board"])
    people.draw_first_terms(sealed, by=town.actor("clerk"), seed=one["seed"], seed_from=one["seed_from"])


def leave(town: Any, one: dict[str, Any]) -> None:
    held = Seat.objects.get(pk=town.seats[f"board {one['key']}"].pk)
    people.end_seat(held, by=town.actor("chair"), until=town.date(one["leaves"]))


def count_residents(town: Any, one: dict[str, Any]) -> None:
    given = {name: one[name] for name in ("trait", "groups", "source")}
    people.enter_population(town.agency, by=town.actor("coordinator"), **given)


class CallStory:
    """One open call of the board, from its first day to the decision, where there is one."""

    def __init__(self, town: Any, story: dict[str, Any]) -> None:
        self.town, self.story = town, story
        self.call: Call | None = None
        self.given: dict[str, Application] = {}

    def steps(self) -> Steps:
        story = self.story
        yield story["day"], self.open
        for at, one in enumerate(story.get("applicant", [])):
            yield story["day"] + 3 + at, lambda one=one: self.apply(one)
        if "appointed" in story:
            yield story["appointed"], self.appoint

    def open(self) -> None:
        story = self.story
        self.call = people.open_call(
            self.town.organizations["board"],
            by=self.town.actor("chair"),
            kind=story["kind"],
            words=words(story, "words"),
            closes_on=self.town.date(story["closes"]),
            decide_by=self.town.date(story["decide_by"]),
        )

    def apply(self, one: dict[str, Any]) -> None:
        person = people.person_with(one["email"], one["name"])
        said = {"words": one["words"], "conflicts": one.get("conflicts", ""), "meets": True}
        self.given[one["key"]] = people.apply(self.call, by=actor_for(person), **said)

    def appoint(self) -> None:
        story, clerk = self.story, self.town.actor("clerk")
        chosen = self.given[story["appoint"]]
        people.appoint(chosen, by=clerk, reasons=words(story, "reasons"), title=story["title"])
        people.close_call(self.call, by=clerk, told=story["told"])


class RecommendationStory:
    """One recommendation of the board, its reply, and what came of it."""

    def __init__(self, town: Any, story: dict[str, Any]) -> None:
        self.town, self.story = town, story
        self.made: Recommendation | None = None

    def steps(self) -> Steps:
        story = self.story
        yield story["day"], self.recommend
        if "replied" in story:
            yield story["replied"], self.reply
        if "not_answered" in story:
            yield story["replied"] + 6, self.say_not_answered
        if "report" in story:
            yield story["report"]["day"], self.report
        if "check" in story:
            yield story["check"]["day"], self.check

    def recommend(self) -> None:
        self.made = meetings.recommend(
            self.town.organizations["board"],
            by=self.town.actor("chair"),
            title=words(self.story, "title"),
            words=words(self.story, "words"),
            adopted_on=self.town.date(self.story["day"]),
        )

    def reply(self) -> None:
        story, by, given = self.story, self.town.actor("coordinator"), self.made.given
        promise = {}
        if "promise" in story:
            owner, due = self.town.seats[story["owner"]], self.town.date(story["due"])
            promise = {"promise": words(story, "promise"), "owner": owner, "due": due}
        draft = {"inputs": [given], "outcome": Answer.Outcome(story["outcome"]), "reasons": words(story, "reasons")}
        answer = matters.answer(given.matter, by=by, **draft, **promise)
        matters.publish_answers(given.matter, by=by, answers=[answer], count=1)

    def say_not_answered(self) -> None:
        matters.not_answered(self.made.given, by=self.town.actor("chair"), words=self.story["not_answered"])

    def promised(self) -> Commitment:
        self.made.given.refresh_from_db()
        return Commitment.objects.get(answer=self.made.given.answer)

    def report(self) -> None:
        proof = {key: value for key, value in self.story["report"].items() if key != "day"}
        matters.report(self.promised(), by=self.town.actor(self.story["owner"]), **proof)

    def check(self) -> None:
        found = self.story["check"]
        matters.check(self.promised(), by=self.town.actor(found["by"]), kept=found["kept"], note=found["note"])


class PanelStory:
    """A panel drawn by lot: its call, many who apply, the sealed pool, the draw, and the count of who sits."""

    def __init__(self, town: Any, story: dict[str, Any]) -> None:
        self.town, self.story = town, story
        self.body: Organization | None = None
        self.call: Call | None = None

    def steps(self) -> Steps:
        yield self.story["day"], self.open
        for number in range(self.story["applicants"]):
            yield self.story["day"] + 2 + number / 2, lambda number=number: self.apply(number)
        yield self.story["closes"] + 2, lambda: people.fix_pool(self.call, by=self.town.actor("clerk"))
        yield self.story["drawn"], self.draw
        yield self.story["counted"], self.count

    def open(self) -> None:
        story, clerk, town = self.story, self.town.actor("clerk"), self.town
        self.body = people.add_organization(
            town.agency,
            by=town.actor("coordinator"),
            name=story["name"],
            kind=Organization.Kind.BOARD,
            about=story["about"],
            appointed_by=town.organizations["clerk"],
        )
        people.adopt_charter(self.body, by=clerk, rules=story["rules"], in_force_on=town.date(story["day"]))
        quotas = {"Ward": dict.fromkeys(story["wards"], [2, 4]), "Home": dict.fromkeys(story["homes"], [5, 7])}
        self.call = people.open_call(
            self.body,
            by=clerk,
            kind="panel",
            seats=12,
            by_lot=True,
            quotas=quotas,
            words=words(story, "words"),
            closes_on=town.date(story["closes"]),
            decide_by=town.date(story["decide_by"]),
        )

    def apply(self, number: int) -> None:
        person = people.person_with(f"panel{number}@riverton.example")
        wards, homes = self.story["wards"], self.story["homes"]
        traits = {"Ward": wards[number % 4], "Home": homes[number % 5 > 1]}
        people.apply(self.call, by=actor_for(person), words="I have time on Saturdays.", meets=True, traits=traits)

    def draw(self) -> None:
        story, clerk = self.story, self.town.actor("clerk")
        sealed = Lot.objects.get(call=self.call)
        lot = people.draw_lot(sealed, by=clerk, seed=story["seed"], seed_from=story["seed_from"])
        for given in Application.objects.filter(pk__in=lot.drawn).order_by("pk"):
            people.appoint(given, by=clerk, reasons=words(story, "reasons"))
        people.close_call(self.call, by=clerk, told=story["told"])

    def count(self) -> None:
        """Every member agrees to be counted, and the clerk, who appointed them, counts."""
        for held in Seat.objects.held().filter(organization=self.body):
            traits = Application.objects.get(call=self.call, person=held.person).traits
            by = actor_for(Person.objects.get(pk=held.person_id))
            people.declare(held, by=by, answers={"home": traits["Home"]}, consents=True)
        people.publish_composition(self.body, by=self.town.actor("clerk"))
