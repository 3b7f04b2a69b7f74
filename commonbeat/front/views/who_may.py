"""Who may do what: the permission table itself, in words."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.action import ACTS
from commonbeat.frame.page import PAGES, page
from commonbeat.frame.rules import FACTS, permissions

#: room → how its part of the table is called
ROOMS = {
    "matters": gettext_lazy("Topics, and what people said"),
    "people": gettext_lazy("People and their seats"),
    "scorecard": gettext_lazy("Where we stand"),
    "front": gettext_lazy("Pages for everybody, and your own data"),
    "ledger": gettext_lazy("Public log"),
}


@dataclass(frozen=True)
class Row:
    """One row of the table: its name, what it does, and who may in words."""

    name: str
    kind: str
    sentence: str
    rule: str
    conditions: list[str]


def rows() -> list[Row]:
    """Every row, in the table's order."""
    table = permissions().items()
    return [Row(name, kind_of(name), sentence_of(name), spelled(rule), conditions(rule)) for name, rule in table]


def kind_of(name: str) -> str:
    if name in ACTS:
        return _("clockwork") if permissions()[name].name == "is_the_machine" else _("act")
    return _("page")


def sentence_of(name: str) -> str:
    """The first line of what an act, else a page, says of itself."""
    known = ACTS.get(name) or PAGES.get(name)
    return (known.__doc__ or "").strip().split("\n")[0] if known else ""


def spelled(rule: Any) -> str:
    """The rule with its facts by name: "coordinates and not is over"."""
    text = str(rule.name)
    for sign, word in ((" & ", " and "), (" | ", " or "), ("~", "not ")):
        text = text.replace(sign, word)
    return text.removeprefix("(").removesuffix(")") if text.count("(") == 1 else text


def conditions(rule: Any) -> list[str]:
    """What a reader is told where the rule does not hold, one sentence for each fact in it."""
    found = []
    for turned, name in re.findall(r"(~?)\b([a-z_]+)\b", str(rule.name)):
        known = FACTS.get(name)
        if known and name != "everyone":
            found.append(str(known.holds if turned else known.lacks))
    return found


@page("front.who_may")
def who_may(request: HttpRequest, form: str = "") -> HttpResponse:
    """The table by room."""
    table = rows()
    if form == "json":
        return JsonResponse({"rows": [asdict(one) for one in table]})
    rooms = [(name, [one for one in table if one.name.startswith(f"{room}.")]) for room, name in ROOMS.items()]
    return render(request, "front/who_may.html", {"rooms": [(name, found) for name, found in rooms if found]})
