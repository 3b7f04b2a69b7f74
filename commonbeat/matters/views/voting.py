"""Vote on opinions, one after another; see what one gave, change it, take it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page
from commonbeat.matters import actions
from commonbeat.matters.forms.voting import ANSWERS
from commonbeat.matters.models import Input, Voter, Window
from commonbeat.matters.shown import voting as shown
from commonbeat.matters.shown.voting import window_with_ballot
from commonbeat.matters.views.ballot import counted, joined, keep, not_open, reading_voter, sent_key, show_card


@never_cache
@page("matters.vote", Window, found=window_with_ballot, instead=not_open)
def vote(request: HttpRequest, window: Window) -> HttpResponse:
    """The next opinion. The answer to a vote leads to the one after it."""
    voter = reading_voter(request, window)
    if voter is None and window.voting != Window.Voting.LINK:
        return redirect("matters.join_voting", window.pk)
    if request.method != "POST":
        return show_card(request, window, voter, before=asked_after(request, window))
    opinion, answer = sent_vote(request, window.ballot.opinions)
    if opinion is None:
        return show_card(request, window, voter, told=_("That opinion is not open for votes any more."))
    if answer is None:
        return show_card(request, window, voter, opinion=opinion, told=_("Choose one of the three answers."))
    is_first = voter is None
    if voter is None:
        key = sent_key(request, window)
        if key is None:
            sentence = _("This page was open for long. Press your answer once more.")
            return show_card(request, window, None, opinion=opinion, told=sentence)
        voter = joined(request, window, key)
    actions.vote(voter, by=request.actor, opinion=opinion, answer=answer)
    return counted(request, window, voter, opinion, is_first=is_first)


def asked_after(request: HttpRequest, window: Window) -> Input | None:
    """The opinion on which the reader voted just before, as the address says."""
    number = request.GET.get("after", "")
    return window.ballot.opinions.get(int(number[:18])) if number.isdecimal() else None


def sent_vote(request: HttpRequest, opinions: dict[int, Input]) -> tuple[Input | None, int | None]:
    """The opinion and the answer that came with a form, as far as they can be read."""
    number = request.POST.get("opinion", "")
    opinion = opinions.get(int(number[:18])) if number.isdecimal() else None
    return opinion, ANSWERS.get(request.POST.get("answer", ""))


@never_cache
@page("matters.own_votes", Window, found=window_with_ballot)
def own_votes(request: HttpRequest, window: Window) -> HttpResponse:
    """What the reader gave here. While the period is open each vote can be changed."""
    voter = reading_voter(request, window)
    opinions = window.ballot.opinions if can_change(window) else {}
    changed = None
    if request.method == "POST" and voter:
        opinion, answer = sent_vote(request, opinions)
        if opinion and answer is not None:
            actions.vote(voter, by=request.actor, opinion=opinion, answer=answer)
            changed = opinion
    context = {
        "window": window,
        "voter": voter,
        "votes": shown.own_votes(voter, opinions),
        "opinions": shown.own_opinions(window, request.actor),
        "changed": changed,
        **keep(request, window, voter),
    }
    return render(request, "matters/own_votes.html", context)


def can_change(window: Window) -> bool:
    """Whether votes are taken at this moment."""
    return window.is_open and window.matter.stage == "published"


@never_cache
@page("matters.withdraw_votes", Window, found=window_with_ballot)
def withdraw_votes(request: HttpRequest, window: Window) -> HttpResponse:
    """Take all of one's votes back, after one question."""
    voter: Voter | None = reading_voter(request, window)
    if voter is None:
        return redirect("matters.own_votes", window.pk)
    if request.method == "POST":
        voter = actions.withdraw_votes(voter, by=request.actor)
    context = {"window": window, "voter": voter, "votes": len(shown.votes_of(voter)), "done": request.method == "POST"}
    return render(request, "matters/withdraw_votes.html", context)
