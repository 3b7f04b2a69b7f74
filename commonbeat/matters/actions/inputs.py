"""What givers do: comment, write on, withdraw, say that a reply does not answer; and entering what came on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame import notify
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import posts
from commonbeat.matters.models import Appeal, Input, Passage, Window
from commonbeat.matters.models.input import LONGEST, Reason, State
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
) -> Input:
    """Give input while the period is open. A first input makes a giver, known by return words or an account.

    ``form_key`` makes a second click harmless: one form gives one comment.
    """
    if form_key and Input.objects.filter(form_key=form_key).exists():
        raise SentBefore(_("This form was sent before. Your comment is here once."))
    _refuse_wrong_place(window, kind, passage)
    giver = giver or _new_giver(window, by, role, return_words, words.language)
    return _keep(
        Input(
            matter=window.matter,
            window=window,
            passage=passage,
            giver=giver,
            kind=kind,
            follows=follows,
            form_key=form_key,
        ),
        words,
        hold_for(words.text, window, flood=flood),
    )


def _refuse_wrong_place(window: Window, kind: str, passage: Passage | None) -> None:
    if passage is not None and passage.text_id != window.text_id:
        raise Refused(_("This passage is not part of the text that is open for comments."))
    if passage is not None and not window.on_passages:
        raise Refused(_("In this period people comment on the whole text, not on passages."))
    if passage is None and not window.on_whole and kind != Input.Kind.QUESTION:
        raise Refused(_("In this period people comment on passages. Choose one first."))
    if kind == Input.Kind.QUESTION and not window.questions:
        raise Refused(_("In this period no questions are taken."))


def _new_giver(window: Window, by: Actor, role: str, return_words: str, language: str) -> Giver:
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


def hold_for(words: str, window: Window, *, flood: bool = False) -> str:
    """The reason for which new words wait for a look, or "" where they appear at once."""
    if screening.personal_data(words):
        return Reason.PERSONAL
    if flood:
        return Reason.FLOOD
    return Reason.FIRST_LOOK if window.moderation == Window.Moderation.BEFORE else ""


def _keep(given: Input, words: Words, reason: str) -> Input:
    """Save an input with its words where they belong: shown, or kept back with the reason."""
    words = Words(screening.clean(words.text), words.language, words.others)
    if not words.text.strip():
        raise Refused(_("Write something first."))
    if len(words.text) > LONGEST:
        raise Refused(_("This is longer than %(limit)s characters. Please shorten it.") % {"limit": LONGEST})
    if reason:
        given.state, given.reason, given.kept = State.HELD, reason, words
    else:
        given.words = words
    given.full_clean(exclude=["matter", "window", "passage", "giver", "follows", "entered_by"])
    given.save()
    return given


@action("matters.enter", facts=["channel", "given_on"])
def enter(
    window: Window,
    *,
    by: Actor,
    words: Words,
    channel: str,
    given_on: date,
    kind: str = Input.Kind.COMMENT,
    passage: Passage | None = None,
    role: str = "",
    return_words: str = "",
) -> Input:
    """Enter what came on paper, by telephone or in a meeting, with its true channel and date, the enterer apart."""
    _refuse_wrong_place(window, kind, passage)
    _refuse_wrong_date(window, given_on)
    giver = Giver(topic=window.matter_id, role=role, language=words.language)
    giver.words_digest = Giver.digest(return_words) if return_words else None
    giver.full_clean()
    giver.save()
    given = _entered(window, by, channel, given_on, kind, passage)
    given.giver = giver
    return _keep(given, words, hold_for(words.text, window))


def _refuse_wrong_date(window: Window, given_on: date) -> None:
    first = window.matter.agency.local(window.opens_at).date()
    if not first <= given_on <= min(window.last_day, window.matter.agency.today()):
        raise Refused(_("The date it was given must lie within the comment period."))


def _entered(
    window: Window, by: Actor, channel: str, given_on: date, kind: str, passage: Passage | None = None
) -> Input:
    today = window.matter.agency.today()
    return Input(
        matter=window.matter,
        window=window,
        passage=passage,
        kind=kind,
        channel=channel,
        given_on=given_on,
        entered_by=by.hat,
        entered_on=today,
        entered_late=window.is_over,
    )


@action("matters.enter_many", facts=["channel", "count", "digest"])
def enter_many(
    window: Window, *, by: Actor, rows: Sequence[Mapping[str, Any]], channel: str, count: int, digest: str
) -> Window:
    """Enter many at once from a checked file: one act, one entry with their number and the file's digest.

    Each row has ``words`` (Words), ``given_on`` (date) and may have ``kind`` and ``passage``.
    """
    if len(rows) != count:
        raise Refused(_("The file changed between the preview and now. Check it again."))
    made = []
    for row in rows:
        _refuse_wrong_date(window, row["given_on"])
        given = _entered(window, by, channel, row["given_on"], row.get("kind", Input.Kind.COMMENT), row.get("passage"))
        reason = hold_for(row["words"].text, window)
        if reason:
            given.state, given.reason, given.kept = State.HELD, reason, row["words"]
        else:
            given.words = row["words"]
        given.clean_fields(
            exclude=["matter", "window", "passage", "giver", "follows", "entered_by", "same_as", "answer"]
        )
        made.append(given)
    Input.objects.bulk_create(made, batch_size=500)
    return window


@action("matters.withdraw")
def withdraw(given: Input, *, by: Actor) -> Input:
    """Take one's own words from view; a tombstone stays. After the decision only lawful erasure remains."""
    given.kept = given.kept or given.words
    given.words, given.state, given.reason = Words(), State.WITHDRAWN, ""
    given.full_clean()
    given.save()
    return given


@action("matters.not_answered")
def not_answered(given: Input, *, by: Actor, words: str = "") -> Input:
    """Say, once, that the reply does not answer; the count stands beside it in public."""
    given.not_answered_on = given.matter.agency.today()
    given.not_answered_words = screening.clean(words)
    given.full_clean()
    given.save()
    return given


@action("matters.appeal", then="tell_outside_seats")
def appeal(given: Input, *, by: Actor, words: str = "") -> Appeal:
    """Ask a seat outside the agency to look again at words that were hidden."""
    if Appeal.objects.filter(input=given).exists():
        raise Refused(_("You have already asked for a second look."))
    asked = Appeal(input=given, words=screening.clean(words))
    asked.full_clean()
    asked.save()
    return asked


@action("matters.follow_by_mail", then="confirm_address")
def follow_by_mail(given: Input, *, by: Actor, email: str) -> Input:
    """Leave an address for links about this topic; it counts once its link is opened."""
    giver = given.giver
    notify.drop_letters(unsubscribe=posts.unsubscribe_link(giver))
    giver.email, giver.email_confirmed = email, False
    giver.full_clean(validate_unique=False)
    giver.save()
    return given


@action("matters.confirm_address")
def confirm_address(giver: Giver, *, by: Actor) -> Giver:
    """Say, by opening the link that was sent there, that the address is one's own."""
    giver.email_confirmed = bool(giver.email)
    giver.full_clean(validate_unique=False)
    giver.save()
    return giver


@action("matters.unsubscribe")
def unsubscribe(giver: Giver, *, by: Actor) -> Giver:
    """Take the address away; no more letters go out, and those that wait are thrown away."""
    notify.drop_letters(unsubscribe=posts.unsubscribe_link(giver))
    giver.email, giver.email_confirmed = "", False
    giver.full_clean(validate_unique=False)
    giver.save()
    return giver
