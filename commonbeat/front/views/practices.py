"""The nineteen practices at the start: which three come first, and what is said of the others."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonbeat.frame.page import page
from commonbeat.front.practices import FIRST, StartForm, State, said_so_far
from commonbeat.people import actions
from commonbeat.scorecard.standards import GROUPS


@page("front.practices")
def practices(request: HttpRequest) -> HttpResponse:
    """All nineteen, each with what was said of it."""
    rows = said_so_far(request.house.agency)
    groups = [
        (title, [(one, one.said("question"), one.said("sentence"), said) for one, said in rows if one.group == key])
        for key, title in GROUPS.items()
    ]
    started = sum(1 for _one, said in rows if said and said.state == State.STARTED)
    context = {"groups": groups, "started": started, "first": FIRST, "unsaid": sum(1 for row in rows if not row[1])}
    return render(request, "front/practices.html", context)


@page("people.start_practice")
def start_practice(request: HttpRequest, code: str) -> HttpResponse:
    """Say where the agency starts on one of them."""
    rows = said_so_far(request.house.agency)
    codes = [one.code for one, _said in rows]
    if code not in codes:
        raise Http404
    one, said = rows[codes.index(code)]
    known = {"state": said.state, "reason": said.reason, "planned_from": said.planned_from} if said else {}
    form = StartForm(request.POST or None, initial=known)
    if form.is_valid():
        actions.start_practice(request.house.agency, by=request.actor, code=code, **form.cleaned_data)
        following = codes[codes.index(code) + 1 :]
        if "following" in request.POST and following:
            return redirect("people.start_practice", code=following[0])
        return redirect("front.practices")
    context = {name: one.said(name) for name in ("question", "sentence", "better")}
    context |= {"form": form, "one": one, "number": codes.index(code) + 1, "of": len(codes)}
    return render(request, "front/start_practice.html", context)
