"""Open the door: say first what becomes public, then open."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.front.opening import OpeningForm
from commonbeat.matters import actions as matters
from commonbeat.people import actions
from commonbeat.people.models import Agency


@page("people.publish_agency", Agency)
def publish_agency(request: HttpRequest, agency: Agency) -> HttpResponse:
    """End the rehearsal: with the topics that are published, without those that are left out."""
    form = OpeningForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_valid():
        with transaction.atomic():
            for topic in form.left_out():
                matters.leave_out(topic, by=request.actor)
            actions.publish_agency(agency, by=request.actor)
        messages.success(request, _("The door is open: everybody can read these pages now."))
        return redirect("people.settle", part="rehearsal")
    return render(request, "front/opening.html", {"form": form})
