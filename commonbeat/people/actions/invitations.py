"""An invitation that nobody has taken up: send it again, or take it back."""

from __future__ import annotations

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.models import Letter
from commonbeat.people import letters
from commonbeat.people.actions.seats import digest
from commonbeat.people.actor import Actor
from commonbeat.people.models import Invitation, Seat


@action("people.send_again")
def send_again(invitation: Invitation, *, by: Actor, secret: str) -> Invitation:
    """Send an invitation again: a new link for 30 days more, and the old one ends."""
    _keep_back(invitation)
    invitation.secret, invitation.sent_at = digest(secret), clock.now()
    invitation.full_clean()
    invitation.save()
    letters.invitation(invitation, secret)
    return invitation


@action("people.take_back")
def take_back(invitation: Invitation, *, by: Actor) -> Seat:
    """Take an invitation back: its link opens nothing, its address is forgotten, the seat ends unfilled."""
    _keep_back(invitation)
    Invitation.objects.filter(pk=invitation.pk).delete()
    seat = invitation.seat
    seat.until = max(seat.since, clock.today())
    seat.full_clean()
    seat.save()
    return seat


def _keep_back(invitation: Invitation) -> None:
    """A letter that has not gone out yet never does."""
    Letter.objects.filter(occasion=letters.occasion(invitation), sent_at=None).delete()
