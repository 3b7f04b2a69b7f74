"""Put up an opinion for others to vote on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page, refused
from commonbeat.frame.rules import Refused
from commonbeat.frame.text import Words
from commonbeat.matters import actions, formkeys
from commonbeat.matters.actions.inputs import SentBefore
from commonbeat.matters.forms.voting import OpinionForm
from commonbeat.matters.models import Input, Voter, Window
from commonbeat.matters.shown import voting as shown
from commonbeat.matters.shown.voting import window_with_ballot
from commonbeat.matters.views import asking
from commonbeat.matters.views.ballot import joined, keep, reading_voter
from commonbeat.matters.views.giving import DRAFTS, kept_as_draft, sent_before, to_receipt
from commonbeat.people.middleware import givers_of
from commonbeat.people.models import Giver


def not_now(request: HttpRequest, refusal: Refused, window: Window | None) -> HttpResponse:
    """Before and after the period the words are kept, as a comment's are."""
    if window is None or not window.opinions:
        return refused(request, refusal)
    return kept_as_draft(request, refusal, window)


@never_cache
@page("matters.add_opinion", Window, found=window_with_ballot, instead=not_now)
def add_opinion(request: HttpRequest, window: Window) -> HttpResponse:
    """One idea in a few words, with which others can agree or disagree."""
    voter = reading_voter(request, window)
    draft = request.session.get(DRAFTS, {}).get(str(window.pk), "")
    typed = request.POST if "words" in request.POST else None
    form = OpinionForm(typed, window=window, initial={"words": draft})
    if typed and asking.is_sent(request) and form.is_valid():
        return send(request, window, form, voter)
    return show(request, window, form, voter)


def show(
    request: HttpRequest, window: Window, form: OpinionForm, voter: Voter | None, like: Input | None = None
) -> HttpResponse:
    """The form, and above it an opinion that says nearly the same, where there is one."""
    votes = voter is not None or window.voting == Window.Voting.LINK
    context = {"window": window, "form": form, "voter": voter, "like": like, "votes": votes}
    context |= keep(request, window, voter) if like else {}
    return render(request, "matters/add_opinion.html", context)


def send(request: HttpRequest, window: Window, form: OpinionForm, voter: Voter | None) -> HttpResponse:
    """Send it once; ask first where somebody's status stands in it, or where it nearly stands here already."""
    typed, key = form.cleaned_data, form.cleaned_data["key"]
    if Input.objects.visible_to(request.actor).filter(form_key=key.digest).exists():
        return sent_before(request, key)
    asked = asking.about_status(request, form)
    if asked:
        return asked
    like = shown.nearly(typed["words"], window.ballot.opinions) if "anyway" not in request.POST else None
    if like:
        return show(request, window, form, voter, like)
    try:
        given = put_up(request, window, form, voter)
    except SentBefore:
        return sent_before(request, key)
    own = given.giver.words_digest == Giver.digest(key.return_words)
    return to_receipt(request, given, key.return_words if own else "")


def put_up(request: HttpRequest, window: Window, form: OpinionForm, voter: Voter | None) -> Input:
    """The opinion, in the name of the voter; where anyone with the link may vote, its author becomes one."""
    typed, key = form.cleaned_data, form.cleaned_data["key"]
    fresh = voter is None and request.actor.person is None
    if voter is None and window.voting == Window.Voting.LINK:
        voter = joined(request, window, key)
    giver = voter.giver if voter else shown.giver_of(window, request.actor, givers_of(request))
    new_giver = giver is None and request.actor.person is None
    robot = bool(request.POST.get("website"))
    return actions.comment(
        window,
        by=request.actor,
        words=Words(typed["words"], typed["language"]),
        kind=Input.Kind.OPINION,
        giver=giver,
        return_words=key.return_words if new_giver else "",
        flood=robot or (fresh and formkeys.is_flood(window)),
        form_key=key.digest,
        left_in=asking.left_in(request),
    )
