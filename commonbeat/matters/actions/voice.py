"""What a giver does afterwards: withdraw, say that a reply does not answer, refuse a translation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.appeals import end_appeals
from commonbeat.matters.actions.folding import pass_on
from commonbeat.matters.actions.inputs import refuse_unasked_status
from commonbeat.matters.models import Appeal, Input, Translation
from commonbeat.matters.models.input import State
from commonbeat.matters.texts import screening
from commonbeat.people.actor import Actor


@action("matters.withdraw")
def withdraw(given: Input, *, by: Actor) -> Input:
    """Take one's own words from view; a tombstone stays. After the decision only lawful erasure remains."""
    if given.state == State.WITHDRAWN:
        raise Refused(_("These words are already withdrawn."))
    given.kept = given.kept or given.words
    given.words, given.state, given.reason, given.struck = Words(), State.WITHDRAWN, "", 0
    given.full_clean()
    given.save()
    end_appeals(given, Appeal.Ended.WITHDRAWN)
    pass_on(given)
    return given


@action("matters.not_answered")
def not_answered(given: Input, *, by: Actor, words: str = "", left_in: bool = False) -> Input:
    """Say, once, that the reply does not answer. The count stands beside it in public, the words go to the desk."""
    refuse_unasked_status(words, left_in)
    given.not_answered_on = given.matter.agency.today()
    given.not_answered_words = screening.clean(words)
    given.full_clean()
    given.save()
    return given


@action("matters.refuse_translation", facts=["language"])
def refuse_translation(given: Input, *, by: Actor, language: str) -> Input:
    """Say that a translation is not what one said: it goes from view, and that it went is counted in public."""
    if language not in given.words.others:
        raise Refused(_("There is no translation into this language."))
    others = {code: other for code, other in given.words.others.items() if code != language}
    given.words = Words(given.words.text, given.words.language, others)
    given.full_clean()
    given.save()
    newest = Translation.objects.filter(input=given, language=language).latest("pk")
    newest.refused_on = given.matter.agency.today()
    newest.full_clean()
    newest.save()
    return given
