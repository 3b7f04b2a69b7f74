"""Take in a body's old lists: check the file, look at what would enter, accept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext as _

from commonbeat.frame.page import page
from commonbeat.frame.rules import Refused
from commonbeat.gatherings import actions, lists
from commonbeat.gatherings.forms.lists import ListForm
from commonbeat.gatherings.reading.table import Unreadable
from commonbeat.gatherings.shown import intake as told, lists as shown
from commonbeat.matters import uploads
from commonbeat.matters.views.desk.acting import sent
from commonbeat.people.boards import by_slug
from commonbeat.people.models import Organization


@page("gatherings.import_roster", Organization, found=by_slug)
def import_roster(request: HttpRequest, body: Organization) -> HttpResponse:
    """Who sat in which seat, from a table."""
    lede = _(
        "A table with a row for each seat that was held: seat, since, until, and for those who hold one now their "
        "e-mail address. Names are not read. Seats that ended enter as they were; who holds one now is invited by mail."
    )
    return taken_in(request, body, lists.roster, actions.import_roster, title=_("Take in a roster"), lede=lede)


@page("gatherings.import_recommendations", Organization, found=by_slug)
def import_recommendations(request: HttpRequest, body: Organization) -> HttpResponse:
    """What a body recommended before, from a table."""
    lede = _(
        "A table with a row for each recommendation: title, text, the day on which it was adopted and, where the "
        "charter does not say, the day by which a reply was asked for. What was due before today is overdue at once."
    )
    look, more = lists.recommendations, {"language": get_language() or "en"}
    act = actions.import_recommendations
    return taken_in(request, body, look, act, more, title=_("Take in recommendations"), lede=lede)


def taken_in(
    request: HttpRequest,
    body: Organization,
    look: Callable[[bytes, Organization], lists.Looked],
    act: Callable[..., Any],
    more: dict[str, Any] | None = None,
    **said: Any,
) -> HttpResponse:
    """Check, look, accept: the file is kept between the look and the click, and taken once."""
    if request.method == "POST" and request.POST.get("accept"):
        with uploads.taken(request.POST["accept"]) as facts:
            if (facts["body"], facts["page"]) != (body.pk, request.path):
                raise Refused(_("This file was checked for another list."))
            looked = look(b64decode(facts["file"]), body)
            act(body, by=request.actor, rows=looked.rows, count=facts["count"], digest=looked.digest, **(more or {}))
        return redirect("gatherings.board", body.slug)
    form = ListForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"form": form, "body": body} | said
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"]
        try:
            looked = look(data, body)
        except Unreadable as trouble:
            form.add_error("file", told.sentence(trouble))
        else:
            facts = {"body": body.pk, "page": request.path, "file": b64encode(data).decode(), "count": len(looked.rows)}
            context |= {
                "looked": looked,
                "rows": shown.rows(looked),
                "left": shown.left(looked),
                "kept": uploads.keep(facts),
            }
            context["invited"] = shown.invited(looked) if look is lists.roster else 0
    return render(request, "gatherings/list_taken_in.html", context)
