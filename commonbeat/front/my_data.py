"""What the house holds about one person, gathered from all rooms for their own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonbeat.gatherings.models import Coming
from commonbeat.matters.models import Erasure, Input, Vote
from commonbeat.people import reading
from commonbeat.people.models import Application, Declaration, Giver, Person, Seat


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
    applications: list[Application]
    declarations: list[Declaration]


def about(actor: Any) -> About:
    """Gather it, in ten queries."""
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
        applications=list(Application.objects.filter(person=actor.person).select_related("call__organization")),
        declarations=list(Declaration.objects.filter(seat__person=actor.person).select_related("seat__organization")),
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
        "givers": [_giver(one) for one in held.givers],
        "said": [_said(given) for given in held.inputs],
        "votes": [
            {"topic": v.opinion.matter_id, "opinion": v.opinion_id, "answer": v.answer, "cast_at": v.cast_at}
            for v in held.votes
        ],
        "coming": [_coming(one) for one in held.comings],
        "erasure_requests": [
            {"comment": e.input_id, "ground": e.ground, "asked_on": e.asked_on, "granted": e.granted}
            for e in held.erasures
        ],
        **_of_boards(held),
    }


def _of_boards(held: About) -> dict[str, Any]:
    """What a person wrote to sit on a board, and what they declared in a seat."""
    return {
        "applications": [
            {
                "call": one.call_id,
                "body": str(one.call.organization),
                "words": one.words,
                "conflicts": one.conflicts,
                "groups": one.traits,
                "applied_on": one.applied_on,
                "state": one.state,
                "told": one.told,
            }
            for one in held.applications
        ],
        "declared": [
            {"body": str(one.seat.organization), "groups": one.answers, "may_be_counted": one.consents}
            for one in held.declarations
        ],
    }


def _giver(one: Giver) -> dict[str, Any]:
    names = ("topic", "role", "language", "email", "email_confirmed")
    return {name: getattr(one, name) for name in names} | {"has_return_words": one.words_digest is not None}


def _coming(one: Coming) -> dict[str, Any]:
    names = ("people", "children", "interpreter", "access", "said_on", "taken_back_on")
    return {"meeting": one.gathering_id, **{name: getattr(one, name) for name in names}}


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
