"""A second look from outside the agency at what was hidden or struck."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.inputs import refuse_unasked_status
from commonbeat.matters.actions.own_opinions import agree_with_own
from commonbeat.matters.models import Appeal, Input
from commonbeat.matters.models.input import State
from commonbeat.matters.texts import screening
from commonbeat.people.actor import Actor


@action("matters.appeal", then="tell_outside_seats")
def appeal(given: Input, *, by: Actor, words: str = "", left_in: bool = False) -> Appeal:
    """Ask a seat outside the agency to look again at words that were hidden, or of which something was struck."""
    refuse_unasked_status(words, left_in)
    if Appeal.objects.standing().filter(input=given).exists():
        raise Refused(_("You have already asked for a second look."))
    asked = Appeal(input=given, words=screening.clean(words))
    asked.full_clean()
    asked.save()
    return asked


@action("matters.settle_appeal", facts=["restored"], then="tell_appeal_settled")
def settle_appeal(asked: Appeal, *, by: Actor, restored: bool, reasons: str) -> Appeal:
    """Decide an appeal from outside the agency: the words are shown as they were given, or nothing changes."""
    given = Input.objects.select_for_update().get(pk=asked.input_id)
    if asked.ended:
        raise Refused(_("There is nothing to decide any more: %(why)s.") % {"why": asked.get_ended_display()})
    asked.restored, asked.reasons, asked.decided_by = restored, reasons, by.hat
    asked.decided_on = given.matter.agency.today()
    asked.full_clean()
    asked.save()
    if restored:
        given.words, given.kept, given.state = given.kept, Words(), State.VISIBLE
        given.struck, given.reason = 0, ""
        given.full_clean()
        given.save()
        agree_with_own(given)
    return asked


def end_appeals(given: Input, why: Appeal.Ended, *, decided_only: bool = False) -> None:
    """What was appealed against is over; what stands from now on can be appealed against anew."""
    rows = Appeal.objects.standing().filter(input=given)
    rows = rows.exclude(decided_on=None) if decided_only else rows
    rows.update(ended=why)
