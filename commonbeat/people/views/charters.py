"""A body's charter, rule by rule; adopting one, or its next version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.frame.page import as_data, page
from commonbeat.people import actions
from commonbeat.people.boards import by_slug, versions
from commonbeat.people.charter import as_toml
from commonbeat.people.charter.offers import offer, offers
from commonbeat.people.forms.boards import CharterForm
from commonbeat.people.models import Charter, Organization

COLUMNS = ["version", "in_force_on", "rule", "state", "says", "section", "read", "not_read_of_it"]


@page("people.charter", Organization, found=by_slug)
def charter(request: HttpRequest, body: Organization, form: str = "") -> HttpResponse:
    """What a body's rules say, do not say, and what nobody has read; every version."""
    told = versions(body, request.actor)
    if form:
        rows = [
            [one.charter.version, one.charter.in_force_on, line.rule, line.state]
            + [" ".join(line.sentences), line.source.section, line.source.read, "; ".join(line.unread)]
            for one in told
            for line in one.lines
        ]
        return as_data(form, COLUMNS, rows)
    return render(
        request, "people/charter.html", {"body": body, "newest": told[0] if told else None, "before": told[1:]}
    )


@page("people.adopt_charter", Organization, found=by_slug)
def adopt_charter(request: HttpRequest, body: Organization) -> HttpResponse:
    """Enter a charter, from nothing, from one that is offered, or from the version in force."""
    chosen = offer(request.GET.get("from", ""))
    before = Charter.objects.visible_to(request.actor).filter(organization=body).order_by("version").last()
    start = chosen.text if chosen else as_toml(before.rules) if before else ""
    form = CharterForm(request.POST or None, initial={"text": start})
    if form.is_valid():
        given = form.cleaned_data
        actions.adopt_charter(
            body, by=request.actor, rules=form.rules, in_force_on=given["in_force_on"], note=given["note"]
        )
        return redirect("people.charter", body.slug)
    context = {"body": body, "form": form, "offers": offers(), "chosen": chosen, "before": before}
    return render(request, "people/adopt_charter.html", context)
