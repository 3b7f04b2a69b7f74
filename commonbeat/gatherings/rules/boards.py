"""Facts about who speaks for a board."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonbeat.frame.rules import fact
from commonbeat.gatherings.rules.gatherings import body_of
from commonbeat.people.models import Seat


@fact(
    lacks=_("Only the chair of that body, or its clerk, can say what the body recommends."),
    who=_("the chair or clerk of the body"),
    sign_in_helps=True,
)
def speaks_for(actor: Any, subject: Any) -> bool:
    """What a body has adopted is handed on by its own chair or clerk; who appoints the body cannot speak for it."""
    hat = actor.hat
    return (
        hat is not None
        and hat.organization_id == body_of(subject).pk
        and not hat.organization.is_agency
        and hat.role in (Seat.Role.CHAIR, Seat.Role.CLERK)
    )
