"""Start a topic, see what is next for it, open and extend its comment period."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.topics import ExtendForm, PeriodForm, TopicForm
from commonbeat.matters.models import Matter, Window
from commonbeat.matters.shown import desk as shown
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.matters.views.desk.voting import desk_of, put_up

#: a comment period of fewer days is asked about before it opens
SHORT = 14


@page("matters.start")
def start(request: HttpRequest) -> HttpResponse:
    """Begin a topic as a draft."""
    return act(
        request,
        form := TopicForm(sent(request), actor=request.actor),
        lambda clean: actions.start(request.house.agency, by=request.actor, **form.facts()),
        title=_("Start a topic"),
        button=_("Save the draft"),
        to=desk_of,
        lede=_("Only the agency sees it until you open a comment period."),
    )


@page("matters.revise", Matter)
def revise(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Change what a draft topic says about itself."""
    return act(
        request,
        form := TopicForm(sent(request), actor=request.actor, initial=TopicForm.initial_of(matter)),
        lambda clean: actions.revise(matter, by=request.actor, **form.facts()),
        title=_("Change the draft"),
        button=_("Save"),
        to=desk_of(matter),
        matter=matter,
    )


@page("matters.desk", Matter)
def desk(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What is next for a topic, step by step through the loop."""
    return render(request, "matters/desk/topic.html", {"matter": matter, "desk": shown.topic(matter, request.actor)})


@page("matters.open_period", Matter)
def open_period(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Put the text before the public."""
    agency, today = matter.agency, matter.agency.today()
    initial = {
        "opens_on": today,
        "closes_on": today + timedelta(days=30),
        "replies_due": today + timedelta(days=51),
    }

    def do(clean: dict) -> Window:
        opens_at = datetime.combine(clean.pop("opens_on"), time(), agency.zone)
        closes_at, starts = agency.end_of(clean.pop("closes_on")), clean.pop("starts")
        with transaction.atomic():
            window = actions.open_period(matter, by=request.actor, opens_at=opens_at, closes_at=closes_at, **clean)
            if starts:
                put_up(window, request.actor, starts)
        return window

    form = PeriodForm(sent(request), actor=request.actor, initial=initial)
    if request.method == "POST" and "sure" not in request.POST and form.is_valid():
        days = (form.cleaned_data["closes_on"] - form.cleaned_data["opens_on"]).days + 1
        context = {"form": form, "matter": matter, "days": days, "short": days < SHORT}
        template = "matters/desk/act.html" if "again" in request.POST else "matters/desk/period_summary.html"
        return render(request, template, context | {"title": _("Open a comment period"), "button": _("Go on")})
    return act(
        request,
        form,
        do,
        title=_("Open a comment period"),
        button=_("Go on"),
        to=desk_of(matter),
        done=_("The comment period is set. It stands on the first page from its first day on."),
        matter=matter,
    )


@page("matters.extend_period", Window)
def extend_period(request: HttpRequest, window: Window) -> HttpResponse:
    """Give people more time."""
    initial = {"closes_on": window.last_day, "replies_due": window.replies_due}

    def do(clean: dict) -> Window:
        closes_at = window.matter.agency.end_of(clean.pop("closes_on"))
        return actions.extend_period(window, by=request.actor, closes_at=closes_at, **clean)

    form = ExtendForm(sent(request), initial=initial)
    title = _("Give more time")
    return act(request, form, do, title=title, button=title, to=desk_of(window.matter), matter=window.matter)


@page("matters.begin_version", Matter)
def begin_version(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Begin the next version with the passages as they stand, to change them one by one."""
    if request.method == "POST":
        text = actions.put_text(
            matter, by=request.actor, pieces=shown.pieces_of(shown.newest_text(matter, request.actor))
        )
        return redirect("matters.edit_text", text.pk)
    return redirect(desk_of(matter))
