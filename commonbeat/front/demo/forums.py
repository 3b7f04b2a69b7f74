"""Riverton's forums and activities in its year: announced, held, counted, asked, promised. Through acts only."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from commonbeat.frame.text import Words
from commonbeat.front import clockwork
from commonbeat.gatherings import actions, questions, walltime
from commonbeat.gatherings.models import Gathering, Interpreter
from commonbeat.matters import actions as matters
from commonbeat.matters.models import Commitment, Input
from commonbeat.people import actions as people
from commonbeat.people.actor import NOBODY
from commonbeat.people.receipts import new_words

STORY = Path(__file__).parent / "forums.toml"
Steps = Iterator[tuple[float, Callable[[], Any]]]
#: days from a meeting's announcement to its day
AHEAD = 20


def steps(town: Any) -> Steps:
    """Everything that happens, with its day."""
    story = tomllib.loads(STORY.read_text("utf-8"))
    founded = town.story["house"]["founded"]
    for ward in story["ward"]:
        yield founded + 4, lambda one=ward: describe(town, one)
    for forum in story["forum"]:
        yield founded + 6, lambda one=forum: set_cadence(town, one)
        for at, day in enumerate(forum["days"]):
            yield from held(town, story, forum, at, day)
    for one in story["coming"]:
        yield from to_come(town, one)
    yield from activities(town, story["activities"])


def describe(town: Any, ward: dict[str, Any]) -> None:
    people.describe_place(
        town.places[ward["name"]],
        by=town.actor("coordinator"),
        population=ward["residents"],
        population_source="Riverton’s own count, as invented as Riverton",
        shape={"type": "Polygon", "coordinates": [ward["shape"]]},
    )


def set_cadence(town: Any, forum: dict[str, Any]) -> None:
    body, place = town.agency.organization, town.places[forum["ward"]]
    actions.set_cadence(
        body, by=town.actor("coordinator"), kind="forum", place=place, every_months=forum["every_months"]
    )


def words(one: dict[str, Any], name: str) -> Words:
    """Words of the story with their Spanish translation, where there is one."""
    plain = Words(one.get(name, ""))
    return plain.translated("es", one[f"{name}_es"]) if f"{name}_es" in one else plain


def announce(town: Any, one: dict[str, Any], day: float) -> Gathering:
    """Plan it and announce it at once."""
    on, zone = town.date(day), town.agency.zone
    starts = walltime.moment(on, time.fromisoformat(one["starts"]), zone)
    names = ("location", "languages", "room_for", "childcare", "access")
    given = {name: one[name] for name in names if name in one}
    if "interpreters" in one:
        given["interpreter_until"] = on - timedelta(days=4)
    draft = actions.plan(
        town.agency.organization,
        by=town.actor("coordinator"),
        kind="forum",
        title=words(one, "title"),
        about=words(one, "about"),
        place=town.places[one["ward"]],
        starts_at=starts,
        ends_at=starts + timedelta(minutes=one["minutes"]),
        **given,
    )
    asked = {"questions_until": on + timedelta(days=2), "replies_due": on + timedelta(days=32)}
    return actions.announce(draft, by=town.actor("coordinator"), checked_by=town.organizations["clerk"], **asked)


def held(town: Any, story: dict[str, Any], forum: dict[str, Any], at: int, day: int) -> Steps:
    """One forum that is over: from its announcement to its counts; or called off."""
    made: dict[str, Gathering] = {}
    reason, wanted = (forum.get(name, {}).get(str(day)) for name in ("canceled", "interpreters"))
    told_on, day = day, on_weekday(town, forum, day)
    yield day - AHEAD if day - AHEAD > -364 else -364, lambda: made.update({"one": announce(town, forum, day)})
    if reason:
        yield day - 1, lambda: actions.cancel(made["one"], by=town.actor("coordinator"), because=reason)
        return
    wanted = wanted or []
    for number, language in enumerate(wanted):
        yield day - 15, lambda n=number, code=language: come(made["one"], n, 1, code)
    for language in wanted[:1]:  # for the others nobody was found, and nobody said so
        yield day - 9, lambda code=language: confirm(town, made["one"], code)
    yield day + 1, lambda: count(town, made["one"], forum["people"][at])
    for asked in story["asked"]:
        if (asked["ward"], asked["day"]) == (forum["ward"], told_on):
            yield from ask(town, made, asked, day)
    yield day + 6, clockwork.meetings


def on_weekday(town: Any, one: dict[str, Any], day: int) -> int:
    """The day, or the one before it that is the weekday on which this is always held."""
    zone = ZoneInfo(town.story["house"]["time_zone"])
    return day - (town.at(day).astimezone(zone).weekday() - one["weekday"]) % 7 if "weekday" in one else day


def count(town: Any, one: Gathering, heads: int) -> None:
    """Heads, a dozen taps at the door, and the slips of those who answered on their way out."""
    staff, chance = town.actor("patrol"), Random(one.pk)
    actions.count_heads(one, by=staff, people=heads)
    for _person in range(min(12, heads)):
        taps = {each.code: chance.choice(list(each.answers)) for each in questions.ABOUT_PEOPLE[:2]}
        actions.tap(one, by=staff, answers=taps)
    slips = heads * 2 // 3
    sums = {}
    for each in questions.ON_THE_WAY_OUT:
        no = slips // 6
        sums |= {(each.code, "yes"): slips - no - slips // 4, (each.code, "in_part"): slips // 4, (each.code, "no"): no}
    actions.enter_poll(one, by=staff, answers=sums, count=slips)


def ask(town: Any, made: dict[str, Gathering], asked: dict[str, Any], held_on: int) -> Steps:
    """A question in the room, and its reply where there is one."""
    given: dict[str, Input] = {}
    said = Words(asked["words"], asked.get("language", "en"))
    yield (
        held_on + 1,
        lambda: given.update({"one": actions.ask_in_room(made["one"], by=town.actor("patrol"), words=said)}),
    )
    if "replied" in asked:
        yield asked["replied"], lambda: reply(town, given["one"], asked)


def reply(town: Any, given: Input, asked: dict[str, Any]) -> None:
    by = town.actor("coordinator")
    promise = {}
    if "promise" in asked:
        promise = {
            "promise": Words(asked["promise"]),
            "owner": town.seats[asked["owner"]],
            "due": town.date(asked["due"]),
        }
    reasons = Words(asked["reasons"])
    answer = matters.answer(
        given.matter, by=by, inputs=[given], outcome=asked["outcome"], reasons=reasons, changes_text=False, **promise
    )
    matters.publish_answers(given.matter, by=by, answers=[answer], count=1)


def to_come(town: Any, one: dict[str, Any]) -> Steps:
    """A forum that is still ahead: who says that they come, interpreters, another day."""
    made: dict[str, Gathering] = {}
    day, announced = on_weekday(town, one, one["day"]), one["announced"]
    yield announced, lambda: made.update({"one": announce(town, one, day)})
    languages = [*one.get("interpreters", {}), *[""] * len(one["parties"])]
    for at, party in enumerate(one["parties"]):
        yield announced + 1 + at / 10, lambda at=at, n=party, code=languages[at]: come(made["one"], at, n, code)
    for language, state in one.get("interpreters", {}).items():
        if state == "confirmed":
            yield announced + 3, lambda code=language: confirm(town, made["one"], code)
    if "moved_to" in one:
        moved_to = on_weekday(town, one, one["moved_to"])
        yield one["moved_on"], lambda: move(town, made["one"], one, moved_to)


def come(one: Gathering, at: int, people: int, interpreter: str) -> None:
    """A party says that it comes, with the interpreter that it needs."""
    keys = {"form_key": f"demo {one.pk} {at}", "return_words": new_words()}
    actions.come(one, by=NOBODY, people=people, interpreter=interpreter, **keys)


def confirm(town: Any, one: Gathering, language: str) -> None:
    asked = Interpreter.objects.get(gathering=one, language=language)
    actions.settle_interpreter(asked, by=town.actor("coordinator"), found=True)


def move(town: Any, one: Gathering, story: dict[str, Any], day: int) -> None:
    starts = walltime.moment(town.date(day), time.fromisoformat(story["starts"]), town.agency.zone)
    actions.move(
        one,
        by=town.actor("coordinator"),
        starts_at=starts,
        ends_at=starts + timedelta(minutes=story["minutes"]),
        location=one.location,
        because=story["moved_because"],
    )


def activities(town: Any, story: dict[str, Any]) -> Steps:
    """What officers recorded, and what they promised there."""
    promises = {one["day"]: one for one in story["promise"]}
    for day, activity, ward, heads, minutes in story["rows"]:
        said = {"activity": activity, "people": heads, "minutes": minutes}
        yield day, lambda said=said, ward=ward, day=day: record(town, said, ward, promises.get(day))
    for one in story["promise"]:
        if "report" in one:
            facts = {key: value for key, value in one["report"].items() if key != "day"}
            yield one["report"]["day"], lambda o=one, f=facts: matters.report(found(o), by=town.actor(o["owner"]), **f)
        if "check" in one:
            check = one["check"]
            yield (
                check["day"],
                lambda o=one, c=check: matters.check(found(o), by=town.actor(c["by"]), kept=c["kept"], note=c["note"]),
            )


def record(town: Any, said: dict[str, Any], ward: str, promise: dict[str, Any] | None) -> None:
    given = {}
    if promise:
        owner, due = town.seats[promise["owner"]], town.date(promise["due"])
        given = {"promise": Words(promise["words"]), "owner": owner, "due": due}
    actions.record_activity(town.agency, by=town.actor("patrol"), place=town.places[ward], **said, **given)


def found(one: dict[str, Any]) -> Commitment:
    return next(each for each in Commitment.objects.all() if each.words.text == one["words"])
