"""Who may vote: with a code from paper, or with an address that answers; one of either is one voter."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.matters import actions
from commonbeat.matters.actions.voting import UnknownCode
from commonbeat.matters.forms.voting import AddressForm, CodeForm, VoterForm
from commonbeat.matters.models import Voter, Window
from commonbeat.matters.shown.voting import window_with_ballot
from commonbeat.matters.views.ballot import joined, not_open, reading_voter, show_card
from commonbeat.people import guesses


@never_cache
@page("matters.join_voting", Window, found=window_with_ballot, instead=not_open)
def join_voting(request: HttpRequest, window: Window) -> HttpResponse:
    """The door: asks for what the period asks for, before the first opinion."""
    by_code = window.voting == Window.Voting.CODES
    known = reading_voter(request, window)
    if window.voting == Window.Voting.LINK or (known and request.method != "POST"):
        return redirect("matters.vote", window.pk)
    form = (CodeForm if by_code else AddressForm)(request.POST if request.method == "POST" else None, window=window)
    if request.method == "POST" and form.is_valid():
        try:
            voter = with_code(request, window, form) if by_code else with_address(request, window, form)
            return show_card(request, window, voter, told=told_of_letter() if not by_code else "")
        except UnknownCode as wrong:
            guesses.slow_down(request)
            form.add_error("code", str(wrong.sentence))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return render(request, "matters/join_voting.html", {"window": window, "form": form, "by_code": by_code})


def with_code(request: HttpRequest, window: Window, form: VoterForm) -> Voter:
    """The voter of a code, on whatever device it is typed."""
    return joined(request, window, form.cleaned_data["key"], form.cleaned_data["code"])


def with_address(request: HttpRequest, window: Window, form: VoterForm) -> Voter:
    """A voter whose address is asked whether it is theirs; an account's address has answered already."""
    voter = joined(request, window, form.cleaned_data["key"])
    if not voter.is_confirmed and not voter.same_as_id:
        actions.confirm_votes_by_mail(voter, by=request.actor, email=form.cleaned_data["email"])
    return voter


def told_of_letter() -> str:
    """What happens with the letter."""
    if not settings.MAIL_IS_ON:
        return _("E-mail is off here. The letter waits and is sent once it is on.")
    return _("A letter is on its way. Once you open the link in it, your votes count as confirmed.")


@never_cache
@page("matters.confirm_votes_by_mail", Window, found=window_with_ballot, instead=not_open)
def confirm_votes_by_mail(request: HttpRequest, window: Window) -> HttpResponse:
    """Leave an address, so that one's votes count among the confirmed ones."""
    voter = reading_voter(request, window)
    if voter is None or window.voting == Window.Voting.CODES:
        return redirect("matters.vote", window.pk)
    form = AddressForm(request.POST if "email" in request.POST else None, window=window)
    if "email" in request.POST and form.is_valid():
        try:
            actions.confirm_votes_by_mail(voter, by=request.actor, email=form.cleaned_data["email"])
            return show_card(request, window, voter, told=told_of_letter())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return render(request, "matters/confirm_votes.html", {"window": window, "form": form, "voter": voter})
