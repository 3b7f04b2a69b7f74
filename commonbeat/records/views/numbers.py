"""What the numbers show: all measures, each of them, one result as it was computed, and how it is checked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, as_file, page
from commonbeat.measures import validation
from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.records import due
from commonbeat.records.models import Dataset, Finding
from commonbeat.records.shown import numbers as told, repeating
from commonbeat.records.shown.checked import shown as checks_shown

COLUMNS = ["measure", "standard", "asks", "verdict", "says", "computed_at", "being_computed", "lacks"]
CHECKS = ["tool", "what", "source", "expected", "low", "high", "found", "replications", "agrees"]


@page("records.numbers")
def numbers(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every measure by practice, with the sentence of what it showed last, or why there is none."""
    every = told.shown(due.asked())
    if form:
        return as_data(form, COLUMNS, [_row(one) for one in every])
    practices: dict[str, list[told.Shown]] = {}
    for one in every:
        practices.setdefault(one.asked.measure.standard, []).append(one)
    waiting = [one for one in every if one.asked.is_due]
    datasets = Dataset.objects.visible_to(request.actor).standing()
    context = {"practices": sorted(practices.items()), "waiting": len(waiting), "datasets": datasets}
    context["some_stand"] = any(one.finding for one in waiting)
    return render(request, "records/numbers.html", context)


def _row(one: told.Shown) -> list[Any]:
    finding = one.finding
    moment = finding.computed_at.isoformat() if finding else None
    result = one.result
    lacks = ", ".join(one.lacks)
    name, standard = one.asked.name, one.asked.measure.standard
    return [name, standard, one.title, result.get("verdict"), one.sentence, moment, one.asked.is_due, lacks]


@page("records.measure")
def measure(request: HttpRequest, measure: str, form: str = "") -> HttpResponse:
    """One measure: a sentence, a picture, what it can and cannot say, and what it rests on."""
    if measure not in CATALOGUE:
        raise Http404
    every = due.asked()
    asked = next(one for one in every if one.name == measure)
    one = told.Shown(asked, asked.current)
    if form:
        return _data(request, form, one)
    return _shown(request, one, told.looks(measure, every))


@page("records.finding", Finding)
def finding(request: HttpRequest, finding: Finding, measure: str, form: str = "") -> HttpResponse:
    """One result as it was computed, whether or not newer ones followed or its records were withdrawn."""
    if finding.measure != measure:
        raise Http404
    [asked] = due.asked([measure])
    one = told.Shown(asked, finding)
    if form == "txt":
        return as_file(finding.settings, "settings.toml")
    return _data(request, form, one) if form else _shown(request, one, [])


def _shown(request: HttpRequest, one: told.Shown, looks: list) -> HttpResponse:
    """The page of a measure, or of one of its results."""
    context: dict[str, Any] = {"one": one, "looks": looks, "current": one.asked.current}
    if one.finding:
        used = told.datasets(one.finding, request.actor)
        context |= {"used": used, "withdrawn": [each for each in used if not each.is_standing]}
        context |= {"command": repeating.command(one.finding, used), **repeating.beside(one.finding, used)}
        others = Finding.objects.visible_to(request.actor).of(one.asked.name).exclude(pk=one.finding.pk)
        context["earlier"] = [each for each in others if not each.is_held]
    return render(request, "records/measure.html", context)


def _data(request: HttpRequest, form: str, one: told.Shown) -> HttpResponse:
    """The numbers of a result for spreadsheets and machines; nothing where nothing is computed."""
    finding = one.finding
    if form == "csv" or finding is None:
        rows = [told.flat(row) for row in one.result.get("rows", [])]
        return as_data(form, list(rows[0]) if rows else [], [list(row.values()) for row in rows])
    record = repeating.as_record(finding, told.datasets(finding, request.actor))
    return JsonResponse(dict(record), json_dumps_params={"ensure_ascii": False, "indent": 1})


@page("records.checked")
def checked(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every check of the numbers: what was published or planted, and what was found."""
    checks = validation.kept()
    if form:
        return as_data(form, CHECKS, [[getattr(one, name) for name in CHECKS] for one in checks])
    return render(request, "records/checked.html", checks_shown(checks))
