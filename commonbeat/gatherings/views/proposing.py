"""What comes to an agenda from outside: a pasted notice, and what people propose."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.agenda import DeclineForm, PasteForm, ProposalForm
from commonbeat.gatherings.models import AgendaItem, Gathering
from commonbeat.gatherings.texts.notices import read_notice
from commonbeat.gatherings.views.agenda import prepare_page, show
from commonbeat.matters.models import Input
from commonbeat.matters.views.desk.acting import sent


@page("gatherings.paste_agenda", Gathering)
def paste_agenda(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Paste a notice, look at what was read in it, take its items in."""
    form = PasteForm(sent(request))
    read = None
    if form.is_valid():
        read = read_notice(form.cleaned_data["notice"], gathering.day.year)
        if not read.items:
            form.add_error("notice", _("No numbered items were found below a heading “Meeting agenda”."))
    if read and read.items and "look" not in request.POST:
        return show(request, form, lambda clean: _take_in(request, gathering, read), gathering, title="", button="")
    differs = {
        "day": read and read.day and read.day != gathering.day,
        "time": read and read.starts and read.starts != gathering.starts.time().replace(second=0, microsecond=0),
    }
    context = {"gathering": gathering, "form": form, "read": read, "differs": differs, "back": prepare_page(gathering)}
    context["begins"] = date_format(gathering.starts, "TIME_FORMAT")
    return render(request, "gatherings/paste.html", context)


def _take_in(request: HttpRequest, gathering: Gathering, read: Any) -> Any:
    """The items of a notice, taken in: lines below one in its title, its kind by its words, the ground for closing."""
    tongue = gathering.agency.tongue
    items = [(Words(_whole(one), tongue), _kind(one.title), read.closed_because) for one in read.items]
    return actions.paste_agenda(gathering, by=request.actor, items=items)


def _whole(one: Any) -> str:
    return f"{one.title}: {'; '.join(one.under)}" if one.under else one.title


def _kind(title: str) -> str:
    said = title.lower()
    if "public comment" in said:
        return AgendaItem.Kind.HEARING
    if any(word in said for word in ("vote", "approval", "election", "appointment")):
        return AgendaItem.Kind.DECISION
    reports = ("roll call", "announcement", "update", "report")
    return AgendaItem.Kind.REPORT if any(word in said for word in reports) else AgendaItem.Kind.DISCUSSION


def _proposal(request: HttpRequest, gathering: Gathering, number: int) -> Input:
    found = Input.objects.visible_to(request.actor).filter(pk=number, window=gathering.window_id).first()
    if found is None:
        raise Http404
    return found


@page("gatherings.take_up_proposal", Gathering)
def take_up_proposal(request: HttpRequest, gathering: Gathering, proposal: int) -> HttpResponse:
    """Put a proposal on the agenda."""
    given = _proposal(request, gathering, proposal)
    title = given.words.text.split("\n")[0][:300]
    form = ProposalForm(sent(request), initial={"title": title, "kind": AgendaItem.Kind.DISCUSSION})

    def do(clean: dict[str, Any]) -> Any:
        words = Words(clean.pop("title"), given.words.language)
        return actions.take_up_proposal(gathering, by=request.actor, proposal=given, title=words, **clean)

    title, button = _("Take it up"), _("Put it on the agenda, and tell them")
    return show(request, form, do, gathering, title=title, button=button, quoted=given.words.text)


@page("gatherings.decline_proposal", Gathering)
def decline_proposal(request: HttpRequest, gathering: Gathering, proposal: int) -> HttpResponse:
    """Say why a proposal is not taken up."""
    given = _proposal(request, gathering, proposal)

    def do(clean: dict[str, Any]) -> Any:
        clean["reasons"] = Words(clean["reasons"], gathering.agency.tongue)
        return actions.decline_proposal(gathering, by=request.actor, proposal=given, **clean)

    title, button = _("Why it is not taken up"), _("Publish the reply")
    return show(request, DeclineForm(sent(request)), do, gathering, title=title, button=button, quoted=given.words.text)
