"""Near-copies: the program suggests groups, a person decides what is folded into what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from commonbeat.frame.page import page
from commonbeat.matters import actions
from commonbeat.matters.models import Matter
from commonbeat.matters.shown import copies
from commonbeat.matters.views.desk.acting import numbers


@page("matters.fold", Matter)
def fold(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Groups that the program suggests, or the comments that were chosen on the list before."""
    if request.method == "POST":
        return folded(request, matter)
    chosen = list(copies.foldable(request.actor, matter).filter(pk__in=numbers(request.GET.getlist("inputs"))))
    context: dict[str, Any] = {"matter": matter, "by_hand": len(chosen) > 1}
    if len(chosen) > 1:
        context |= {"groups": [copies.group(chosen, None)], "more": 0}
    else:
        whole = numbers([request.GET.get("group", "")])
        context["groups"], context["more"] = copies.suggested(request.actor, matter, next(iter(whole), None))
    return render(request, "matters/desk/fold.html", context)


def folded(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Fold the comments of one group, without those that were taken out."""
    into = numbers([request.POST.get("into", "")])
    others = numbers([request.POST.get("inputs", "")]) - numbers(request.POST.getlist("out")) - into
    rows = {one.pk: one for one in copies.foldable(request.actor, matter).filter(pk__in=others | into)}
    stands = rows.pop(next(iter(into), 0), None)
    if stands and rows:
        actions.fold(matter, by=request.actor, into=stands, inputs=list(rows.values()), count=len(rows))
        n = len(rows)
        said = ngettext("%(n)s comment now stands behind %(one)s.", "%(n)s comments now stand behind %(one)s.", n)
        messages.success(request, said % {"n": n, "one": stands})
    return redirect("matters.fold", matter.pk)
