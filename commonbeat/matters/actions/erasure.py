"""Erasure: asked for by whoever gave words or is named in them, checked outside the agency, done for good."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.models import Appeal, Erasure, Input
from commonbeat.matters.models.input import State
from commonbeat.people.actor import Actor


@action("matters.ask_erasure", facts=["ground"])
def ask_erasure(given: Input, *, by: Actor, ground: str, words: str = "") -> Erasure:
    """Ask that words be erased for good, on one of the fixed grounds."""
    if Erasure.objects.waiting().filter(input=given).exists():
        raise Refused(_("Erasure of these words is already asked for. Somebody outside the agency will decide."))
    asked = Erasure(input=given, ground=ground, words=words)
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
        _empty(asked.input)
    return asked


def _empty(given: Input) -> None:
    """Take away the words wherever the house holds them, and the nonce without which the log's seal opens nothing."""
    given.words, given.kept, given.nonce = Words(), Words(), b""
    given.state, given.reason, given.not_answered_words = State.ERASED, "", ""
    given.full_clean(exclude=["nonce"])
    given.save()
    Appeal.objects.filter(input=given).update(words="")
