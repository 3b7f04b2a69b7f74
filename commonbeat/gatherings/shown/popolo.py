"""A body in the words of Popolo (popoloproject.com), as other programs read it.

Seats are public and persons are not: a membership names its post and its days, and no person; who votes, moves and
seconds is a post too. A seat that ended is a membership with its last day; a vacant one is a post alone. Meetings are
events. Motions and votes stand here from the day on which the minutes are public, as they stand there: a recused
member is "not voting", and in an election the option is the post of whoever was named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from commonbeat.gatherings.models import Gathering, Motion, RollVote
from commonbeat.people.models import Charter, Organization, Seat

#: states of a motion → Popolo's words for them
RESULTS = {Motion.State.CARRIED: "pass", Motion.State.FAILED: "fail"}
STATUS = {Gathering.State.ANNOUNCED: "confirmed", Gathering.State.CANCELED: "cancelled"}


def organization(body: Organization, actor: Any) -> dict[str, Any]:
    """Popolo's class Organization with the posts, memberships, events and motions of a body in it."""
    seats = list(Seat.objects.visible_to(actor).filter(organization=body).select_related("organization").order_by("pk"))
    charter = Charter.objects.visible_to(actor).of(body)
    kinds = {one.key: one.name for one in charter.read.seats} if charter else {}
    made = {"id": _id(body.pk), "name": body.name, "classification": body.kind}
    made |= {"abstract": body.about} if body.about else {}
    made |= {"parent_id": _id(body.appointed_by_id)} if body.appointed_by_id else {}
    posts = [post(seat, kinds.get(seat.kind, "")) for seat in seats]
    made |= {"posts": posts, "memberships": [membership(seat) for seat in seats if seat.person_id]}
    return made | {"events": meetings(body, actor), "motions": motions(body, actor)}


def post(seat: Seat, kind: str) -> dict[str, Any]:
    """A seat, whoever sits in it."""
    label = seat.title or kind or seat.public_label
    return {"id": _post(seat.pk), "label": label, "role": seat.role, "organization_id": _id(seat.organization_id)}


def membership(seat: Seat) -> dict[str, Any]:
    """That somebody sits or sat in a seat, from day to day."""
    made = {"id": f"membership/{seat.pk}", "post_id": _post(seat.pk), "role": seat.role}
    made |= {"organization_id": _id(seat.organization_id), "start_date": seat.since.isoformat()}
    return made | ({"end_date": seat.until.isoformat()} if seat.until else {})


def meetings(body: Organization, actor: Any) -> list[dict[str, Any]]:
    """Every meeting of the body that was announced, the oldest first."""
    rows = Gathering.objects.visible_to(actor).exclude(state=Gathering.State.DRAFT).filter(organization=body)
    return [meeting(one) for one in rows.select_related("agency").order_by("starts_at", "pk")]


def meeting(one: Gathering) -> dict[str, Any]:
    """Popolo's class Event: a meeting, with the name by which calendars know it."""
    made = {"id": _meeting(one.pk), "name": str(one), "classification": one.kind, "status": STATUS[one.state]}
    made |= {"organization_id": _id(one.organization_id), "start_date": _at(one, one.starts_at)}
    made |= {"end_date": _at(one, one.ends_at)} if one.ends_at else {}
    made |= {"location": one.location} if one.location else {}
    return made | {"identifiers": [{"scheme": "iCalendar UID", "identifier": one.uid}]}


def motions(body: Organization, actor: Any) -> list[dict[str, Any]]:
    """Motions and elections of the body in meetings whose minutes are public, each with its roll-call."""
    rows = Motion.objects.visible_to(actor).filter(item__gathering__organization=body, item__minuted_on__isnull=False)
    found = list(rows.select_related("item__gathering__agency").order_by("pk"))
    rolls: dict[int, list[RollVote]] = defaultdict(list)
    for vote in RollVote.objects.visible_to(actor).filter(motion__in=found):
        rolls[vote.motion_id].append(vote)
    return [motion(one, rolls[one.pk]) for one in found]


def motion(one: Motion, roll: list[RollVote]) -> dict[str, Any]:
    """Popolo's class Motion; one that was decided or left unclear holds the event at which the roll was called."""
    made = {"id": f"motion/{one.pk}", "organization_id": _id(one.gathering.organization_id)}
    made |= {"legislative_session_id": _meeting(one.gathering.pk), "creator_id": _post(one.moved_by_id)}
    made |= {"text": str(one), "classification": one.kind, "date": _at(one.gathering, one.moved_at)}
    made |= {"result": RESULTS.get(one.state, one.state)}
    return made | {"vote_events": [roll_call(one, roll)] if one.decided_at else []}


def roll_call(one: Motion, roll: list[RollVote]) -> dict[str, Any]:
    """Popolo's class VoteEvent: the roll-call, with what each seat said and how often each was said."""
    votes = [{"voter_id": _post(vote.seat_id), "option": _option(vote)} for vote in roll]
    counts = Counter(vote["option"] for vote in votes)
    return {
        "id": f"vote_event/{one.pk}",
        "motion_id": f"motion/{one.pk}",
        "organization_id": _id(one.gathering.organization_id),
        "legislative_session_id": _meeting(one.gathering.pk),
        "classification": "roll call",
        "start_date": _at(one.gathering, one.decided_at),
        "result": RESULTS.get(one.state, one.state),
        "counts": [{"option": option, "value": n} for option, n in counts.items()],
        "votes": votes,
    }


def _option(vote: RollVote) -> str:
    """In an election whoever was named, else what was said."""
    if vote.nominee_id:
        return _post(vote.nominee_id)
    return "not voting" if vote.said == RollVote.Said.RECUSED else vote.said


def _at(gathering: Gathering, moment: datetime) -> str:
    """A moment as clocks at the agency show it."""
    return gathering.agency.local(moment).isoformat(timespec="seconds")


def _id(number: int) -> str:
    return f"organization/{number}"


def _post(number: int) -> str:
    return f"post/{number}"


def _meeting(number: int) -> str:
    return f"event/{number}"
