"""What a giver can do afterwards: withdraw, say that a reply does not answer, ask for a second look, follow by mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from commonbeat.frame.page import page
from commonbeat.matters import actions, posts
from commonbeat.matters.forms.giving import AppealForm, FollowForm, NotAnsweredForm
from commonbeat.matters.models import Input
from commonbeat.matters.shown.voting import votes_as
from commonbeat.matters.views import asking


@page("matters.withdraw", Input)
def withdraw(request: HttpRequest, given: Input) -> HttpResponse:
    """Take one's own words from view."""
    if request.method == "POST":
        actions.withdraw(given, by=request.actor)
        messages.success(
            request,
            _("Your words are withdrawn. Other readers see only the number, the date and the word “withdrawn”."),
        )
        return redirect(given)
    return render(request, "matters/withdraw.html", {"given": given})


@page("matters.not_answered", Input)
def not_answered(request: HttpRequest, given: Input) -> HttpResponse:
    """Say once that the reply does not answer."""
    return asking.say(
        request,
        given,
        NotAnsweredForm(request.POST if request.method == "POST" else None),
        actions.not_answered,
        done=_(
            "It is counted beside the reply now, for everybody to see. The desk reads your words; it need not reply."
        ),
        template="matters/not_answered.html",
    )


@page("matters.appeal", Input)
def appeal(request: HttpRequest, given: Input) -> HttpResponse:
    """Ask a seat outside the agency to look again."""
    return asking.say(
        request,
        given,
        AppealForm(request.POST if request.method == "POST" else None),
        actions.appeal,
        done=_("Somebody outside the agency will look at it. This page will say what they found."),
        template="matters/appeal.html",
    )


@page("matters.refuse_translation", Input)
def refuse_translation(request: HttpRequest, given: Input) -> HttpResponse:
    """Say that a translation is not what one said."""
    if request.method == "POST":
        actions.refuse_translation(given, by=request.actor, language=request.POST.get("language", ""))
        messages.success(request, _("The translation is taken away. Only your own words are shown."))
        return redirect(given)
    return render(request, "matters/refuse_translation.html", {"given": given})


@page("matters.follow_by_mail", Input)
def follow_by_mail(request: HttpRequest, given: Input) -> HttpResponse:
    """Leave an address for links about this topic."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.follow_by_mail(given, by=request.actor, email=form.cleaned_data["email"])
        if settings.MAIL_IS_ON:
            messages.success(request, _("A letter is on its way. Open the link in it, then the address counts."))
        else:
            messages.info(request, _("E-mail is off here. The letter waits and is sent once it is on."))
        return redirect(given)
    return render(request, "matters/follow.html", {"given": given, "form": form})


@page("matters.confirm_address")
def confirm_address(request: HttpRequest, key: str) -> HttpResponse:
    """The link in the letter: the address is the giver's own."""
    giver = posts.giver_to_confirm(key)
    if request.method == "POST" and giver:
        actions.confirm_address(giver, by=request.actor)
    context = {"done": request.method == "POST", "known": giver is not None, "votes": giver and votes_as(giver)}
    return render(request, "matters/confirm_address.html", context, status=200 if giver else 404)


@csrf_exempt  # mail programs press this button without a cookie (RFC 8058); the signed key stands for the giver
@page("matters.unsubscribe")
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """No more letters, with one click and without signing in."""
    giver = posts.giver_to_forget(key)
    if giver is None:
        raise Http404
    if request.method == "POST":
        actions.unsubscribe(giver, by=request.actor)
    return render(request, "matters/unsubscribe.html", {"done": request.method == "POST"})
