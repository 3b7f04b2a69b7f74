"""Reply to one or many, as drafts until they are published; a correction keeps what stood before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.commitments import new_promise
from commonbeat.matters.models import Answer, Commitment, Input, Matter
from commonbeat.people.actor import Actor
from commonbeat.people.models import Seat


@action("matters.answer", facts=["outcome"])
def answer(
    matter: Matter,
    *,
    by: Actor,
    inputs: Sequence[Input],
    outcome: str,
    reasons: Words,
    promise: Words | None = None,
    owner: Seat | None = None,
    due: date | None = None,
) -> Answer:
    """Draft a reply to one or more inputs, saying what will be done and why, with the promise that it makes."""
    fresh = list(
        Input.objects.filter(pk__in=[one.pk for one in inputs], matter=matter).select_related("answer__by_seat")
    )
    if not fresh or len(fresh) != len(inputs):
        raise Refused(_("Choose comments on this topic."))
    taken = [one for one in fresh if one.answer_id]
    if taken:
        names = [f"{one}: {one.answer.by_seat}" for one in taken]
        raise Refused(_("Somebody has already replied to these, or drafted a reply:"), waiting=names)
    reply = Answer(matter=matter, outcome=outcome, reasons=reasons, by_seat=by.hat)
    reply.full_clean()
    reply.save()
    Input.objects.filter(pk__in=[one.pk for one in fresh]).update(answer=reply)
    if promise and owner and due:
        new_promise(matter, promise, owner, due, answer=reply)
    return reply


@action("matters.revise_answer")
def revise_answer(reply: Answer, *, by: Actor, outcome: str, reasons: Words) -> Answer:
    """Change a draft reply."""
    reply.outcome, reply.reasons, reply.by_seat = outcome, reasons, by.hat
    reply.full_clean()
    reply.save()
    return reply


@action("matters.publish_answers", facts=["count"], then="tell_replies")
def publish_answers(matter: Matter, *, by: Actor, answers: Sequence[Answer], count: int) -> Matter:
    """Publish drafted replies together; their givers, and those folded into them, are told."""
    drafts = Answer.objects.drafts().filter(matter=matter, pk__in=[one.pk for one in answers])
    if drafts.count() != count or not count:
        raise Refused(_("Some of these replies were published or changed meanwhile. Look again."))
    drafts.update(published_on=matter.agency.today())
    return matter


@action("matters.correct_answer", facts=["outcome"], then="tell_givers")
def correct_answer(reply: Answer, *, by: Actor, outcome: str, reasons: Words) -> Answer:
    """Publish a corrected reply; the one it corrects stays readable behind it."""
    if Answer.objects.filter(corrects=reply).exists():
        raise Refused(_("This reply has been corrected already. Correct the newer one."))
    newer = Answer(
        matter=reply.matter,
        outcome=outcome,
        reasons=reasons,
        by_seat=by.hat,
        corrects=reply,
        published_on=reply.matter.agency.today(),
    )
    newer.full_clean()
    newer.save()
    Input.objects.filter(answer=reply).update(answer=newer)
    Commitment.objects.filter(answer=reply).update(answer=newer)
    return newer
