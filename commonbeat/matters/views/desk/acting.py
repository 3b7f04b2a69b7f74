"""The one shape of a page on which something is done: look, fill in, act, go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.frame.rules import Refused


def act(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    button: str,
    to: Any,
    done: str = "",
    template: str = "matters/desk/act.html",
    **context: Any,
) -> HttpResponse:
    """Show the form; once it is sent and sound, do it and go to ``to``, a thing or a function of what was made.

    What the act itself finds wrong, or refuses, stands above the form as well, and nothing that was typed is lost.
    """
    stands, status = [], 200
    if request.method == "POST" and form.is_valid():
        try:
            made = do(form.cleaned_data)
        except ValidationError as wrong:
            for sentence in wrong.messages:
                form.add_error(None, sentence)
        except Refused as refusal:
            stands, status = say_refused(form, refusal), 409
        else:
            if done:
                messages.success(request, done)
            return redirect(to(made) if callable(to) else to)
    shown = {"form": form, "title": title, "button": button, "in_the_way": stands, **context}
    return render(request, template, shown, status=status)


def say_refused(form: forms.Form, refusal: Refused) -> list[Any]:
    """Put why it was not done above the form that was sent; what stands in the way. Signing in starts elsewhere."""
    if refusal.sign_in_helps:
        raise refusal
    form.add_error(None, str(refusal.sentence))
    return refusal.waiting


def sent(request: HttpRequest) -> Any:
    """What was sent with the form, None where it is only looked at."""
    return request.POST if request.method == "POST" else None


def numbers(values: list[str]) -> set[int]:
    """Numbers of comments, sent one by one or joined by commas; 5,000 at most."""
    parts = [one.strip() for value in values for one in value.split(",")]
    return {int(one) for one in parts[:5000] if one.isdecimal() and len(one) < 18}
