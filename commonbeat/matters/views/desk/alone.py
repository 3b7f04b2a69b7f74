"""The desk of an outside checker: make a key, open what was written alone, reply, hand it over.

A passphrase opens for the one page that answers it. What it opened stands in that answer and nowhere else.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from nacl.public import PrivateKey

from commonbeat.frame.page import page
from commonbeat.matters import actions, boxes
from commonbeat.matters.forms.alone import HandOverForm, MakeKeyForm, PassphraseForm, ReplyAloneForm
from commonbeat.matters.models import CheckerKey, Confidence
from commonbeat.matters.shown import alone as shown
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.people import guesses, receipts
from commonbeat.people.models import Seat


@never_cache
@page("matters.alone_desk")
def alone_desk(request: HttpRequest) -> HttpResponse:
    """What was written to one's own seats alone: days and counts, no word of it."""
    return render(request, "matters/desk/alone.html", {"desks": shown.desks(request.actor)})


@never_cache
@page("matters.make_key", Seat)
def make_key(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Choose a passphrase; with a key that is there already, give it up for a new one."""
    before = CheckerKey.objects.visible_to(request.actor).live().filter(seat=seat).exists()
    form = MakeKeyForm(sent(request), has_key=before)
    return act(
        request,
        form,
        lambda clean: actions.make_key(seat, by=request.actor, **clean),
        title=_("Give up your key and make a new one") if before else _("Make a key"),
        button=_("Make the key"),
        to="matters.alone_desk",
        done=_("The key is made. From now on you can be written to alone."),
        template="matters/desk/make_key.html",
        picked=receipts.new_words(request.LANGUAGE_CODE),
        has_key=before,
    )


@never_cache
@page("matters.open_alone", Confidence)
def open_alone(request: HttpRequest, confidence: Confidence) -> HttpResponse:
    """Type the passphrase and read."""
    form = PassphraseForm(sent(request))
    private = unlocked(request, form, confidence.key)
    lines: list[Any] = []
    if private:
        lines = shown.for_checker(confidence, private)
        actions.open_alone(confidence, by=request.actor)
    context = {"confidence": confidence, "form": form, "lines": lines, "reply": ReplyAloneForm()}
    return render(request, "matters/desk/open_alone.html", context)


def unlocked(request: HttpRequest, form: PassphraseForm, key: CheckerKey) -> PrivateKey | None:
    """The private half of a key, for this one answer; None where nothing was typed, or another passphrase."""
    if not form.is_valid():
        return None
    private = boxes.private_of(key, form.cleaned_data["passphrase"])
    if private is None:
        guesses.slow_down(request)
        form.add_error("passphrase", _("This is not the passphrase of this key. Nothing was opened."))
    return private


@never_cache
@page("matters.reply_alone", Confidence)
def reply_alone(request: HttpRequest, confidence: Confidence) -> HttpResponse:
    """Reply to whoever wrote."""
    form = ReplyAloneForm(sent(request))
    if form.is_valid():
        actions.reply_alone(confidence, by=request.actor, words=form.cleaned_data["words"])
        messages.success(request, _("Your reply waits for whoever wrote."))
        return redirect("matters.alone_desk")
    return render(request, "matters/desk/reply_alone.html", {"confidence": confidence, "reply": form})


@never_cache
@page("matters.hand_over_alone", CheckerKey)
def hand_over_alone(request: HttpRequest, key: CheckerKey) -> HttpResponse:
    """Hand all that was written over to another seat outside."""
    others = CheckerKey.objects.visible_to(request.actor).readable().exclude(pk=key.pk)
    form = HandOverForm(sent(request), others=others.select_related(*CheckerKey.rules_read))
    private = unlocked(request, form, key)
    if private:
        actions.hand_over_alone(key, by=request.actor, to=form.cleaned_data["to"], private=private)
        messages.success(request, _("It is handed over. Your passphrase does not open it any more."))
        return redirect("matters.alone_desk")
    return render(request, "matters/desk/hand_over_alone.html", {"key": key, "form": form, "others": others.exists()})
