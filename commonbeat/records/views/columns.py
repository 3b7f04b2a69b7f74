"""Say how the columns of a file are read: a suggestion to look through, tried on the first rows, saved as a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.frame.page import page
from commonbeat.measures.given import Given
from commonbeat.measures.mapping import Mapping as Way, parsed
from commonbeat.measures.schema import Schema, Wrong, schema
from commonbeat.records import actions, arriving, store
from commonbeat.records.models import Import, Mapping
from commonbeat.records.models.mapping import LONGEST
from commonbeat.records.shown import columns as shown, files
from commonbeat.records.shown.problems import lines, told

if TYPE_CHECKING:
    from commonbeat.measures.suggest import Suggestion


@page("records.save_mapping", Import)
def save_mapping(request: HttpRequest, one: Import) -> HttpResponse:
    """The form, what it does to the first rows, and the same as text for whoever prefers to write it."""
    if one.state not in Import.CHECKABLE:
        return redirect(one)
    given = arriving.given(one)
    text, wrong, context = typed(request), [], {}
    try:
        found = making(request, one, given, text)
        text = text or shown.told(found)
        mapping = parsed(text)
        if request.POST.get("do") == "save":
            return redirect(saved(request, one, text))
        context = tried(one, given, mapping) if request.POST else {}
    except Wrong as trouble:
        wrong = lines(str(trouble), one.name)
    except ValidationError as trouble:
        wrong = [told(message) for message in trouble.messages]
    newest = next(iter(files.versions(one, request.actor)), None)
    context |= {"file": one, "header": given.named_once, "named_twice": given.named_twice}
    context |= {"lines": shown.lines(found), "any": found.missing.get("any", []), "text": text, "wrong": wrong}
    return render(request, "records/columns.html", context | {"version": (newest.number if newest else 0) + 1})


def making(request: HttpRequest, one: Import, given: Given, text: str) -> Suggestion:
    """The mapping in the making: sent, begun from a version, or suggested from the file."""
    from commonbeat.measures.suggest import look, mapping_for

    of, number = schema(one.schema), request.GET.get("from", "")
    versions = Mapping.objects.visible_to(request.actor).of(of.name)
    version = versions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None
    if request.method == "POST":
        found = said(request, of, text)
    elif version:
        found = shown.with_values_of(shown.begun_from(parsed(version.text)), store.read(one, store.PREVIEW))
    else:
        return mapping_for(given, of, store.private(one))
    shown.fitting(found, given)
    look(found, given, store.private(one))
    return found


def said(request: HttpRequest, of: Schema, text: str) -> Suggestion:
    """The mapping in the making that was sent: by the form, or as text; nothing where that cannot be read."""
    from commonbeat.measures.suggest import Suggestion

    try:
        return shown.begun_from(parsed(text)) if text else shown.sent(request.POST, of)
    except Wrong:  # it is said above the form
        return Suggestion(of)


def typed(request: HttpRequest) -> str:
    """The mapping as text, where it was written or sent as a file; empty where the form was used."""
    if file := request.FILES.get("mapping"):
        return file.read(LONGEST).decode("utf-8-sig", "replace")
    return request.POST.get("text", "").replace("\r\n", "\n")


def tried(one: Import, given: Given, mapping: Way) -> dict[str, Any]:
    """What the mapping makes of the first rows."""
    from commonbeat.measures.trial import FIRST, try_on

    trial = try_on(given, mapping, store.private(one))
    problems = [(problem.column or "", told(problem.kind), problem.count) for problem in trial.found.problems]
    refused = [(refusal.column, told(refusal.why)) for refusal in trial.found.refused]
    left = [(told(why), count) for why, count in trial.found.left_out.items()]
    rows = shown.tried(trial)
    return {"tried": rows, "problems": problems, "left_out": left, "refused": refused, "first": FIRST}


def saved(request: HttpRequest, one: Import, text: str) -> Import:
    """The mapping saved as the next version, unless the newest says the same; and the file waits for its check."""
    newest = Mapping.objects.visible_to(request.actor).of(one.schema).first()
    mapping = newest if newest and newest.text == text else None
    if mapping is None:
        version = int(request.POST.get("version") or 0)
        agency = request.house.agency
        mapping = actions.save_mapping(agency, by=request.actor, schema=one.schema, text=text, version=version)
    return actions.check(one, by=request.actor, mapping=mapping)
