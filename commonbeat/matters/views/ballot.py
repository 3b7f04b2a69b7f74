"""What the voting pages share: who reads, how a voter is made once, the card with the next opinion, the way to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from commonbeat.frame.page import refused
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions, formkeys
from commonbeat.matters.forms.voting import SAID
from commonbeat.matters.models import Input, Voter, Window
from commonbeat.matters.shown import voting as shown
from commonbeat.people.middleware import givers_of, look_again, remember_giver
from commonbeat.people.models import Giver


def not_open(request: HttpRequest, refusal: Refused, window: Window | None) -> HttpResponse:
    """Before and after the days in which people vote: nothing is counted, and the page says what comes next."""
    if window is None or not window.opinions or (request.method == "POST" and window.is_open):
        return refused(request, refusal)
    status = 409 if request.method == "POST" else 403
    voter = reading_voter(request, window)
    context = {"window": window, "voter": voter, "replies": shown.are_replied_to(window)}
    return render(request, "matters/vote_closed.html", context, status=status)


def reading_voter(request: HttpRequest, window: Window) -> Voter | None:
    """The voter in whose browser this is."""
    return shown.voter_of(window, request.actor, givers_of(request))


def sent_key(request: HttpRequest, window: Window) -> formkeys.FormKey | None:
    """The key that came with the form, as long as it is fresh."""
    key = formkeys.read(request.POST.get("key", ""), window)
    return key if key and key.age <= formkeys.SHOWS_AGAIN else None


def joined(request: HttpRequest, window: Window, key: formkeys.FormKey, code: str = "") -> Voter:
    """The voter that this form makes, or made a moment ago; known in this browser from now on."""
    signed_in = request.actor.person is not None
    voter = actions.join_voting(
        window,
        by=request.actor,
        giver=shown.giver_of(window, request.actor, givers_of(request)),
        return_words="" if signed_in else key.return_words,
        language=key.language,
        code=code,
    )
    if signed_in and voter.giver.person_id == request.actor.person.pk:
        look_again(request)
    else:
        remember_giver(request, voter.giver_id)
    return voter


def keep(request: HttpRequest, window: Window, voter: Voter | None) -> dict[str, Any]:
    """The form's key, which goes from card to card for an hour, and the return words that follow from it."""
    key = sent_key(request, window)
    if voter is None:
        return {"key": request.POST["key"] if key else formkeys.new(window), "words": ""}
    words = key.return_words if key else ""
    own = bool(words) and voter.giver.words_digest == Giver.digest(words)
    return {"key": request.POST["key"] if own else "", "words": words if own else ""}


def show_card(
    request: HttpRequest,
    window: Window,
    voter: Voter | None,
    *,
    opinion: Input | None = None,
    before: Input | None = None,
    told: str = "",
) -> HttpResponse:
    """The next opinion, or ``opinion``: the card alone where a script asked for it, else the whole page.

    It says how the vote on the one ``before`` stands.
    """
    ballot, votes = window.ballot, shown.votes_of(voter)
    voted = votes.keys() & ballot.opinions.keys()
    context = {
        "window": window,
        "voter": voter,
        "opinion": opinion or ballot.next_for(voted),
        "given": len(voted),
        "number": min(len(voted) + 1, len(ballot.opinions)),
        "of": len(ballot.opinions),
        **keep(request, window, voter),
        "told": told,
        "before": before,
        "said": SAID[votes[before.pk]] if before and before.pk in votes else "",
    }
    return render(request, "matters/vote_card.html" if request.htmx else "matters/vote.html", context)


def counted(request: HttpRequest, window: Window, voter: Voter, opinion: Input, *, is_first: bool) -> HttpResponse:
    """After a vote: the way to the next card, so that going back sends nothing again.

    Where a script asks, and where return words are to be shown, which pass through no address, it is the card itself.
    """
    if request.htmx or is_first or keep(request, window, voter)["words"]:
        return show_card(request, window, voter, before=opinion)
    return HttpResponseRedirect(reverse("matters.vote", args=[window.pk], query={"after": opinion.pk}), status=303)
