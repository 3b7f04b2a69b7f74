"""What votes on opinions show, and the votes themselves where the period gives them out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonbeat.frame.page import as_data, page
from commonbeat.matters.models import Window
from commonbeat.matters.shown import results as shown, votes_file

ON_A_PAGE = 25
NUMBERS = ("voted", "agree", "disagree", "not_sure")


@page("matters.opinions", Window)
def opinions(request: HttpRequest, window: Window, form: str = "") -> HttpResponse:
    """How views lie in a period: sentences first, then the picture and every opinion with its numbers."""
    told = shown.results(window, request.actor, request.GET.get("votes", ""))
    if form:
        return listed(request, told, form)
    rows = Paginator(told.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"told": told, "window": window, "matter": window.matter, "page": rows}
    return render(request, "matters/opinions.html", context)


def listed(request: HttpRequest, told: shown.Results, form: str) -> HttpResponse:
    """Every opinion with the numbers that may be told; an empty cell is withheld or not drawn yet."""
    letters = told.found.letters if told.found else ""
    columns = ["number", "language", "opinion", *NUMBERS]
    columns += [f"group_{letter}_{name}".lower() for letter in letters for name in NUMBERS]
    rows = (
        [
            row.opinion.pk,
            row.opinion.words.language,
            row.opinion.words.text,
            *row.data(),
            row.opinion.reply.outcome if row.opinion.reply else "",
            request.build_absolute_uri(row.opinion.get_absolute_url()),
        ]
        for row in told.rows
    )
    return as_data(form, [*columns, "reply", "link"], rows, about(told))


def about(told: shown.Results) -> dict[str, Any]:
    """What machines need to read the numbers: when and of whom they were drawn, and what null means."""
    found = told.found
    return {
        "part": told.chosen,
        "drawn_on": found.drawn_on if found else None,
        "people": found.people if found else None,
        "votes": found.votes if found else None,
        "groups": dict(zip(found.letters, found.sizes, strict=True)) if found else {},
        "in_no_group": found.in_no_group if found else None,
        "withheld": _("null is withheld, because the number would tell of one to four people, or it is not drawn yet"),
    }


@page("matters.votes", Window)
def votes(request: HttpRequest, window: Window) -> HttpResponse:
    """Every vote of a period, row by row, where it was said beforehand that they are given out."""
    return as_data("csv", votes_file.COLUMNS, votes_file.rows(window))
