"""The coordinator's desk: hold, hide, release, translate, hand over."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.appeals import end_appeals
from commonbeat.matters.actions.folding import pass_on
from commonbeat.matters.actions.own_opinions import agree_with_own
from commonbeat.matters.models import Answer, Appeal, Input, Translation
from commonbeat.matters.models.input import Reason, State
from commonbeat.matters.texts import screening, striking
from commonbeat.people.actor import Actor

#: reasons that a person can choose; the others are the house's own
CHOSEN_REASONS = [one for one in Reason if one not in (Reason.FIRST_LOOK, Reason.FLOOD, Reason.SOURCE)]


def _keep_back(given: Input, state: State, reason: str) -> Input:
    if reason not in CHOSEN_REASONS:
        raise Refused(_("Choose one of the fixed reasons."))
    given.kept = given.kept or given.words
    given.words, given.state, given.reason, given.struck = Words(), state, reason, 0
    given.full_clean()
    given.save()
    pass_on(given)
    return given


@action("matters.hold", facts=["reason"], then="tell_kept_back")
def hold(given: Input, *, by: Actor, reason: str) -> Input:
    """Take words from view for a look, for one of the fixed reasons; the giver is told."""
    return _keep_back(given, State.HELD, reason)


@action("matters.hide", facts=["reason"], then="tell_kept_back")
def hide(given: Input, *, by: Actor, reason: str) -> Input:
    """Hide words for one of the fixed reasons; they are kept, counted, and can be appealed to an outside seat."""
    end_appeals(given, Appeal.Ended.HIDDEN_ANEW, decided_only=True)
    return _keep_back(given, State.HIDDEN, reason)


@action("matters.release", facts=["struck", "reason"], then="tell_shown")
def release(
    given: Input, *, by: Actor, spans: Sequence[striking.Span] = (), struck: int = 0, reason: str = ""
) -> Input:
    """Show held or hidden words, whole or with a private person's details struck; the original is kept.

    ``spans`` say where the details stand in the words as given, ``struck`` how many they are. Nothing can be added,
    and nothing is struck for another reason: words that threaten or advertise are hidden as a whole.
    """
    if struck != len(spans) or reason != (Reason.PERSONAL if spans else ""):
        raise Refused(_("Only private details can be struck. Hide the words as a whole for any other reason."))
    given.words, given.state, given.struck, given.reason = given.kept, State.VISIBLE, struck, reason
    if spans:
        given.words = Words(_struck(given.kept, spans), given.kept.language)
    else:
        given.kept = Words()
    given.full_clean()
    given.save()
    end_appeals(given, Appeal.Ended.SHOWN)
    agree_with_own(given)
    return given


def _struck(words: Words, spans: Sequence[striking.Span]) -> str:
    try:
        return striking.struck(words.text, spans, words.language)
    except ValueError as wrong:
        raise Refused(_("The words changed meanwhile. Look again.")) from wrong


@action("matters.translate", facts=["language"])
def translate(given: Input, *, by: Actor, language: str, words: str) -> Translation:
    """Add a translation for others, marked as the agency's, the original one tap away; the giver can refuse it."""
    if not given.is_shown:
        raise Refused(_("Only words that are shown can be translated for others."))
    if language == given.words.language:
        raise Refused(_("Choose a language other than the one it was written in."))
    words = screening.clean(words)
    _refuse_what_is_not_in(given.words.text, words)
    made = Translation(input=given, language=language, words=words, by_seat=by.hat)
    made.full_clean()
    made.save()
    given.words = given.words.translated(language, words)
    given.full_clean()
    given.save()
    return made


def _refuse_what_is_not_in(original: str, words: str) -> None:
    """A translation tells no private detail, and nobody's status, that the words themselves do not tell."""
    told = {words[one.start : one.end] for one in screening.personal_data(words)}
    missing = sorted(one for one in told if one not in original)
    if missing:
        raise Refused(_("These words do not stand in it: %(words)s") % {"words": "; ".join(missing)})
    if screening.immigration_status(words) and not screening.immigration_status(original):
        raise Refused(_("The translation tells of somebody’s immigration status, and the words themselves do not."))


@action("matters.hand_over", facts=["comments"], then="tell_givers")
def hand_over(given: Input, *, by: Actor, to: str, reasons: Words) -> Answer:
    """Say that this belongs elsewhere, where it was sent, and why; this is its reply."""
    if given.answer_id:
        raise Refused(_("This comment already has a reply, or a draft of one."))
    if given.same_as_id:
        raise Refused(_("This comment stands behind another and gets its reply. Let it stand for itself first."))
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
