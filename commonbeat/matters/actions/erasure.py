"""Erasure: asked for by whoever gave words or is named in them, checked outside the agency, done for good."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.appeals import end_appeals
from commonbeat.matters.actions.folding import pass_on
from commonbeat.matters.actions.inputs import refuse_unasked_status
from commonbeat.matters.models import Appeal, Erasure, Input, Translation
from commonbeat.matters.models.input import State
from commonbeat.matters.texts import screening
from commonbeat.people.actor import Actor


@action("matters.ask_erasure")
def ask_erasure(given: Input, *, by: Actor, ground: str, words: str = "", left_in: bool = False) -> Erasure:
    """Ask that words be erased for good, on one of the fixed grounds. The log never says which: it could not forget."""
    refuse_unasked_status(words, left_in)
    if Erasure.objects.waiting().filter(input=given).exists():
        raise Refused(_("Erasure of these words is already asked for. Somebody outside the agency will decide."))
    asked = Erasure(input=given, ground=ground, words=screening.clean(words))
    asked.full_clean()
    asked.save()
    return asked


@action("matters.erase", facts=["granted"])
def erase(asked: Erasure, *, by: Actor, granted: bool, law: str) -> Erasure:
    """Grant or refuse an erasure from outside the agency, naming the law. A number and a date remain."""
    if not law:
        raise Refused(_("Name the law that allows or forbids it."))
    asked.granted, asked.law, asked.by_seat = granted, law, by.hat
    asked.decided_on, asked.words = asked.input.matter.agency.today(), ""
    asked.full_clean()
    asked.save()
    if granted:
        _empty(Input.objects.select_for_update().get(pk=asked.input_id))
    return asked


def _empty(given: Input) -> None:
    """Take away the words wherever the house holds them, and the nonce without which the log's seal opens nothing."""
    given.words, given.kept, given.nonce = Words(), Words(), b""
    given.state, given.reason, given.struck, given.not_answered_words = State.ERASED, "", 0, ""
    given.full_clean(exclude=["nonce"])
    given.save()
    Appeal.objects.filter(input=given).update(words="")
    Translation.objects.filter(input=given).update(words="", nonce=b"")
    end_appeals(given, Appeal.Ended.ERASED)
    pass_on(given)
