"""Promise, report done with proof, and have it checked by somebody outside the owner's organization."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.models import Answer, Check, Commitment, Decision, Matter, Report, Window
from commonbeat.people.actor import Actor
from commonbeat.people.models import Seat


def new_promise(
    matter: Matter,
    words: Words,
    owner: Seat,
    due: date,
    *,
    answer: Answer | None = None,
    decision: Decision | None = None,
    made_on: date | None = None,
) -> Commitment:
    """A promise, saved; it cannot be due before it was made. The newest comment period names who checks it.

    ``made_on`` is the day on which it was made, where it is written down only now.
    """
    made_on = made_on or matter.agency.today()
    if due < made_on:
        raise Refused(_("A promise cannot be due in the past."))
    period = Window.objects.filter(matter=matter, opens_at__lte=clock.now()).order_by("-opens_at").first()
    made = Commitment(
        matter=matter,
        answer=answer,
        decision=decision,
        words=words,
        owner=owner,
        checked_by=period.checked_by if period else None,
        due=due,
        first_due=due,
        made_on=made_on,
    )
    made.full_clean()
    made.save()
    return made


@action("matters.promise", facts=["due", "owner"])
def promise(
    matter: Matter,
    *,
    by: Actor,
    words: Words,
    owner: Seat,
    due: date,
    decision: Decision | None = None,
) -> Commitment:
    """Promise something by a date, with the seat that answers for it."""
    return new_promise(matter, words, owner, due, decision=decision)


@action("matters.report", facts=["file_digest"], then="tell_checkers")
def report(
    commitment: Commitment, *, by: Actor, words: str, link: str = "", file_digest: str = "", file_name: str = ""
) -> Report:
    """Report a promise done, with proof: words, and where there is one a link or a file."""
    made = Report(
        commitment=commitment,
        words=words,
        link=link,
        file_digest=file_digest,
        file_name=file_name,
        by_seat=by.hat,
        on=commitment.matter.agency.today(),
    )
    made.full_clean()
    made.save()
    commitment.state = Commitment.State.REPORTED
    commitment.save()
    return made


@action("matters.check", facts=["kept"], then="tell_checked")
def check(commitment: Commitment, *, by: Actor, kept: bool, note: str = "") -> Check:
    """Say from outside whether the promise was kept, or send it back saying what is missing."""
    newest = Report.objects.filter(commitment=commitment).select_related("by_seat").order_by("-pk").first()
    if newest.by_seat.person_id == by.person_id:
        raise Refused(_("You reported this promise done, so somebody else has to check it."))
    if not kept and not note:
        raise Refused(_("Say what is missing."))
    found = Check(report=newest, kept=kept, note=note, by_seat=by.hat, on=commitment.matter.agency.today())
    found.full_clean()
    found.save()
    commitment.state = Commitment.State.CHECKED if kept else Commitment.State.SENT_BACK
    commitment.save()
    return found


@action("matters.move_due", facts=["due"])
def move_due(commitment: Commitment, *, by: Actor, due: date, because: str) -> Commitment:
    """Move a promise's date, with a reason; the first date stays visible."""
    if due < commitment.matter.agency.today():
        raise Refused(_("A promise cannot be due in the past."))
    commitment.due, commitment.moved_because = due, because
    commitment.full_clean()
    commitment.save()
    return commitment


@action("matters.drop_promise")
def drop_promise(commitment: Commitment, *, by: Actor, because: str) -> Commitment:
    """Give up a promise openly, with the reason."""
    commitment.state, commitment.dropped_because = Commitment.State.DROPPED, because
    commitment.full_clean()
    commitment.save()
    return commitment
