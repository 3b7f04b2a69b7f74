"""Write to an outside checker alone, and come back with return words.

Return words and what they open are answers to forms that were sent: they pass through no session, cookie or address.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page
from commonbeat.frame.rules import may
from commonbeat.matters import actions, boxes, formkeys
from commonbeat.matters.actions.inputs import SentBefore
from commonbeat.matters.forms.alone import ComeBackForm, WriteAloneForm, WriteOnAloneForm
from commonbeat.matters.models import CheckerKey, Confidence
from commonbeat.matters.shown import alone as shown
from commonbeat.matters.views import asking
from commonbeat.people import guesses
from commonbeat.people.actor import NOBODY, Actor


@page("matters.alone")
def alone(request: HttpRequest) -> HttpResponse:
    """What is known about whoever writes and what is not, and who can read it."""
    return render(request, "matters/alone.html", {"readers": shown.readers(), "years": shown.years()})


@never_cache
@page("matters.write_alone", CheckerKey)
def write_alone(request: HttpRequest, key: CheckerKey) -> HttpResponse:
    """Write to the seat that holds this key."""
    form = WriteAloneForm(request.POST or None)
    if asking.is_sent(request) and form.is_valid():
        return asking.about_status(request, form, alone=True) or send(request, key, form)
    return render(request, "matters/write_alone.html", {"key": key, "form": form})


def send(request: HttpRequest, key: CheckerKey, form: WriteAloneForm) -> HttpResponse:
    """Send it once; the return words are the answer. An hour after the form was begun it shows them no more."""
    sent = form.cleaned_data["key"]
    words = sent.return_words
    try:
        actions.write_alone(
            key,
            by=NOBODY,
            words=form.cleaned_data["words"],
            return_words=words,
            form_key=sent.digest,
            flood=formkeys.is_flood(),
            left_in=asking.left_in(request),
        )
    except SentBefore:
        words = words if sent.age <= formkeys.SHOWS_AGAIN else ""
    return render(request, "matters/alone_receipt.html", {"key": key, "words": words})


def with_words(request: HttpRequest) -> tuple[Actor, Confidence | None]:
    """Who typed return words just now, and what these open. Nothing else that the browser knows goes with it."""
    actor = replace(NOBODY, words_digest=boxes.digest(request.POST.get("return_words", "")))
    return actor, Confidence.objects.visible_to(actor).select_related(*Confidence.rules_read).first()


@never_cache
@page("matters.come_back_alone")
def come_back_alone(request: HttpRequest) -> HttpResponse:
    """Type return words, and read what the checker replied."""
    form = ComeBackForm(request.POST or None)
    if form.is_valid():
        actor, found = with_words(request)
        if found:
            return thread(request, actor, found)
        guesses.slow_down(request)
        form.add_error("return_words", _("Nothing was written under these words. Look at each word and their order."))
    return render(request, "matters/come_back_alone.html", {"form": form})


@never_cache
@page("matters.write_on_alone")
def write_on_alone(request: HttpRequest) -> HttpResponse:
    """Write on, under the return words that opened the page."""
    actor, found = with_words(request)
    if found is None:
        return redirect("matters.come_back_alone")
    form = WriteOnAloneForm(request.POST)
    if not asking.is_sent(request) or not form.is_valid():
        return thread(request, actor, found, form)
    asked = asking.about_status(request, form, alone=True)
    if asked:
        return asked
    sent = form.cleaned_data["key"].digest
    try:
        actions.write_on_alone(
            found, by=actor, words=form.cleaned_data["words"], form_key=sent, left_in=asking.left_in(request)
        )
    except SentBefore:
        pass  # a second click or a reload: it is here once
    return thread(request, actor, found, sent=True)


def thread(request: HttpRequest, actor: Actor, found: Confidence, form: Any = None, sent: bool = False) -> HttpResponse:
    """All that was written, and the form to write on where the seat can read it."""
    typed = request.POST["return_words"]
    context = {
        "confidence": found,
        "lines": shown.for_writer(found, typed),
        "sent": sent,
        "form": form or WriteOnAloneForm(initial={"return_words": typed}),
        "can_write": may("matters.write_on_alone", actor, found),
    }
    return render(request, "matters/alone_thread.html", context)
