"""Ask, before words are sent, whether somebody's immigration status is to be left in. What is answered is not kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.matters.models import Input
from commonbeat.matters.texts import screening

#: the button that was pressed on the page that asks
EDIT, KEEP, HOLD = "edit", "keep", "hold"


def is_sent(request: HttpRequest) -> bool:
    """Whether the form is to be sent, and not only gone back to."""
    return request.method == "POST" and request.POST.get("status") != EDIT


def left_in(request: HttpRequest) -> bool:
    """Whether the giver was asked and leaves it in."""
    return request.POST.get("status") == KEEP


def about_status(
    request: HttpRequest, form: forms.Form, *, entering: bool = False, alone: bool = False
) -> HttpResponse | None:
    """The page that asks; None where there is nothing to ask, or it was answered.

    ``entering``: the agency enters what somebody gave. ``alone``: an outside checker alone reads it.
    """
    answered = (KEEP, HOLD) if entering else (KEEP,)
    words = form.cleaned_data.get("words", "")
    if request.POST.get("status") in answered or not screening.immigration_status(words):
        return None
    return render(request, "matters/comment_status.html", {"form": form, "entering": entering, "alone": alone})


def say(
    request: HttpRequest,
    given: Input,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    done: str,
    template: str,
    **context: Any,
) -> HttpResponse:
    """What somebody says about a comment later: fill in, be asked where there is something to ask, send, go back."""
    if is_sent(request) and form.is_valid():
        asked = about_status(request, form)
        if asked:
            return asked
        do(given, by=request.actor, left_in=left_in(request), **form.cleaned_data)
        messages.success(request, done)
        return redirect(given)
    return render(request, template, {"given": given, "form": form, **context})
