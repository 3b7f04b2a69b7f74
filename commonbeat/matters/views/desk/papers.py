"""Lay a paper open, end it, confirm a rule, attest, countersign."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.laws.quota import rules_of
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.topics import BriefReasonForm
from commonbeat.matters.forms.papers import AttestForm, ConfirmRuleForm, CountersignForm, PaperForm
from commonbeat.matters.models import Attestation, Paper
from commonbeat.matters.shown.attestations import words_for
from commonbeat.matters.views.desk.acting import act, sent


@page("matters.lay_open_paper")
def lay_open_paper(request: HttpRequest) -> HttpResponse:
    """Lay a paper in use open: everybody reads it, and what is found in it."""
    agency = request.house.agency
    return act(
        request,
        PaperForm(sent(request), request.FILES or None, actor=request.actor, initial={"language": agency.tongue}),
        lambda clean: actions.lay_open_paper(agency, by=request.actor, **clean),
        title=_("Lay a paper open"),
        button=_("Lay it open"),
        to=lambda made: made,
        lede=_(
            "A form, order or contract in use. It is read at once, sentence by sentence, and what is found is public."
        ),
        back=reverse("matters.papers"),
    )


@page("matters.end_paper", Paper)
def end_paper(request: HttpRequest, paper: Paper) -> HttpResponse:
    """Say that a paper is no longer in use."""
    return act(
        request,
        BriefReasonForm(sent(request)),
        lambda clean: actions.end_paper(paper, by=request.actor, **clean),
        title=_("No longer in use"),
        button=_("Say so in public"),
        to=paper,
        quoted=paper.title,
        back=paper.get_absolute_url(),
    )


@page("matters.confirm_rule")
def confirm_rule(request: HttpRequest) -> HttpResponse:
    """Confirm that a rule of the state is current."""
    agency = request.house.agency
    rules = list(rules_of(agency.state))
    if not rules:
        return redirect("matters.papers")

    def do(clean: dict[str, Any]) -> Any:
        return actions.confirm_rule(agency, by=request.actor, **clean)

    return act(
        request,
        ConfirmRuleForm(sent(request), rules=rules, initial={"rule": rules[0].id}),
        do,
        title=_("Confirm a rule for this place"),
        button=_("Confirm it in public"),
        to=reverse("matters.papers") + "#rules",
        lede=_("Until somebody here confirms it, pages say that a sentence would conflict, not that it does."),
        back=reverse("matters.papers"),
    )


@page("matters.attest")
def attest(request: HttpRequest) -> HttpResponse:
    """State as chief that nobody is held to a number."""
    agency = request.house.agency
    return act(
        request,
        AttestForm(sent(request), initial={"words": words_for(agency)}),
        lambda clean: actions.attest(agency, by=request.actor, language=agency.tongue, **clean),
        title=_("Attest that there is no quota"),
        button=_("Attest it in public"),
        to=reverse("matters.attestations"),
        lede=_(
            "These words follow what your state forbids. It lapses after a year; seats outside sign it or say why not."
        ),
        back=reverse("matters.attestations"),
    )


@page("matters.countersign", Attestation)
def countersign(request: HttpRequest, attestation: Attestation) -> HttpResponse:
    """Sign the attestation from outside, or say why not."""
    return act(
        request,
        CountersignForm(sent(request)),
        lambda clean: actions.countersign(attestation, by=request.actor, **clean),
        title=_("What do you say to this attestation?"),
        button=_("Say it in public"),
        to=attestation,
        quoted=attestation.words,
        back=reverse("matters.attestations"),
    )
