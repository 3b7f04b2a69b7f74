"""The coordinator's desk: hold, hide, release, fold near-copies, hand over, translate; and appeals settled outside."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.models import Answer, Appeal, Input, Matter
from commonbeat.matters.models.input import Reason, State
from commonbeat.people.actor import Actor

#: reasons that a person can choose; the others are the house's own
CHOSEN_REASONS = [one for one in Reason if one not in (Reason.FIRST_LOOK, Reason.FLOOD)]


def _keep_back(given: Input, state: State, reason: str) -> Input:
    if reason not in CHOSEN_REASONS:
        raise Refused(_("Choose one of the fixed reasons."))
    given.kept = given.kept or given.words
    given.words, given.state, given.reason = Words(), state, reason
    given.full_clean()
    given.save()
    return given


@action("matters.hold", facts=["reason"], then="tell_kept_back")
def hold(given: Input, *, by: Actor, reason: str) -> Input:
    """Take words from view for a look, for one of the fixed reasons; the giver is told."""
    return _keep_back(given, State.HELD, reason)


@action("matters.hide", facts=["reason"], then="tell_kept_back")
def hide(given: Input, *, by: Actor, reason: str) -> Input:
    """Hide words for one of the fixed reasons; they are kept, counted, and can be appealed to an outside seat."""
    return _keep_back(given, State.HIDDEN, reason)


@action("matters.release", then="tell_shown")
def release(given: Input, *, by: Actor, words: str = "") -> Input:
    """Show held or hidden words, whole or with a private person's details struck; the original is kept."""
    if words and len(words) > len(given.kept.text) + 200:
        raise Refused(_("Only strike out what is private. Words cannot be added."))
    shown = Words(words or given.kept.text, given.kept.language, {} if words else given.kept.others)
    given.words, given.state, given.reason = shown, State.VISIBLE, ""
    if not words:
        given.kept = Words()
    given.full_clean()
    given.save()
    return given


@action("matters.settle_appeal", facts=["restored"], then="tell_appeal_settled")
def settle_appeal(asked: Appeal, *, by: Actor, restored: bool, reasons: str) -> Appeal:
    """Decide an appeal from outside the agency: the words are shown again, or stay hidden, with reasons."""
    given = asked.input
    asked.restored, asked.reasons, asked.decided_by = restored, reasons, by.hat
    asked.decided_on = given.matter.agency.today()
    asked.full_clean()
    asked.save()
    if restored:
        given.words, given.kept, given.state, given.reason = given.kept, Words(), State.VISIBLE, ""
        given.save()
    return asked


@action("matters.fold", facts=["into", "inputs", "count"])
def fold(matter: Matter, *, by: Actor, into: Input, inputs: Sequence[Input], count: int) -> Input:
    """Fold near-copies into one that stands for them, as a person decided; they get its reply and are counted."""
    others = [one for one in inputs if one.pk != into.pk]
    if count != len(others):
        raise Refused(_("The list changed meanwhile. Look again."))
    if into.matter_id != matter.pk or any(one.matter_id != matter.pk for one in others):
        raise Refused(_("Choose comments on this topic."))
    if into.same_as_id or not into.is_shown:
        raise Refused(_("Choose a comment that is shown and not itself folded."))
    numbers = [one.pk for one in others]
    if Input.objects.filter(pk__in=numbers).answered().exists():
        raise Refused(_("A comment that has its own reply cannot be folded."))
    Input.objects.filter(same_as__in=numbers).update(same_as=into)
    Input.objects.filter(pk__in=numbers, matter=matter).update(same_as=into, answer=None)
    return into


@action("matters.unfold")
def unfold(given: Input, *, by: Actor) -> Input:
    """Let a folded comment stand for itself again; it becomes owed its own reply."""
    given.same_as = None
    given.full_clean()
    given.save()
    return given


@action("matters.translate", facts=["language"])
def translate(given: Input, *, by: Actor, language: str, words: str) -> Input:
    """Add a translation for others, marked as made by a person, the original one tap away."""
    if not given.is_shown:
        raise Refused(_("Only words that are shown can be translated for others."))
    if language == given.words.language:
        raise Refused(_("Choose a language other than the one it was written in."))
    given.words = given.words.translated(language, words)
    given.full_clean()
    given.save()
    return given


@action("matters.hand_over", facts=["comments"], then="tell_givers")
def hand_over(given: Input, *, by: Actor, to: str, reasons: Words) -> Answer:
    """Say that this belongs elsewhere, where it was sent, and why; this is its reply."""
    if given.answer_id:
        raise Refused(_("This comment already has a reply, or a draft of one."))
    answer = Answer(
        matter=given.matter,
        outcome=Answer.Outcome.NOT_OURS,
        reasons=reasons,
        handed_to=to,
        by_seat=by.hat,
        published_on=given.matter.agency.today(),
    )
    answer.full_clean()
    answer.save()
    given.answer = answer
    given.save()
    return answer
