"""Written to an outside checker alone: a key for the checker, messages and replies in boxes, a key's end.

Words and private keys pass through here in memory; what is saved are closed boxes. Messages leave no entry in the
public log, which would tell when somebody wrote; keys do, so that nobody can put another in their place unseen.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from nacl.public import PrivateKey

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.matters import boxes
from commonbeat.matters.actions.inputs import SentBefore, refuse_unasked_status
from commonbeat.matters.models import CheckerKey, Confidence, Message
from commonbeat.matters.models.input import LONGEST
from commonbeat.people.actor import Actor
from commonbeat.people.models import Seat

#: how many messages of one writer may wait to be opened
MOST_WAITING = 20


@action("matters.make_key", facts=["public_key", "lost"])
def make_key(seat: Seat, *, by: Actor, passphrase: str, lost: bool = False) -> CheckerKey:
    """Make the key pair of a seat outside. Where the passphrase is ``lost``, so is what was written until now."""
    before = CheckerKey.objects.live().filter(seat=seat).first()
    if before and not lost:
        raise Refused(_("This seat has a key. Where its passphrase is lost, say so."))
    if before:
        _destroy(before)
    made = CheckerKey(seat=seat, **boxes.new_pair(passphrase))
    made.full_clean()
    made.save()
    return made


@action("matters.end_key")
def end_key(key: CheckerKey, *, by: Actor) -> CheckerKey:
    """End a key whose seat nobody holds any more: its private half goes, and with it what could open the boxes."""
    _destroy(key)
    return key


@action("matters.write_alone")
def write_alone(
    key: CheckerKey,
    *,
    by: Actor,
    words: str,
    return_words: str,
    form_key: str,
    flood: bool = False,
    left_in: bool = False,
) -> Confidence:
    """Write to an outside checker alone, without an account. Nobody else can read it, and no log tells of it."""
    _refuse(key, words, form_key, left_in)
    if flood:
        raise Refused(_("Many messages came at once, so this one was not taken. Wait a minute and send it again."))
    public = bytes(boxes.of_return_words(return_words).public_key)
    made = Confidence(key=key, words_digest=boxes.digest(return_words), writer_public=public)
    made.full_clean()
    made.save()
    _put(made, words, form_key=form_key)
    return made


@action("matters.write_on_alone")
def write_on_alone(
    confidence: Confidence, *, by: Actor, words: str, form_key: str, left_in: bool = False
) -> Confidence:
    """Write on, with return words."""
    _refuse(confidence.key, words, form_key, left_in)
    if Message.objects.waiting().filter(confidence=confidence).count() >= MOST_WAITING:
        raise Refused(_("So many of your messages wait already. Write on once the checker has opened them."))
    _put(confidence, words, form_key=form_key)
    return confidence


@action("matters.open_alone")
def open_alone(confidence: Confidence, *, by: Actor) -> Confidence:
    """Note the day on which the checker opened what waited, so that its writer knows."""
    Message.objects.waiting().filter(confidence=confidence).update(opened_on=clock.today())
    return confidence


@action("matters.reply_alone")
def reply_alone(confidence: Confidence, *, by: Actor, words: str) -> Confidence:
    """Reply to whoever wrote: in a box that opens with their return words, and in one for the checker's own key."""
    _put(confidence, words, by_checker=True, for_writer=boxes.boxed(confidence.writer_public, words))
    return confidence


@action("matters.hand_over_alone")
def hand_over_alone(key: CheckerKey, *, by: Actor, to: CheckerKey, private: PrivateKey) -> CheckerKey:
    """Hand what was written over to another seat outside: each box is opened, closed for its key, and opens no more
    with this one. The writers are told when they come back.
    """
    if not CheckerKey.objects.readable().exclude(pk=key.pk).filter(pk=to.pk).exists():
        raise Refused(_("Nobody outside the agency holds that key now."))
    for message in Message.objects.select_for_update().filter(confidence__key=key):
        message.for_checker = boxes.boxed(to.public, boxes.unboxed(private, message.for_checker))
        message.full_clean(exclude=["confidence"])
        message.save()
    Confidence.objects.filter(key=key).update(key=to, handed_over_on=clock.today())
    return key


def _refuse(key: CheckerKey, words: str, form_key: str, left_in: bool) -> None:
    refuse_unasked_status(words, left_in)
    if len(words) > LONGEST:
        raise Refused(_("This is longer than %(limit)s characters. Please shorten it.") % {"limit": LONGEST})
    if Message.objects.filter(form_key=form_key).exists():
        raise SentBefore(_("This form was sent before. Your message is here once."))
    if not CheckerKey.objects.readable().filter(pk=key.pk).exists():
        raise Refused(_("Nobody can read here what you write now, so nothing is taken."))


def _put(confidence: Confidence, words: str, **facts: object) -> None:
    """Close words in a box for the checker and keep it."""
    made = Message(confidence=confidence, for_checker=boxes.boxed(confidence.key.public, words), **facts)
    made.full_clean(exclude=["confidence"])
    made.save()


def _destroy(key: CheckerKey) -> None:
    """Throw away a private half and the boxes that only it opened; what a checker replied stays with its writer."""
    key.wrapped, key.ended_on = b"", clock.today()
    key.full_clean()
    key.save()
    Message.objects.filter(confidence__key=key).update(for_checker=b"")
