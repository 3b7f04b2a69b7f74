"""Come back with return words, on any device; leave a shared computer."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page
from commonbeat.front import returning
from commonbeat.gatherings.shown import comings
from commonbeat.matters.shown import voting
from commonbeat.matters.views.giving import DRAFTS
from commonbeat.people import guesses
from commonbeat.people.middleware import forget_givers, remember_giver


class ReturnForm(forms.Form):
    """Eight words, in any spelling of spaces and capitals."""

    words = forms.CharField(
        label=gettext_lazy("Your return words"),
        max_length=300,
        help_text=gettext_lazy("The eight words on your receipt, in their order."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


@never_cache
@page("front.return")
def returns(request: HttpRequest) -> HttpResponse:
    """Type return words, and see what became of what one gave; or type a follow number."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        giver = returning.giver_with(form.cleaned_data["words"])
        if giver:
            remember_giver(request, giver.pk)
            return redirect("front.return")
        guesses.slow_down(request)
        form.add_error("words", _("These are not return words that we gave out. Look at each word and their order."))
        form.add_error("words", _("What you wrote to the checker alone opens on a page of its own, named below."))
    number = request.GET.get("number", "").strip()
    found = returning.with_number(request.actor, number)
    if found:
        return redirect(found)
    context = {
        "form": form,
        "number": number,
        "own": returning.given_by(request.actor) if request.actor.giver_ids else [],
        "drafts": returning.drafts(request.actor, request.session.get(DRAFTS, {})),
        "voting": voting.voting(request.actor) if request.actor.giver_ids else [],
        "comings": comings.of(request.actor) if request.actor.giver_ids else [],
        "is_here": bool(request.actor.giver_ids),
    }
    return render(request, "front/return.html", context)


@page("front.leave")
def leave(request: HttpRequest) -> HttpResponse:
    """Forget in this browser who gave something, and the drafts."""
    if request.method == "POST":
        forget_givers(request)
        request.session.pop(DRAFTS, None)
        messages.success(request, _("This browser has forgotten you. Your return words still work."))
        return redirect("front.return")
    return render(request, "front/leave.html")
