"""Facts about meetings and activities, and about who plans and counts them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.gatherings.models import Gathering
from commonbeat.people.models import Organization, Seat

Role = Seat.Role
#: roles that plan what their own body holds
PLANNING = (Role.COORDINATOR, Role.CHIEF, Role.CHAIR, Role.CLERK)


def gathering_of(subject: Any) -> Gathering:
    """The meeting that a thing of this room belongs to."""
    return subject if isinstance(subject, Gathering) else subject.gathering


def body_of(subject: Any) -> Organization:
    """The body that holds the meetings which a thing of this room belongs to."""
    if isinstance(subject, Organization):
        return subject
    return subject.organization if hasattr(subject, "organization") else gathering_of(subject).organization


@fact(
    lacks=_("Only the chair or clerk of that body can do this; in the agency the coordinator or the chief."),
    who=_("the chair or clerk of the body or who appoints it; in the agency the coordinator or the chief"),
    sign_in_helps=True,
)
def plans_for(actor: Any, subject: Any) -> bool:
    return actor.hat is not None and _plans(actor.hat, body_of(subject))


@fact(lacks=_("Only people who hold a seat can do this."), who=_("everybody who holds a seat"), sign_in_helps=True)
def holds_a_seat(actor: Any, subject: Any) -> bool:
    return actor.hat is not None


@fact(
    lacks=_("Only people with a seat in the body that holds the meeting can do this."),
    who=_("everybody with a seat in the body that holds it"),
    sign_in_helps=True,
)
def is_of_the_body(actor: Any, subject: Any) -> bool:
    return actor.hat is not None and actor.hat.organization_id == body_of(subject).pk


@fact(
    lacks=_("This meeting has been announced already."),
    holds=_("This meeting is a draft still."),
    when=_("until it is announced"),
)
def is_unannounced(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).state == Gathering.State.DRAFT


@fact(
    lacks=_("This meeting is canceled, or not announced yet."),
    holds=_("This meeting is announced."),
    when=_("once it is announced, unless it is canceled"),
)
def is_announced(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).is_announced


@fact(
    lacks=_("This meeting has not begun yet."),
    holds=_("This meeting has begun already."),
    when=_("once it has begun"),
    unless=_("until it begins"),
)
def has_begun(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).has_begun


@fact(
    lacks=_("It is known whether this meeting was held."),
    holds=_("Nobody has said yet whether this meeting was held."),
    when=_("while a calendar that was taken in is all that speaks for it"),
)
def is_unconfirmed(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).is_unconfirmed


@fact(
    lacks=_("Nothing is counted in this meeting now: it has not begun, or its counts are closed."),
    holds=_("The meeting is counted now."),
    when=_("from the beginning of the meeting until three days after it"),
)
def counts_run(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).counts_run


@fact(
    lacks=_("Nobody is asked beforehand whether they will come to this."),
    holds=_("People are asked beforehand whether they will come."),
    when=_("where it was announced beforehand"),
)
def is_planned_ahead(actor: Any, subject: Any) -> bool:
    return gathering_of(subject).window_id is not None


@fact(
    lacks=_("No questions are taken to this meeting now."),
    holds=_("Questions are taken to this meeting."),
    when=_("while questions are taken to the meeting, and the days for paper after it"),
)
def takes_questions(actor: Any, subject: Any) -> bool:
    return subject.window_id is not None and subject.window.takes_paper


@fact(
    lacks=_("This still stands."),
    holds=_("You have taken this back already."),
    unless=_("until it is taken back"),
)
def is_taken_back(actor: Any, subject: Any) -> bool:
    return subject.taken_back_on is not None


@fact(
    lacks=_("This no longer holds."),
    holds=_("This holds."),
    when=_("while it holds"),
)
def is_current(actor: Any, subject: Any) -> bool:
    return subject.until is None


def _plans(seat: Seat, body: Organization) -> bool:
    own = seat.organization_id == body.pk and seat.role in PLANNING
    return own or (body.appointed_by_id == seat.organization_id and seat.role == Role.CLERK)
