"""Who may do what: the permission table itself, in words."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.action import ACTS
from commonbeat.frame.page import as_data, page
from commonbeat.frame.rules import FACTS, permissions
from commonbeat.front.told import DOES

#: room → how its part of the table is called
ROOMS = {
    "matters": gettext_lazy("Topics, and what people said"),
    "gatherings": gettext_lazy("Boards, meetings and activities"),
    "records": gettext_lazy("Records, and what the numbers show"),
    "people": gettext_lazy("People and their seats"),
    "scorecard": gettext_lazy("Where we stand"),
    "front": gettext_lazy("Pages for everybody, and your own data"),
    "ledger": gettext_lazy("Public log"),
}


@dataclass(frozen=True)
class Row:
    """One row of the table: its name, what one does there, who may and when in words, and the exact rule."""

    name: str
    kind: str
    what: str
    who: str
    when: str
    rule: str

    @property
    def room(self) -> str:
        return self.name.split(".")[0]


def rows() -> list[Row]:
    """Every row, in the table's order."""
    return [row(name, ast.parse(str(rule.name), mode="eval").body) for name, rule in permissions().items()]


def row(name: str, rule: ast.expr) -> Row:
    who = said(rule, lambda fact, holds: fact.who if holds else "") or _("everybody")
    when = said(rule, lambda fact, holds: fact.when if holds else fact.unless)
    return Row(name, kind_of(name), str(DOES.get(name, name)), who, when, spelled(rule))


def kind_of(name: str) -> str:
    if name in ACTS:
        return _("clockwork") if permissions()[name].name == "is_the_machine" else _("act")
    return _("page")


def spelled(rule: ast.expr, around: str = "") -> str:
    """The rule with its facts by name: "coordinates and not is_over"."""
    if isinstance(rule, ast.Name):
        return rule.id
    if isinstance(rule, ast.UnaryOp):
        return f"not {spelled(rule.operand, ' not ')}"
    word = " and " if isinstance(rule.op, ast.BitAnd) else " or "
    whole = spelled(rule.left, word) + word + spelled(rule.right, word)
    return f"({whole})" if around not in ("", word) else whole


def said(rule: ast.expr, phrase: Callable[[Any, bool], Any]) -> str:
    """The phrases of a rule's facts in one: with commas where all have to hold, with "or" where one is enough."""
    if isinstance(rule, ast.Name):
        return str(phrase(FACTS[rule.id], True))
    if isinstance(rule, ast.UnaryOp):
        return str(phrase(FACTS[rule.operand.id], False))
    sides = [one for one in (said(rule.left, phrase), said(rule.right, phrase)) if one]
    if len(sides) < 2 or isinstance(rule.op, ast.BitAnd):
        return ", ".join(sides)
    return _("%(one)s or %(other)s") % {"one": sides[0], "other": sides[1]}


@page("front.who_may")
def who_may(request: HttpRequest, form: str = "") -> HttpResponse:
    """The table by room."""
    table = rows()
    if form:
        return as_data(form, [one.name for one in fields(Row)], map(astuple, table))
    rooms = [(room, name, [one for one in table if one.room == room]) for room, name in ROOMS.items()]
    return render(request, "front/who_may.html", {"rooms": rooms})
