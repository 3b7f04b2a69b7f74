"""What givers do: comment, ask, put up an opinion, and write on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.often import Often
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters.actions.own_opinions import agree_with_own
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.matters.models.input import LONGEST, LONGEST_OPINION, Reason, State
from commonbeat.matters.texts import screening
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver


class SentBefore(Refused):
    """The same form sent a second time, as a second click does."""


@action("matters.comment", facts=["kind"])
def comment(
    window: Window,
    *,
    by: Actor,
    words: Words,
    kind: str = Input.Kind.COMMENT,
    passage: Passage | None = None,
    giver: Giver | None = None,
    role: str = "",
    return_words: str = "",
    follows: Input | None = None,
    flood: bool = False,
    form_key: str | None = None,
    left_in: bool = False,
) -> Input:
    """Give input while the period is open. A first input makes a giver, known by return words or an account.

    ``form_key`` makes a second click harmless: one form gives one comment. ``left_in``: the giver was asked, and
    leaves in what the words tell of somebody's immigration status.
    """
    refuse_unasked_status(words.text, left_in)
    if form_key and _sent_with(form_key):
        raise SentBefore(_("This form was sent before. Your comment is here once."))
    refuse_wrong_place(window, kind, passage)
    giver = giver or new_giver(window, by, role, return_words, words.language)
    given = Input(matter=window.matter, window=window, passage=passage, giver=giver, kind=kind)
    given.follows, given.form_key = follows, form_key
    put_words(given, words, hold_for(words.text, window, flood=flood, left_in=left_in))
    # what the database itself holds is not asked of it first: each question would keep the topic's next giver waiting
    in_database = {"validate_unique": False, "validate_constraints": False}
    given.full_clean(exclude=["matter", "window", "passage", "giver", "follows", "entered_by"], **in_database)
    given.save()
    agree_with_own(given)
    return given


_sent_with = Often(lambda key: Input.objects.filter(form_key=key).values_list("pk"))


def refuse_unasked_status(words: str, left_in: bool) -> None:
    """A giver whose words tell of somebody's immigration status is asked first. What they answer is kept nowhere."""
    if screening.immigration_status(words) and not left_in:
        raise Refused(_("Your words say something about somebody’s immigration or citizenship status."))


def refuse_wrong_place(window: Window, kind: str, passage: Passage | None) -> None:
    if passage is not None and passage.text_id != window.text_id:
        raise Refused(_("This passage is not part of the text that is open for comments."))
    if passage is not None and not window.on_passages:
        raise Refused(_("In this period people comment on the whole text, not on passages."))
    if passage is None and not window.on_whole and kind not in (Input.Kind.QUESTION, Input.Kind.OPINION):
        raise Refused(_("In this period people comment on passages. Choose one first."))
    if kind == Input.Kind.QUESTION and not window.questions:
        raise Refused(_("In this period no questions are taken."))
    if kind == Input.Kind.OPINION and not window.opinions:
        raise Refused(_("In this period no opinions are voted on."))


def new_giver(window: Window, by: Actor, role: str, return_words: str, language: str) -> Giver:
    """A giver for a first input; a signed-in person stays one giver in a topic, from two forms at once too."""
    known = Giver.objects.filter(topic=window.matter_id, person=by.person).first() if by.person else None
    if known:
        return known
    giver = Giver(topic=window.matter_id, role=role, person=by.person, language=language)
    if return_words:
        giver.words_digest = Giver.digest(return_words)
    if by.person:
        giver.email, giver.email_confirmed = by.person.email, True
    giver.full_clean(exclude=["email"], validate_unique=False)
    giver.save()
    return giver


def hold_for(words: str, window: Window, *, flood: bool = False, left_in: bool = False) -> str:
    """The reason for which new words wait for a look, or "" where they appear at once.

    Words that tell of somebody's status wait as private details do, so that no list and no count tells of it.
    """
    if screening.personal_data(words) or (screening.immigration_status(words) and not left_in):
        return Reason.PERSONAL
    if flood:
        return Reason.FLOOD
    return Reason.FIRST_LOOK if window.moderation == Window.Moderation.BEFORE else ""


def put_words(given: Input, words: Words, reason: str) -> None:
    """Words where they belong: shown, or kept back with the reason."""
    words = Words(screening.clean(words.text), words.language, words.others)
    if not words.text.strip():
        raise Refused(_("Write something first."))
    longest = LONGEST_OPINION if given.kind == Input.Kind.OPINION else LONGEST
    if len(words.text) > longest:
        raise Refused(_("This is longer than %(limit)s characters. Please shorten it.") % {"limit": longest})
    if reason:
        given.state, given.reason, given.kept = State.HELD, reason, words
    else:
        given.words = words
