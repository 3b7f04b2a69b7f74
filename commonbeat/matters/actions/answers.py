"""Reply to one or many, as drafts until they are published; a correction keeps what stood before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.commitments import new_promise
from commonbeat.matters.models import Answer, Commitment, Input, Matter
from commonbeat.people.actor import Actor
from commonbeat.people.models import Seat

NO_PROMISE = gettext_lazy("What will be done, by whom, by when? Make a promise, or tick that the text will be changed.")


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
    changes_text: bool = False,
) -> Answer:
    """Draft a reply to one or more inputs, saying what will be done and why, with the promise that it makes."""
    fresh = _free(matter, inputs)
    reply = Answer(matter=matter, outcome=outcome, reasons=reasons, by_seat=by.hat, changes_text=changes_text)
    reply.full_clean()
    reply.save()
    Input.objects.filter(pk__in=[one.pk for one in fresh]).update(answer=reply)
    if promise and owner and due:
        new_promise(matter, promise, owner, due, answer=reply)
    return reply


def _free(matter: Matter, inputs: Sequence[Input]) -> list[Input]:
    """The inputs as they stand now. Refused where one of them cannot be replied to, or has a reply already."""
    fresh = list(
        Input.objects.filter(pk__in=[one.pk for one in inputs], matter=matter).select_related("answer__by_seat")
    )
    if not fresh or len(fresh) != len(inputs):
        raise Refused(_("Choose comments on this topic."))
    closed = [str(one) for one in fresh if one.same_as_id or not one.is_shown]
    if closed:
        sentence = _("A reply goes to comments that are shown and stand for themselves. These do not:")
        raise Refused(sentence, waiting=closed)
    taken = [f"{one}: {one.answer.by_seat}" for one in fresh if one.answer_id]
    if taken:
        raise Refused(_("Somebody has already replied to these, or drafted a reply:"), waiting=taken)
    return fresh


@action("matters.revise_answer")
def revise_answer(
    reply: Answer,
    *,
    by: Actor,
    outcome: str,
    reasons: Words,
    seen: str = "",
    promise: Words | None = None,
    owner: Seat | None = None,
    due: date | None = None,
    changes_text: bool = False,
) -> Answer:
    """Change a draft reply and the promise it makes, or take that promise out again.

    Refused where it changed since its ``stand`` was ``seen``: both texts are shown.
    """
    if seen and seen != reply.stand:
        raise Refused(_("Somebody changed this draft meanwhile. It says now:"), waiting=[_told(reply)])
    reply.outcome, reply.reasons, reply.by_seat, reply.changes_text = outcome, reasons, by.hat, changes_text
    reply.full_clean()
    reply.save()
    Commitment.objects.filter(answer=reply).delete()
    if promise and owner and due:
        new_promise(reply.matter, promise, owner, due, answer=reply)
    return reply


@action("matters.discard_answer")
def discard_answer(reply: Answer, *, by: Actor, seen: str = "") -> Answer:
    """Throw a draft reply away with its promise; its comments wait for a reply again."""
    if seen and seen != reply.stand:
        raise Refused(_("Somebody changed this draft meanwhile. It says now:"), waiting=[_told(reply)])
    Input.objects.filter(answer=reply).update(answer=None)
    Commitment.objects.filter(answer=reply).delete()
    Answer.objects.filter(pk=reply.pk).delete()
    reply.is_gone = True
    return reply


def _told(reply: Answer) -> str:
    return f"{reply}: {reply.reasons.text}"


@action("matters.publish_answers", facts=["outcome", "comments"], then="tell_replies")
def publish_answers(
    matter: Matter, *, by: Actor, answers: Sequence[Answer], count: int, seen: Mapping[int, str] | None = None
) -> list[Answer]:
    """Publish drafted replies together, with the promises they make; their givers, and those folded in, are told.

    ``seen`` holds the ``stand`` of each reply as its publisher read it: nothing is published that they did not see.
    """
    drafts = list(Answer.objects.drafts().filter(matter=matter, pk__in=[one.pk for one in answers]))
    if len(drafts) != count or not count:
        raise Refused(_("Some of these replies were published or changed meanwhile. Look again."))
    changed = [_told(one) for one in drafts if seen is not None and seen.get(one.pk) != one.stand]
    if changed:
        raise Refused(_("Some of these replies changed since you read them. They say now:"), waiting=changed)
    kept = set(Commitment.objects.filter(answer__in=drafts).values_list("answer", flat=True))
    empty = [_told(one) for one in drafts if is_empty_word(one, one.pk in kept)]
    if empty:
        raise Refused(NO_PROMISE, waiting=empty)
    for one in drafts:
        one.published_on = matter.agency.today()
        one.full_clean()
        one.save()
        one.publishes = list(Commitment.objects.filter(answer=one))
    return drafts


def is_empty_word(reply: Answer, promised: bool) -> bool:
    """Whether a reply says that something will be done, with no promise and no change of the text behind it."""
    return reply.outcome in Answer.WILL_BE_DONE and not (promised or reply.changes_text)


@action("matters.correct_answer", facts=["outcome", "comments"], then="tell_givers")
def correct_answer(
    reply: Answer, *, by: Actor, outcome: str, reasons: Words, because: str = "", changes_text: bool = False
) -> Answer:
    """Publish a corrected reply, and say why; the one it corrects stays readable behind it."""
    if Answer.objects.filter(corrects=reply).exists():
        raise Refused(_("This reply has been corrected already. Correct the newer one."))
    newer = Answer(
        matter=reply.matter,
        outcome=outcome,
        reasons=reasons,
        changes_text=changes_text,
        by_seat=by.hat,
        corrects=reply,
        corrected_because=because,
        published_on=reply.matter.agency.today(),
    )
    if is_empty_word(newer, Commitment.objects.filter(answer=reply).exists()):
        raise Refused(NO_PROMISE)
    newer.full_clean()
    newer.save()
    Input.objects.filter(answer=reply).update(answer=newer)
    Commitment.objects.filter(answer=reply).update(answer=newer)
    return newer
