"""Comment, and get a receipt."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonbeat.frame import proof
from commonbeat.frame.page import page, refused
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.ledger import record
from commonbeat.matters import actions, formkeys
from commonbeat.matters.actions.inputs import SentBefore
from commonbeat.matters.forms.giving import CommentForm, FollowForm
from commonbeat.matters.models import Input, Passage, Window
from commonbeat.matters.shown import voting
from commonbeat.matters.texts import screening
from commonbeat.matters.views import asking
from commonbeat.people.middleware import remember_giver
from commonbeat.people.models import Giver

#: key in the session: words not accepted, by period
DRAFTS = "drafts"


def kept_as_draft(request: HttpRequest, refusal: Refused, window: Window | None) -> HttpResponse:
    """Sent after closing: not accepted, and the words are kept as the giver's own draft.

    A form that was accepted in time and is sent again shows its receipt, as before closing.
    """
    key = formkeys.read(request.POST.get("key", ""), window) if window else None
    if key and Input.objects.visible_to(request.actor).filter(form_key=key.digest).exists():
        return sent_before(request, key)
    words = screening.clean(request.POST.get("words", ""))
    if window is None or (request.method == "POST" and window.is_open):
        return refused(request, refusal)
    if words:
        request.session[DRAFTS] = request.session.get(DRAFTS, {}) | {str(window.pk): words[:20_000]}
    draft = request.session.get(DRAFTS, {}).get(str(window.pk), "")
    context = {"window": window, "words": draft, "sent": bool(words)}
    return render(request, "matters/comment_closed.html", context, status=409 if request.method == "POST" else 403)


@never_cache
@page("matters.comment", Window, found=voting.public_window, instead=kept_as_draft)
def comment(request: HttpRequest, window: Window) -> HttpResponse:
    """Say something on a passage or on the whole."""
    known = Giver.objects.visible_to(request.actor).filter(topic=window.matter_id)
    giver = known.first() if request.actor.giver_ids else None
    asked = request.POST if request.method == "POST" else request.GET
    about = about_what(request, window, asked)
    form = CommentForm(
        request.POST if request.method == "POST" else None,
        window=window,
        giver=giver,
        initial={
            "words": request.session.get(DRAFTS, {}).get(str(window.pk), ""),
            "passage": about["passage"].mark if about["passage"] else "",
            "follows": about["follows"].pk if about["follows"] else "",
            "kind": asked.get("kind", Input.Kind.COMMENT),
        },
    )
    if asking.is_sent(request) and form.is_valid():
        return send(request, window, form, giver, about)
    return render(request, "matters/comment.html", {"window": window, "form": form, "giver": giver, **about})


def about_what(request: HttpRequest, window: Window, asked: Any) -> dict[str, Any]:
    """The passage of the open text, and the giver's own earlier comment, that this one is about.

    What goes on from a comment on a passage is on that passage too, unless another is named or none.
    """
    named, follows = asked.get("passage", ""), asked.get("follows", "")
    before = own_earlier(request, window, int(follows[:18])) if follows.isdecimal() else None
    passage = passage_with(request, window, mark=named) if named else None
    if passage is None and named.isdecimal():
        passage = passage_with(request, window, pk=int(named[:18]))
    if before and before.passage and "passage" not in asked:
        passage = passage_with(request, window, mark=before.passage.mark)
    return {"passage": passage, "follows": before}


def passage_with(request: HttpRequest, window: Window, **which: Any) -> Passage | None:
    """The passage of the open text with this mark or number."""
    return Passage.objects.visible_to(request.actor).filter(text=window.text_id, **which).first()


def own_earlier(request: HttpRequest, window: Window, number: int) -> Input | None:
    """The reader's own earlier comment of this number in the topic."""
    own = Input.objects.visible_to(request.actor).given_by(request.actor).filter(matter=window.matter_id)
    return own.filter(pk=number).select_related("passage").first()


def send(
    request: HttpRequest, window: Window, form: CommentForm, giver: Giver | None, about: dict[str, Any]
) -> HttpResponse:
    """Send a whole form, once; ask first where somebody's immigration status stands in it."""
    typed, key = form.cleaned_data, form.cleaned_data["key"]
    asked = asking.about_status(request, form)
    if asked:
        return asked
    new_giver = giver is None and request.actor.person is None
    robot = bool(request.POST.get("website"))
    try:
        given = actions.comment(
            window,
            by=request.actor,
            words=Words(typed["words"], typed["language"]),
            kind=typed["kind"],
            passage=about["passage"],
            giver=giver,
            role=typed.get("role", ""),
            return_words=key.return_words if new_giver else "",
            follows=about["follows"],
            flood=robot or (new_giver and formkeys.is_flood(window)),
            form_key=key.digest,
            left_in=asking.left_in(request),
        )
    except SentBefore:
        return sent_before(request, key)
    return to_receipt(request, given, key.return_words if new_giver else "")


def sent_before(request: HttpRequest, key: formkeys.FormKey) -> HttpResponse:
    """A second click or a reload: the same receipt, with the same return words as long as the form is fresh."""
    given = Input.objects.visible_to(request.actor).select_related("giver").get(form_key=key.digest)
    words = key.return_words
    is_first = given.giver.words_digest is not None and Giver.digest(words) == given.giver.words_digest
    if key.age > formkeys.SHOWS_AGAIN or not (is_first or given.giver_id in request.actor.giver_ids):
        return redirect("front.thread", given.pk)
    return to_receipt(request, given, words if is_first else "")


def to_receipt(request: HttpRequest, given: Input, words: str) -> HttpResponse:
    """The receipt, as the answer to the form itself: the return words pass through no session and no address."""
    if request.actor.person is None and given.giver_id not in request.actor.giver_ids:
        remember_giver(request, given.giver_id)
    drafts = request.session.get(DRAFTS, {})
    if drafts.pop(str(given.window_id), None):
        request.session[DRAFTS] = drafts
    return show_receipt(request, given, words)


def show_receipt(request: HttpRequest, given: Input, words: str = "") -> HttpResponse:
    """The ticket: number, return words where they are fresh, and what proves the words."""
    context = {"given": given, "words": words, "head": record.head(), "form": FollowForm(), "proof": proof.of(given)}
    context["votes"] = voting.is_by_a_voter(given)
    return render(request, "matters/receipt.html", context)


@never_cache
@page("matters.receipt", Input)
def receipt(request: HttpRequest, given: Input) -> HttpResponse:
    """What was received, its number, and what proves the words. Return words stand only in the answer to the form."""
    return show_receipt(request, given)
