"""Facts about promises."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.matters.models import Commitment
from commonbeat.people.models import Organization, Seat


@fact(
    lacks=_("Only the seat that made this promise, or the coordinator, can do this."),
    who=_("the seat that made the promise, or the coordinator"),
    sign_in_helps=True,
)
def owns_promise(actor: Any, subject: Commitment) -> bool:
    hat = actor.hat
    same = hat is not None and hat.organization_id == subject.owner.organization_id
    return same and (hat.pk == subject.owner_id or hat.role == Seat.Role.COORDINATOR)


@fact(
    lacks=_("You sat in the organization that made this promise, then or since, so somebody else has to check it."),
    when=_("from outside the organization that made the promise"),
)
def is_outside_owner(actor: Any, subject: Commitment) -> bool:
    return not actor.held_a_seat_in(subject.owner.organization_id, subject.made_on)


@fact(
    lacks=_("Only the body named to check this promise can do this; where none is named, a board or office outside."),
    who=_("a clerk, chair or checker"),
    sign_in_helps=True,
)
def checks_promises(actor: Any, subject: Commitment | None) -> bool:
    return actor.hat is not None and actor.hat.role in Seat.CHECKING and _is_named(actor.hat, subject)


def _is_named(seat: Seat, promise: Commitment | None) -> bool:
    """Where the promise's comment period named a body, only that one checks it; the list of promises is for all."""
    if promise is None:
        return True
    if promise.checked_by_id is None:
        return seat.organization.kind != Organization.Kind.PARTNER
    return seat.organization_id == promise.checked_by_id


@fact(lacks=_("This promise is not open."), holds=_("This promise is open."), when=_("while the promise is open"))
def is_owed(actor: Any, subject: Commitment) -> bool:
    return subject.state in (Commitment.State.OPEN, Commitment.State.SENT_BACK)


@fact(
    lacks=_("Nobody has reported this promise done yet."),
    holds=_("This promise has been reported done."),
    when=_("once it is reported done"),
)
def is_reported(actor: Any, subject: Commitment) -> bool:
    return subject.state == Commitment.State.REPORTED
