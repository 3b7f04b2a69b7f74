"""Say which meetings of a calendar that was taken in were held: whole months or areas at once, or that one was not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.confirming import HeldForm, WhichForm
from commonbeat.gatherings.forms.planning import CancelForm
from commonbeat.gatherings.intake import digest_of
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import confirming as shown
from commonbeat.gatherings.views.planning import on_a_meeting
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.people.models import Organization


@page("gatherings.confirm_held", Organization)
def confirm_held(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The meetings of some months or of one area that nobody has spoken of yet, to be confirmed together."""
    agency, actor = request.house.agency, request.actor
    which = WhichForm(request.GET or shown.newest(actor, organization), actor=actor)
    rows = shown.wanted(actor, agency, organization, which.cleaned_data) if which.is_valid() else []
    form = HeldForm(sent(request), rows=rows)

    def do(clean: dict[str, Any]) -> Organization:
        chosen = [one for one in rows if clean["all_held"] or str(one.pk) in clean["held"]]
        known = {"count": len(chosen), "digest": digest_of(one.uid for one in chosen)}
        return actions.confirm_held(organization, by=actor, meetings=[one.pk for one in chosen], **known)

    here = reverse("gatherings.confirm_held", args=[organization.pk])
    return act(
        request,
        form,
        do,
        title=_("Were these meetings held?"),
        button=_("Say that these were held"),
        to=here,
        done=_("Said and sealed. What follows is what nobody has spoken of yet."),
        template="gatherings/confirm_held.html",
        which=which,
        rows=rows,
        too_many=len(rows) > shown.MOST,
        organization=organization,
    )


@page("gatherings.say_not_held", Gathering)
def say_not_held(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """It stands in the calendar and was not held."""
    return on_a_meeting(
        request,
        gathering,
        CancelForm(sent(request)),
        lambda clean: actions.say_not_held(gathering, by=request.actor, **clean),
        _("It was not held"),
        lede=_("It stays in the list, as canceled, with the reason."),
    )
