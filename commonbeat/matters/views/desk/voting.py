"""Opinions to start with, and codes on paper with which people vote."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonbeat.frame import twice
from commonbeat.frame.page import page
from commonbeat.frame.text import Words
from commonbeat.matters import actions
from commonbeat.matters.actions.voting import PrintedBefore
from commonbeat.matters.forms.desk.topics import CodesForm, StartOpinionsForm
from commonbeat.matters.models import Matter, Window
from commonbeat.matters.views.desk.acting import act, sent
from commonbeat.people import receipts
from commonbeat.people.actor import Actor

#: no I, L, O, S, 0, 1 and 5, which look like others on paper
ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
#: letters of a code: 10 of 29 are 48 bits
LETTERS = 10


def desk_of(matter: Matter) -> str:
    """The address of a topic's desk."""
    return reverse("matters.desk", args=[matter.pk])


def put_up(window: Window, actor: Actor, starts: Sequence[str]) -> None:
    """Put up opinions to start with, in the language in which the topic is written."""
    language = window.matter.title.language
    opinions = [Words(one, language) for one in starts]
    actions.start_opinions(window, by=actor, opinions=opinions, count=len(opinions))


@page("matters.start_opinions", Window)
def start_opinions(request: HttpRequest, window: Window) -> HttpResponse:
    """Put up opinions, said to be the agency's."""
    return act(
        request,
        StartOpinionsForm(sent(request)),
        lambda clean: put_up(window, request.actor, clean["starts"]),
        title=_("Opinions to start with"),
        button=_("Put them up"),
        to=desk_of(window.matter),
        done=_("They stand among the opinions now, as put up by the agency."),
        matter=window.matter,
    )


@page("matters.print_codes", Window)
def print_codes(request: HttpRequest, window: Window) -> HttpResponse:
    """A sheet of codes to print and cut. It is the answer to the form, and shown nowhere else."""
    form = CodesForm(sent(request), initial={"count": 100})
    context = {"form": form, "window": window, "matter": window.matter}
    if request.method == "POST" and form.is_valid():
        codes = codes_from(twice.key_of(request), form.cleaned_data["count"])
        try:
            actions.print_codes(window, by=request.actor, codes=codes, count=len(codes))
        except PrintedBefore:
            pass  # a second click shows the same sheet
        context["codes"] = codes
    return render(request, "matters/desk/codes.html", context)


def codes_from(key: str, count: int) -> list[str]:
    """Codes that follow from the form's random key under a key outside the database, as return words do.

    So a second click shows the same sheet, and nothing but digests is kept.
    """
    return [_code(key, count, number) for number in range(count)]


def _code(key: str, count: int, number: int) -> str:
    bits = int.from_bytes(receipts.under_key(f"voting code {key} {count} {number}"), "big")
    letters = "".join(ALPHABET[bits // len(ALPHABET) ** at % len(ALPHABET)] for at in range(LETTERS))
    return f"{letters[:5]}-{letters[5:]}"
