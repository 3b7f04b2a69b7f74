"""Old minutes pasted: sentences that read like promises are proposed, and a person confirms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.actions.minutes import Undertaken
from commonbeat.gatherings.forms.minutes import MinutesForm, PromiseForms
from commonbeat.gatherings.models import Gathering
from commonbeat.gatherings.shown import minutes as shown
from commonbeat.matters.views.desk.acting import sent


@page("gatherings.enter_promises", Gathering)
def enter_promises(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Paste the minutes, look at what reads like a promise, confirm what was one."""
    owners = shown.owners(gathering, request.actor)
    if "form-TOTAL_FORMS" in request.POST:
        return confirm(request, gathering, owners)
    form = MinutesForm(sent(request))
    context: dict[str, Any] = {"meeting": gathering, "form": form}
    if request.method == "POST" and form.is_valid():
        found = shown.proposals(form.cleaned_data["minutes"], gathering, owners)
        context["promises"] = PromiseForms(initial=found, form_kwargs={"owners": owners})
    return render(request, "gatherings/old_minutes.html", context)


def confirm(request: HttpRequest, gathering: Gathering, owners: Any) -> HttpResponse:
    """Enter those that were confirmed; the others are forgotten."""
    forms = PromiseForms(request.POST, form_kwargs={"owners": owners})
    context = {"meeting": gathering, "promises": forms}
    if not forms.is_valid():
        return render(request, "gatherings/old_minutes.html", context)
    kept = [one.cleaned_data for one in forms if one.cleaned_data.get("is_promise")]
    if not kept:
        return redirect(gathering)
    chosen = [Undertaken(Words(one["words"], one["language"]), one["owner"], one["due"]) for one in kept]
    try:
        actions.enter_promises(gathering, by=request.actor, promises=chosen)
    except Refused as refusal:
        return render(request, "gatherings/old_minutes.html", context | {"refusal": refusal.sentence}, status=409)
    said = ngettext("%(n)s promise is entered.", "%(n)s promises are entered.", len(kept))
    messages.success(request, said % {"n": len(kept)})
    return redirect(gathering)
