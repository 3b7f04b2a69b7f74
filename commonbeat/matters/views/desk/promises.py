"""Promise, report done with proof, move a date, give up openly; and the check from outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.matters import actions, proofs
from commonbeat.matters.forms.desk.replies import CheckForm, MoveDueForm, PromiseForm, ReportForm
from commonbeat.matters.forms.desk.topics import BriefReasonForm
from commonbeat.matters.models import Commitment, Decision, Matter
from commonbeat.matters.shown import desk as shown, promises as reports
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.matters.views.desk.topics import desk_of


@page("matters.promise", Matter)
def promise(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Promise something by a date; after a decision the promise belongs to it."""
    decision = Decision.objects.visible_to(request.actor).filter(matter=matter).exclude(outcome="interim").last()

    def do(clean: dict[str, Any]) -> Commitment:
        words = Words(clean["promise"])
        owner, due = clean["owner"], clean["due"]
        return actions.promise(matter, by=request.actor, words=words, owner=owner, due=due, decision=decision)

    return act(
        request,
        PromiseForm(sent(request), actor=request.actor),
        do,
        title=_("Make a promise"),
        button=_("Promise it in public"),
        to=desk_of(matter),
        matter=matter,
    )


@page("matters.report", Commitment)
def report(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Report a promise done, with proof."""

    def do(clean: dict[str, Any]) -> Any:
        file = clean.pop("file")
        digest, name = proofs.keep(file) if file else ("", "")
        return actions.report(commitment, by=request.actor, file_digest=digest, file_name=name, **clean)

    return act(
        request,
        ReportForm(sent(request), request.FILES or None),
        do,
        title=_("Report it done"),
        button=_("Report it"),
        to=commitment,
        lede=_("Somebody outside your organization checks it. Until then it stands as “reported done”."),
        quoted=commitment.words.text,
        matter=commitment.matter,
    )


@page("matters.move_due", Commitment)
def move_due(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Move a promise's date, with a reason."""
    return act(
        request,
        MoveDueForm(sent(request), initial={"due": commitment.due}),
        lambda clean: actions.move_due(commitment, by=request.actor, **clean),
        title=_("Move the date"),
        button=_("Move it in public"),
        to=commitment,
        quoted=commitment.words.text,
        matter=commitment.matter,
    )


@page("matters.drop_promise", Commitment)
def drop_promise(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Give up a promise openly."""
    return act(
        request,
        BriefReasonForm(sent(request)),
        lambda clean: actions.drop_promise(commitment, by=request.actor, **clean),
        title=_("Give up a promise"),
        button=_("Give it up in public"),
        to=commitment,
        quoted=commitment.words.text,
        matter=commitment.matter,
    )


@page("matters.to_check")
def to_check(request: HttpRequest) -> HttpResponse:
    """Promises reported done that wait for somebody outside."""
    context = {"promises": shown.to_check(request.actor), "second_looks": shown.second_looks(request.actor)}
    return render(request, "matters/desk/to_check.html", context)


@page("matters.check", Commitment)
def check(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Say from outside whether a promise was kept."""
    return act(
        request,
        CheckForm(sent(request)),
        lambda clean: actions.check(commitment, by=request.actor, **clean),
        title=_("Was this promise kept?"),
        button=_("Say so in public"),
        to=commitment,
        template="matters/desk/check.html",
        commitment=commitment,
        reports=reports.reports(commitment),
    )
