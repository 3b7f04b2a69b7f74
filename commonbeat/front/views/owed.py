"""What we owe you: every reply and promise that is owed, printable for the council's packet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonbeat.frame.page import as_data, page
from commonbeat.front.owed import KINDS, Debt, Owed, kept, owed as all_owed

COLUMNS = ["kind", "topic", "what", "count", "owner", "due", "state", "days_late"]
STATES = ("overdue", "owed", "reported")


@page("front.owed")
def owed(request: HttpRequest, form: str = "") -> HttpResponse:
    """The timetable of what is owed, overdue first."""
    found = all_owed(request.actor, request.house.agency)
    if form:
        return as_data(form, COLUMNS, rows(found))
    kind, state, seat = (request.GET.get(name, "") for name in ("kind", "state", "seat"))
    debts = [one for one in found.debts if fits(one, kind, state, seat)]
    context = {
        "owed": found,
        "debts": debts,
        "kept": kept(request.actor),
        "kind": kind if kind in KINDS else "",
        "state": state if state in STATES else "",
        "seat": seat,
        "seats": sorted({one.owner for one in found.debts if one.owner}),
    }
    return render(request, "front/owed.html", context)


def fits(one: Debt, kind: str, state: str, seat: str) -> bool:
    """Whether a debt is asked for by the filters; an unknown filter asks for all."""
    if kind in KINDS and one.kind != kind:
        return False
    if seat and one.owner != seat:
        return False
    return {
        "overdue": one.is_late,
        "owed": not one.is_late and one.state != "reported",
        "reported": one.state == "reported",
    }.get(state, True)


def rows(found: Owed) -> Iterator[list[Any]]:
    """The timetable as data."""
    for one in found.debts:
        yield [one.kind, str(one.matter), one.what, one.count, one.owner, one.due, one.state, one.days_late]
