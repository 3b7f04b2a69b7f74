"""Papers in use, read for quotas; anybody's words read and forgotten; the chief's attestation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame import clock
from commonbeat.frame.page import as_data, page
from commonbeat.matters.forms.papers import CheckWordsForm
from commonbeat.matters.models import Paper, Reading
from commonbeat.matters.shown import attestations as shown_attestations, papers as shown
from commonbeat.measures.enforcement.language.judging import lint

LIST = ["number", "kind", "title", "in_use_since", "until", "conflict", "ask", "fine", "read_on", "state", "version"]
LINES = ["text", "degree", "why", "rule", "rule_is_law", "rule_confirmed_until"]
ATTESTED = ["number", "on", "lapses_on", "state", "by", "words", "countersigned_by", "not_signed_by", "reasons"]


@page("matters.papers")
def papers(request: HttpRequest, form: str = "") -> HttpResponse:
    """Papers in use that speak of numbers of enforcement, and what was found in each."""
    rows = shown.papers(request.actor)
    if form:
        return as_data(form, LIST, map(paper_row, rows))
    agency = request.house.agency
    rules = shown.confirmations(agency, request.actor) if agency else []
    context = {
        "in_use": [one for one in rows if not one.until],
        "ended": [one for one in rows if one.until],
        "rules": rules,
        "confirmed": any(one.confirmation for one in rules),
    }
    return render(request, "matters/papers.html", context)


def paper_row(paper: Paper) -> list[Any]:
    """A paper with its newest reading as data."""
    found = paper.reading
    counts = [found.conflicts, found.asks, found.fine, found.on, found.state, found.version]
    return [paper.pk, paper.kind, paper.title, paper.in_use_since, paper.until, *counts]


@page("matters.paper", Paper)
def paper(request: HttpRequest, paper: Paper, form: str = "") -> HttpResponse:
    """One paper, sentence by sentence, as it was read last; and its earlier readings."""
    one = next(each for each in shown.papers(request.actor) if each.pk == paper.pk)
    told = shown.told(one.reading.sentences, one.reading.state, request.actor, one.agency.today())
    if form:
        return as_data(form, LINES, map(line_row, told.lines), {"paper": one.title, "version": one.reading.version})
    earlier = Reading.objects.visible_to(request.actor).filter(paper=one).exclude(pk=one.reading.pk)
    context = {"paper": one, "told": told, "earlier": earlier.defer("sentences").order_by("-pk")}
    return render(request, "matters/paper.html", context)


def line_row(line: shown.Line) -> list[Any]:
    """A sentence as data."""
    rule = line.rule
    until = rule.confirmation.until if rule and rule.confirmation else None
    return [line.text, line.degree, line.why, rule.of.id if rule else "", rule.of.is_law if rule else "", until]


@page("matters.check_words")
def check_words(request: HttpRequest) -> HttpResponse:
    """Read anybody's words for quotas, sentence by sentence, and keep nothing."""
    state = request.house.agency.state if request.house.agency else ""
    form = CheckWordsForm(request.POST or None, request.FILES or None, initial={"state": state})
    told = None
    if request.method == "POST" and form.is_valid():
        state = form.cleaned_data["state"]
        told = shown.judged(lint(form.cleaned_data["words"], state), state, request.actor, clock.today())
    return render(request, "matters/check_words.html", {"form": form, "told": told})


@page("matters.attestations")
def attestations(request: HttpRequest, form: str = "") -> HttpResponse:
    """What the chief states every year about numbers, who outside signed it, and what papers in use say."""
    rows = shown_attestations.attestations(request.actor)
    if form:
        return as_data(form, ATTESTED, map(attestation_row, rows))
    in_use = shown.in_use(request.actor)
    context = {
        "newest": rows[0] if rows else None,
        "earlier": rows[1:],
        "papers": len(in_use),
        "conflicting": [one for one in in_use if one.reading.conflicts],
    }
    return render(request, "matters/attestations.html", context)


def attestation_row(one: Any) -> list[Any]:
    """An attestation as data."""
    bodies = ["; ".join(str(each.by_seat) for each in rows) for rows in (one.signed, one.refused)]
    reasons = "; ".join(each.because for each in one.answers if each.because)
    return [one.pk, one.on, one.lapses_on, one.state, str(one.by_seat), one.words, *bodies, reasons]
