"""Votes on opinions in one topic of Riverton's year: two camps of invented people, the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from commonbeat.frame.text import Words
from commonbeat.front import clockwork
from commonbeat.matters import actions
from commonbeat.matters.models import Input, Window
from commonbeat.people import actions as people
from commonbeat.people.actor import NOBODY, Actor, actor_for
from commonbeat.people.receipts import new_words

#: one answer in so many is not what somebody’s camp mostly says; every third person has a confirmed address
SLIP, CONFIRMED = 4, 3
#: share of opinions that somebody passes by
SKIPPED = 0.15


def words(one: dict[str, Any]) -> Words:
    """An opinion with its Spanish translation, or given in Spanish with its English one."""
    other = "es" if one.get("language", "en") == "en" else "en"
    plain = Words(one["words"], one.get("language", "en"))
    return plain.translated(other, one["translation"]) if "translation" in one else plain


def steps(story: dict[str, Any], topic: Any) -> Iterator[tuple[float, Callable[[], Any]]]:
    """Opinions, then voters a few on each day, then what the clock draws of it."""
    # half a day later it is past eight in the morning, when the period opens, at whatever hour the demo is built
    yield story["day"] + 0.5, lambda: put_up(story, topic)
    chance = Random(story["people"])
    span = story["until"] - story["day"] - 1
    days = [story["day"] + 1 + span * at / story["people"] for at in range(story["people"])]
    for at, day in enumerate(days):
        yield day, lambda at=at: vote(story, topic, at, chance)
    yield story["until"], clockwork.drawings


def put_up(story: dict[str, Any], topic: Any) -> None:
    """The agency's opinions to start with, then those of residents."""
    first = [one for one in story["opinion"] if "key" not in one]
    by = topic.by("coordinator")
    made = actions.start_opinions(topic.window, by=by, opinions=[words(one) for one in first], count=len(first))
    topic.opinions = [(given, one) for given, one in zip(made, first, strict=True)]
    for one in (one for one in story["opinion"] if "key" in one):
        given = actions.comment(
            topic.window, by=NOBODY, words=words(one), kind=Input.Kind.OPINION, return_words=new_words()
        )
        topic.given[one["key"]] = given
        topic.opinions.append((given, one))


def vote(story: dict[str, Any], topic: Any, at: int, chance: Random) -> None:
    """One person joins and votes on most opinions, mostly as their camp does."""
    camp = "there" if at % 5 < 3 else "here"
    by = person(at) if at % CONFIRMED == 0 else NOBODY
    voter = actions.join_voting(topic.window, by=by, return_words="" if by.person else new_words())
    own = replace(by, giver_ids=frozenset({voter.giver_id}))
    for given, one in topic.opinions:
        if one.get("unheard") or chance.random() < SKIPPED:
            continue
        answer = one[camp] if chance.randrange(SLIP) else chance.choice([0, -one[camp]])
        actions.vote(voter, by=own, opinion=given, answer=answer)


def person(at: int) -> Actor:
    """A resident with an account, whose address is confirmed."""
    return actor_for(people.person_with(f"resident{at}@riverton.example", f"Resident {at}"))


def takes_opinions(story: dict[str, Any]) -> dict[str, Any]:
    """How the comment period of this topic takes votes."""
    return {"opinions": True, "voting": Window.Voting.LINK} if "votes" in story else {}
