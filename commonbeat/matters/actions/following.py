"""Follow a topic by mail: leave an address, confirm it, take it away."""

from __future__ import annotations

from commonbeat.frame import notify
from commonbeat.frame.action import action
from commonbeat.matters import posts
from commonbeat.matters.actions.voting import confirmed_by_address
from commonbeat.matters.models import Input, Voter
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver


@action("matters.follow_by_mail", then="confirm_address")
def follow_by_mail(given: Input, *, by: Actor, email: str) -> Input:
    """Leave an address for links about this topic; it counts once its link is opened."""
    giver = given.giver
    notify.drop_letters(unsubscribe=posts.unsubscribe_link(giver))
    giver.email, giver.email_confirmed = email, False
    giver.full_clean(validate_unique=False)
    giver.save()
    return given


@action("matters.confirm_address")
def confirm_address(giver: Giver, *, by: Actor) -> Giver:
    """Say, by opening the link that was sent there, that the address is one's own."""
    giver.email_confirmed = bool(giver.email)
    giver.full_clean(validate_unique=False)
    giver.save()
    for voter in Voter.objects.filter(giver=giver, email_digest=None, same_as=None) if giver.email else []:
        confirmed_by_address(voter)
    return giver


@action("matters.unsubscribe")
def unsubscribe(giver: Giver, *, by: Actor) -> Giver:
    """Take the address away; no more letters go out, and those that wait are thrown away."""
    notify.drop_letters(unsubscribe=posts.unsubscribe_link(giver))
    giver.email, giver.email_confirmed = "", False
    giver.full_clean(validate_unique=False)
    giver.save()
    return giver
