"""Record an activity in 20 seconds, on a phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.activities import ActivityForm
from commonbeat.matters.views.desk.acting import act, sent


@page("gatherings.record_activity")
def record_activity(request: HttpRequest) -> HttpResponse:
    """What, where, how many, how long; and whether anything was promised."""
    agency = request.house.agency
    form = ActivityForm(sent(request), actor=request.actor, agency=agency)
    return act(
        request,
        form,
        lambda clean: actions.record_activity(agency, by=request.actor, **form.facts()),
        title=_("Record an activity"),
        button=_("Record it"),
        to=lambda made: made,
        done=_("Recorded. It names no officer, here or in the log."),
        template="gatherings/record_activity.html",
        back=reverse("gatherings.meetings"),
    )
