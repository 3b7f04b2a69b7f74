"""The list of topics and the page of one topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.matters import stations
from commonbeat.matters.kinds import STARTED
from commonbeat.matters.models import Answer, Input, Matter
from commonbeat.matters.models.window import last_minute
from commonbeat.matters.shown import topics as shown

LIST = [
    "number",
    "kind",
    "title",
    "stage",
    "opens_at",
    "closes_at",
    "said",
    "replied",
    "waiting",
    "promised",
    "checked",
]
SAID = [
    "number",
    "kind",
    "given_on",
    "channel",
    "role",
    "passage",
    "state",
    "reason",
    "language",
    "words",
    "translation_language",
    "translation",
    "same_as",
    "copies",
    "outcome",
    "replied_on",
    "link",
]


@page("matters.topics")
def topics(request: HttpRequest, form: str = "") -> HttpResponse:
    """Every topic, with how far it has come."""
    show, kind = request.GET.get("show", "all"), request.GET.get("kind", "")
    rows = shown.topics(request.actor, show, kind)
    if form:
        return as_data(form, LIST, map(topic_row, rows))
    listed = shown.page_of(rows, request.GET.get("page"))
    for matter in listed.object_list:
        matter.stations = stations.of_topic(matter)
        matter.period_state = shown.period_state(matter)
        matter.open_until = last_minute(matter.closes_at, matter.agency) if matter.closes_at else None
    context = {"page": listed, "show": show, "kind": kind, "kinds": STARTED}
    return render(request, "matters/topics.html", context)


def topic_row(matter: Matter) -> list[Any]:
    """A topic as data."""
    counted = [getattr(matter, name) or 0 for name in LIST[6:]]
    return [matter.pk, matter.kind, str(matter), matter.stage, matter.opens_at, matter.closes_at, *counted]


@page("matters.topic", Matter)
def topic(request: HttpRequest, matter: Matter, form: str = "") -> HttpResponse:
    """One topic: the question, the rail, the one thing to do now, and everything that was said and done."""
    if form:
        return as_data(form, SAID, said_rows(matter, request))
    asked = request.GET
    outcome = asked.get("outcome", "")
    told = shown.topic(
        matter.pk,
        request.actor,
        asked.get("page"),
        outcome=outcome,
        behind=asked.get("behind", ""),
        whole=asked.get("replies", ""),
    )
    chosen = dict(Answer.Outcome.choices).get(outcome, "")
    context = {"topic": told, "matter": told.matter, "stations": told.stations, "chosen": chosen}
    return render(request, "matters/topic.html", context)


def said_rows(matter: Matter, request: HttpRequest) -> Iterable[list[Any]]:
    """What people said as data, copies too; words that are not shown are not in it."""
    for one in shown.said(matter, request.actor, copies=True):
        reply = (one.same_as or one).reply
        others = [(language, other["text"]) for language, other in sorted(one.words.others.items())]
        yield [
            one.pk,
            one.kind,
            one.given_on,
            one.channel,
            giver_role(one),
            str(one.passage or ""),
            one.state,
            one.reason,
            one.words.language if one.words else "",
            one.words.text,
            *(others[0] if others else ("", "")),
            one.same_as_id,
            one.copies or 0,
            reply.outcome if reply else "",
            reply.published_on if reply else None,
            request.build_absolute_uri(one.get_absolute_url()),
        ]


def giver_role(given: Input) -> str:
    """What its giver said they are to the place: a body by its name, "" where they did not say."""
    giver = given.giver
    return (str(giver.organization) if giver.organization_id else giver.role) if giver else ""
