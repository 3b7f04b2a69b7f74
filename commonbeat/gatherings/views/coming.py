"""Say that one will come, take it back, and what those who plan see of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.coming import ComeForm, InterpreterForm
from commonbeat.gatherings.languages import named
from commonbeat.gatherings.models import Coming, Gathering, Interpreter
from commonbeat.gatherings.shown import comings, counts
from commonbeat.gatherings.views.planning import on_a_meeting
from commonbeat.matters import formkeys
from commonbeat.matters.actions.inputs import SentBefore
from commonbeat.matters.views.desk.acting import say_refused, sent
from commonbeat.people.middleware import remember_giver
from commonbeat.people.models import Giver

#: what of a form can be said otherwise a second time
SAID = ("people", "interpreter", "children", "access")


@never_cache
@page("gatherings.come", Gathering)
def come(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """How many of you come, and what you need there."""
    giver = Giver.objects.visible_to(request.actor).filter(topic=gathering.window.matter_id).first()
    known = request.actor.person is not None or bool(giver and giver.email)
    own = Coming.objects.visible_to(request.actor).standing().filter(gathering=gathering).first()
    form = ComeForm(sent(request), gathering=gathering, known=known, initial=ComeForm.initial_of(own) if own else {})
    context: dict[str, Any] = {"form": form, "meeting": gathering, "own": own}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return taken(request, gathering, dict(form.cleaned_data), giver)
        except Refused as refusal:
            context["in_the_way"], status = say_refused(form, refusal), 409
    return render(request, "gatherings/come.html", context, status=status)


def taken(request: HttpRequest, gathering: Gathering, clean: dict[str, Any], giver: Giver | None) -> HttpResponse:
    """Do it once, and show the receipt as the answer to the form: the return words pass through nothing else."""
    key: formkeys.FormKey = clean.pop("key")
    fresh = key.return_words if giver is None and request.actor.person is None else ""
    if fresh and formkeys.is_flood(gathering.window):
        raise Refused(_("Many people send this form at this moment. Send it once more in a minute."))
    given = {"giver": giver, "return_words": fresh, "language": (get_language() or "en").split("-")[0]}
    try:
        made = actions.come(gathering, by=request.actor, form_key=key.digest, **given, **clean)
    except SentBefore:
        return sent_before(request, gathering, key, clean)
    return to_receipt(request, made, fresh)


def sent_before(
    request: HttpRequest, gathering: Gathering, key: formkeys.FormKey, clean: dict[str, Any]
) -> HttpResponse:
    """A second click or a reload: the same receipt, with the same return words as long as the form is fresh.

    Sent again with other numbers, as after the browser's "back": the page of what was said, where it is changed.
    """
    made, words = comings.made_with(key, request.actor)
    if made and made.taken_back_on is None and any(getattr(made, n) != clean[n] for n in SAID if n in clean):
        remember(request, made)
        messages.warning(request, _("You had said this already, and it stands as you see here. Change it here."))
        return redirect("gatherings.come", gathering.pk)
    return to_receipt(request, made, words) if made else redirect(gathering)


def to_receipt(request: HttpRequest, made: Coming, words: str) -> HttpResponse:
    remember(request, made)
    return show(request, made, words)


def remember(request: HttpRequest, made: Coming) -> None:
    """So that whoever said it finds it again with this browser."""
    if request.actor.person is None and made.giver_id not in request.actor.giver_ids:
        remember_giver(request, made.giver_id)


def show(request: HttpRequest, made: Coming, words: str) -> HttpResponse:
    """The receipt."""
    context = {"coming": made, "meeting": made.gathering, "words": words, "interpreter": named(made.interpreter)}
    return render(request, "gatherings/coming.html", context)


@never_cache
@page("gatherings.take_back", Coming)
def take_back(request: HttpRequest, coming: Coming) -> HttpResponse:
    """Others find room then."""
    if request.method == "POST":
        actions.take_back(coming, by=request.actor)
        messages.success(request, _("It is taken back. Others find room now."))
        return redirect(coming.gathering)
    return render(request, "gatherings/take_back.html", {"coming": coming, "meeting": coming.gathering})


@page("gatherings.needs", Gathering)
def needs(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """In sums, for those who plan."""
    context = {"meeting": gathering, "needs": counts.needs(gathering, request.actor), "taps": counts.taps(gathering)}
    return render(request, "gatherings/needs.html", context)


@page("gatherings.settle_interpreter", Interpreter)
def settle_interpreter(request: HttpRequest, interpreter: Interpreter) -> HttpResponse:
    """Confirmed, or openly not found."""
    return on_a_meeting(
        request,
        interpreter.gathering,
        InterpreterForm(sent(request)),
        lambda clean: actions.settle_interpreter(interpreter, by=request.actor, **clean),
        _("Interpreter: %(language)s") % {"language": named(interpreter.language)},
        button=_("Save"),
    )
