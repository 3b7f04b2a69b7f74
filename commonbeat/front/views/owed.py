"""What we owe you: every reply and promise that is owed, printable for the council's packet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.front.owed import KINDS, STATES, Debt, given_up, kept, owed as all_owed
from commonbeat.matters.models import Commitment

COLUMNS = ["kind", "topic", "what", "count", "owner", "due", "state", "days_late"]
#: the most kept and given up promises that stand in the data
MOST = 10_000


@page("front.owed")
def owed(request: HttpRequest, form: str = "") -> HttpResponse:
    """The timetable of what is owed, overdue first."""
    found = all_owed(request.actor, request.house.agency)
    kind, state, seat = (request.GET.get(name, "") for name in ("kind", "state", "seat"))
    debts = [one for one in found.debts if one.fits(kind, state, seat)]
    if form:
        over = [] if kind or state or seat else [*kept(request.actor, MOST), *given_up(request.actor, MOST)]
        return as_data(form, COLUMNS, rows(debts, over))
    context = {
        "owed": found,
        "debts": debts,
        "kept": kept(request.actor),
        "given_up": given_up(request.actor),
        "kind": kind if kind in KINDS else "",
        "state": state if state in STATES else "",
        "seat": seat,
        "seats": sorted({one.owner for one in found.debts if one.owner}),
        "asked": request.GET.urlencode(),
    }
    return render(request, "front/owed.html", context)


def rows(debts: Iterable[Debt], over: Iterable[Commitment]) -> Iterator[list[Any]]:
    """The timetable as data, and after it the promises that were kept or given up."""
    for one in debts:
        yield [one.kind, str(one.matter), one.what, one.count, one.owner, one.due, one.state, one.days_late]
    for promise in over:
        yield ["promises", str(promise.matter), str(promise), 1, promise.owner.name, promise.due, promise.state, 0]
