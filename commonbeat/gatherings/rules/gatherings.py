"""Facts about meetings and activities, and about who plans them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.people.models import Organization, Seat

Role = Seat.Role
#: roles that plan what their own body holds
PLANNING = (Role.COORDINATOR, Role.CHIEF, Role.CHAIR, Role.CLERK)


def body_of(subject: Any) -> Organization:
    """The body that holds the meetings which a thing of this room belongs to."""
    return subject if isinstance(subject, Organization) else subject.organization


@fact(
    lacks=_("Only the chair or clerk of that body can do this; in the agency the coordinator or the chief."),
    who=_("the chair or clerk of the body or who appoints it; in the agency the coordinator or the chief"),
    sign_in_helps=True,
)
def plans_for(actor: Any, subject: Any) -> bool:
    return actor.hat is not None and _plans(actor.hat, body_of(subject))


def _plans(seat: Seat, body: Organization) -> bool:
    own = seat.organization_id == body.pk and seat.role in PLANNING
    return own or (body.appointed_by_id == seat.organization_id and seat.role == Role.CLERK)
