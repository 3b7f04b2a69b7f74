"""Plan a meeting, announce, move and cancel it; say how often meetings are held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame import clock
from commonbeat.frame.page import page
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.announcing import AnnounceForm
from commonbeat.gatherings.forms.planning import CadenceForm, CancelForm, MoveForm, PlanForm
from commonbeat.gatherings.models import Cadence, Gathering
from commonbeat.gatherings.shown import planning
from commonbeat.gatherings.shown.notice import before_announcing, own_rule
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.people.models import Organization

TEMPLATE = "gatherings/act.html"


@never_cache
@page("gatherings.desk")
def desk(request: HttpRequest) -> HttpResponse:
    """The reader's bodies, and their meetings that are prepared, run, or wait for their minutes."""
    return render(request, "gatherings/desk.html", {"bodies": planning.at_work(request.actor)})


@page("gatherings.plan", Organization)
def plan(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Begin a meeting as a draft."""
    form = PlanForm(sent(request), actor=request.actor, agency=request.house.agency)
    return act(
        request,
        form,
        lambda clean: actions.plan(organization, by=request.actor, **form.facts()),
        title=_("Plan a meeting"),
        button=_("Save the draft"),
        to=lambda made: made,
        lede=_("Only %(body)s sees it until you announce it.") % {"body": organization},
        back=reverse("gatherings.meetings"),
        template=TEMPLATE,
    )


def on_a_meeting(
    request: HttpRequest, gathering: Gathering, form: Any, do: Any, title: str, **more: Any
) -> HttpResponse:
    """A page on which something is done with one meeting, and that leads back to it."""
    shown = {"button": title, "template": TEMPLATE, "meeting": gathering, "back": gathering.get_absolute_url()} | more
    return act(request, form, do, title=title, **{"to": gathering} | shown)


@page("gatherings.revise", Gathering)
def revise(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Change the draft."""
    initial = PlanForm.initial_of(gathering)
    form = PlanForm(sent(request), actor=request.actor, agency=gathering.agency, initial=initial)
    return on_a_meeting(
        request,
        gathering,
        form,
        lambda clean: actions.revise(gathering, by=request.actor, given=form.facts()),
        _("Change the draft"),
    )


@page("gatherings.throw_away", Gathering)
def throw_away(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Throw the draft away, after one question."""
    return on_a_meeting(
        request,
        gathering,
        forms.Form(sent(request)),
        lambda clean: actions.throw_away(gathering, by=request.actor),
        _("Throw this draft away?"),
        button=_("Throw it away"),
        lede=_("Nobody outside has seen it. Its agenda goes with it."),
        done=_("The draft is gone."),
        to="gatherings.meetings",
    )


@page("gatherings.announce", Gathering)
def announce(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Announce it, and take questions to it; by when the law of the place asks for that stands above the form."""
    asked, own = before_announcing(gathering, clock.now()), own_rule(gathering)
    late = any(one.is_past for one in [*asked, *filter(None, [own])])
    return on_a_meeting(
        request,
        gathering,
        AnnounceForm(sent(request), actor=request.actor, gathering=gathering, is_late=late),
        lambda clean: actions.announce(gathering, by=request.actor, **clean),
        _("Announce the meeting"),
        lede=_("From now on everybody can read it, ask questions and say that they will come."),
        done=_("The meeting is announced. It stands in the list and in the calendars."),
        template="gatherings/announce.html",
        asked=asked,
        own=own,
    )


@page("gatherings.move", Gathering)
def move(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Another time or place."""
    form = MoveForm(sent(request), agency=gathering.agency, initial=MoveForm.initial_of(gathering))

    def do(clean: dict[str, Any]) -> Gathering:
        given = form.times() | {"location": clean["location"], "because": clean["because"]}
        return actions.move(gathering, by=request.actor, **given)

    done = _("The meeting is moved. Calendars follow, and those who will come are told.")
    return on_a_meeting(request, gathering, form, do, _("Move the meeting"), done=done)


@page("gatherings.cancel", Gathering)
def cancel(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Call it off."""
    return on_a_meeting(
        request,
        gathering,
        CancelForm(sent(request)),
        lambda clean: actions.cancel(gathering, by=request.actor, **clean),
        _("Cancel the meeting"),
        lede=_("It stays in the list, with the reason. Questions that were asked are still owed a reply."),
        done=_("The meeting is canceled. Those who wanted to come are told."),
    )


@page("gatherings.set_cadence", Organization)
def set_cadence(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Say how often meetings are held."""
    return act(
        request,
        CadenceForm(sent(request), actor=request.actor),
        lambda clean: actions.set_cadence(organization, by=request.actor, **clean),
        title=_("How often do you meet?"),
        button=_("Save"),
        to="gatherings.kept",
        lede=_("From this month on a month without a meeting is seen."),
        back=reverse("gatherings.kept"),
        template=TEMPLATE,
    )


@page("gatherings.end_cadence", Cadence)
def end_cadence(request: HttpRequest, cadence: Cadence) -> HttpResponse:
    """No more is owed by it."""
    return act(
        request,
        forms.Form(sent(request)),
        lambda clean: actions.end_cadence(cadence, by=request.actor),
        title=_("End this?"),
        button=_("End it"),
        to="gatherings.kept",
        lede=str(cadence),
        back=reverse("gatherings.kept"),
        template=TEMPLATE,
    )
