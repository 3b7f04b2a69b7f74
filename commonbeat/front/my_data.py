"""What the house holds about one person, gathered from all rooms for their own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonbeat.gatherings.models import Coming
from commonbeat.matters.models import Erasure, Input, Vote
from commonbeat.people import reading
from commonbeat.people.models import Giver, Person, Seat


@dataclass(frozen=True)
class About:
    """Everything about one person."""

    person: Person
    confirmed: bool
    seats: list[Seat]
    givers: list[Giver]
    inputs: list[Input]
    votes: list[Vote]
    erasures: list[Erasure]
    comings: list[Coming]


def about(actor: Any) -> About:
    """Gather it, in eight queries."""
    return About(
        person=actor.person,
        confirmed=reading.confirmed(actor.person),
        seats=list(Seat.objects.filter(person=actor.person).select_related("organization").order_by("pk")),
        givers=list(Giver.objects.filter(person=actor.person).order_by("pk")),
        inputs=list(
            Input.objects.filter(giver__person=actor.person).select_related("matter", "answer", "giver").order_by("-pk")
        ),
        votes=list(
            Vote.objects.filter(voter__giver__person=actor.person).select_related("opinion").order_by("opinion")
        ),
        erasures=list(Erasure.objects.filter(input__giver__person=actor.person).select_related("input")),
        comings=list(Coming.objects.filter(giver__person=actor.person).order_by("pk")),
    )


def claimable(actor: Any) -> int:
    """In how many topics this browser holds return words that can still be added."""
    return reading.claimable(actor)


def as_record(held: About) -> dict[str, Any]:
    """All of it as plain values, every field named."""
    person = held.person
    return {
        "person": {
            "number": person.pk,
            "email": person.email,
            "email_confirmed": held.confirmed,
            "name": person.name,
            "language": person.language,
            "joined_on": person.joined_on,
            "last_sign_in": person.last_login,
        },
        "seats": [
            {"organization": str(s.organization), "seat": s.name, "role": s.role, "since": s.since, "until": s.until}
            for s in held.seats
        ],
        "givers": [
            {
                "topic": g.topic,
                "role": g.role,
                "language": g.language,
                "email": g.email,
                "email_confirmed": g.email_confirmed,
                "has_return_words": g.words_digest is not None,
            }
            for g in held.givers
        ],
        "said": [_said(given) for given in held.inputs],
        "votes": [
            {"topic": v.opinion.matter_id, "opinion": v.opinion_id, "answer": v.answer, "cast_at": v.cast_at}
            for v in held.votes
        ],
        "coming": [
            {
                "meeting": c.gathering_id,
                "people": c.people,
                "children": c.children,
                "interpreter": c.interpreter,
                "access": c.access,
                "said_on": c.said_on,
                "taken_back_on": c.taken_back_on,
            }
            for c in held.comings
        ],
        "erasure_requests": [
            {"comment": e.input_id, "ground": e.ground, "asked_on": e.asked_on, "granted": e.granted}
            for e in held.erasures
        ],
    }


def _said(given: Input) -> dict[str, Any]:
    words = given.kept or given.words
    return {
        "number": given.pk,
        "topic": given.matter_id,
        "kind": given.kind,
        "language": words.language,
        "words": words.text,
        "shown_as": given.words.text,
        "state": given.state,
        "reason": given.reason,
        "channel": given.channel,
        "given_on": given.given_on,
        "passage": given.passage_id,
        "replied_on": given.reply.published_on if given.reply else None,
        "not_answered_on": given.not_answered_on,
        "not_answered_words": given.not_answered_words,
        "sealed_words": given.words_to_seal(),
        "nonce": bytes(given.nonce).hex(),
    }
