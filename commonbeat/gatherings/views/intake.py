"""Take in meetings that were kept elsewhere: check the file, look at what would enter, accept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.gatherings import actions, intake
from commonbeat.gatherings.forms.intake import MeetingsForm
from commonbeat.gatherings.reading.table import Unreadable
from commonbeat.gatherings.shown import confirming, intake as shown
from commonbeat.gatherings.shown.preview import Preview
from commonbeat.matters import uploads


@page("gatherings.import_meetings")
def import_meetings(request: HttpRequest) -> HttpResponse:
    """A file of meetings: check it, try other words, look at what would enter, accept."""
    if request.method == "POST" and request.POST.get("accept"):
        return accept(request, request.POST["accept"])
    sent = request.POST if request.method == "POST" else None
    form = MeetingsForm(sent, request.FILES or None, initial={"mapping": shown.mapping_used_last(request.actor)})
    context: dict[str, Any] = {"form": form, "built_in": shown.built_in(), "confirms": confirming.bodies(request.actor)}
    if request.method == "POST" and form.is_valid():
        context |= looked_at(request, form)
    return render(request, "gatherings/intake.html", context)


def looked_at(request: HttpRequest, form: MeetingsForm) -> dict[str, Any]:
    """What would enter, and the key under which it waits; where it cannot be read, the form says why."""
    clean = form.cleaned_data
    facts = uploads.read(clean["kept"]) if not clean["file"] else file_of(clean["file"])
    facts["mapping"] = clean["mapping"]
    key = uploads.keep(facts)
    try:
        held = look(request, facts)
    except Unreadable as trouble:
        form.add_error(None, shown.sentence(trouble))
        return {"kept": key, "name": facts["name"]}
    return {"held": held, "preview": Preview(held), "kept": key, "name": facts["name"]}


def file_of(file: Any) -> dict[str, Any]:
    """A file that was sent, as it is kept until it is accepted."""
    return {"name": file.name, "file": b64encode(file.read()).decode()}


def look(request: HttpRequest, facts: dict[str, Any]) -> intake.Held:
    """The kept file read by the mapping that was typed."""
    mapping = intake.mapping_of(facts["mapping"])
    return intake.look(b64decode(facts["file"]), facts["name"], request.house.agency, mapping)


def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Take in what was looked at, in one act; a second click finds it taken."""
    with uploads.taken(key) as facts:
        held = look(request, facts)
        known = {"count": held.count, "digest": held.digest, "places": len(held.new_places)}
        try:
            actions.import_meetings(request.house.agency, by=request.actor, held=held, **known)
        except ValidationError as wrong:  # a name or a number that no table here takes
            raise Refused(" ".join(wrong.messages)) from wrong
    said = ngettext("%(n)s meeting is taken in.", "%(n)s meetings are taken in.", held.count)
    messages.success(request, said % {"n": held.count})
    return redirect("gatherings.import_meetings")
