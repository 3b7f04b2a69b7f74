"""Count heads, let people tap who they are, ask three questions on the way out, write down what was asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame import twice
from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions, questions
from commonbeat.gatherings.forms.counting import AnswersForm, CodeForm, HeadsForm, PaperForm, RoomQuestionForm
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.views.planning import on_a_meeting
from commonbeat.matters.views import asking
from commonbeat.matters.views.desk.acting import sent
from commonbeat.matters.views.desk.entering import told
from commonbeat.people import guesses, receipts


@page("gatherings.count_heads", Gathering)
def count_heads(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """How many came."""
    return on_a_meeting(
        request,
        gathering,
        HeadsForm(sent(request), initial={"people": gathering.head_count}),
        lambda clean: actions.count_heads(gathering, by=request.actor, **clean),
        _("How many people came?"),
        button=_("Save"),
    )


@never_cache
@page("gatherings.tap", Gathering)
def tap(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """A device by the door: one person taps, then the next finds the page empty again."""
    form = AnswersForm(sent(request), asked=questions.ABOUT_PEOPLE)
    if request.method == "POST" and form.is_valid():
        if form.answers():
            actions.tap(gathering, by=request.actor, answers=form.answers())
            messages.success(request, _("Counted. The next person can tap now."))
        return redirect("gatherings.tap", gathering.pk)
    return render(request, "gatherings/tap.html", {"meeting": gathering, "form": form})


@page("gatherings.find_poll")
def find_poll(request: HttpRequest, code: str = "") -> HttpResponse:
    """By the code on the wall, typed or read by a camera."""
    form = CodeForm(request.GET if "code" in request.GET else {"code": code} if code else None)
    if form.is_bound and form.is_valid():
        found = Gathering.objects.visible_to(request.actor).filter(poll_code=form.cleaned_data["code"]).first()
        if found:
            return redirect("gatherings.answer_poll", found.pk)
        guesses.slow_down(request)
        form.add_error("code", _("No meeting has this code. Look at the wall again."))
    return render(request, "gatherings/find_poll.html", {"form": form})


@never_cache
@page("gatherings.answer_poll", Gathering)
def answer_poll(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Three questions, no name."""
    form = AnswersForm(sent(request), asked=questions.ON_THE_WAY_OUT)
    if request.method == "POST" and form.is_valid():
        if form.answers():
            actions.answer_poll(gathering, by=request.actor, answers=form.answers())
            messages.success(request, _("Counted. The sums stand here three days after the meeting."))
        return redirect(gathering)
    return render(request, "gatherings/poll.html", {"meeting": gathering, "form": form})


@page("gatherings.enter_poll", Gathering)
def enter_poll(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Sums from paper slips."""
    form = PaperForm(sent(request), asked=questions.ON_THE_WAY_OUT)
    return on_a_meeting(
        request,
        gathering,
        form,
        lambda clean: actions.enter_poll(gathering, by=request.actor, answers=form.sums(), count=clean["count"]),
        _("Answers on paper"),
        button=_("Add them"),
        done=_("They are added."),
    )


@page("gatherings.ask_in_room", Gathering)
def ask_in_room(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Written down while it is asked; its number is told at once."""
    form = RoomQuestionForm(sent(request))
    context: dict[str, Any] = {"form": form, "meeting": gathering}
    if asking.is_sent(request) and form.is_valid():
        unsure = asking.about_status(request, form, entering=True)
        if unsure:
            return unsure
        clean = form.cleaned_data | {"left_in": asking.left_in(request)}
        words = Words(clean.pop("words"), clean.pop("language"))
        secret = receipts.words_from(twice.key_of(request), words.language) if clean.pop("receipt") else ""
        given = actions.ask_in_room(gathering, by=request.actor, words=words, return_words=secret, **clean)
        if secret:
            return render(request, "gatherings/asked.html", context | {"given": given, "words": secret})
        messages.success(request, told(given))
        return redirect("gatherings.ask_in_room", gathering.pk)
    return render(request, "gatherings/ask_in_room.html", context)
