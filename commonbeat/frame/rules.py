"""Facts and permissions: small named facts, combined with & | ~ into rows of one table.

A fact reads fields that are already loaded and the actor's seats, never the database. It carries two sentences:
what the page says where the fact is needed and lacks, and where it stands in the way. For the page that shows the
table it carries a phrase as well: of whom it speaks, or when it holds and when it does not.
"""

from __future__ import annotations

import contextvars
import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fact:
    """A fact's name, its two sentences, and its phrases: "the chief", "while it is open", "until it is over"."""

    name: str
    lacks: Any
    holds: Any
    who: Any
    when: Any
    unless: Any
    sign_in_helps: bool


#: every fact by name, for the page that shows who may do what
FACTS: dict[str, Fact] = {}
_last: contextvars.ContextVar[tuple[str, bool] | None] = contextvars.ContextVar("last", default=None)


class Refused(Exception):
    """An act that may not be done now. ``sentence`` says why, ``waiting`` names what stands in the way."""

    def __init__(self, sentence: Any, *, waiting: list[Any] | None = None, sign_in_helps: bool = False) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.waiting = waiting or []
        self.sign_in_helps = sign_in_helps


def fact(
    *, lacks: Any, holds: Any = "", who: Any = "", when: Any = "", unless: Any = "", sign_in_helps: bool = False
) -> Callable[[Callable[[Any, Any], bool]], Any]:
    """Make a two-line function of (actor, subject) a fact that the permission table can name."""

    def wrap(function: Callable[[Any, Any], bool]) -> Any:
        name = function.__name__

        @functools.wraps(function)
        def remembered(actor: Any, subject: Any) -> bool:
            answer = bool(function(actor, subject))
            _last.set((name, answer))
            return answer

        FACTS[name] = Fact(name, lacks, holds, who, when, unless, sign_in_helps)
        return rules.predicate(remembered, name=name)

    return wrap


@functools.cache
def permissions() -> dict[str, Any]:
    """The table: name → rule (read once; it names the rooms, so it is read late)."""
    return importlib.import_module("commonbeat.permissions").PERMISSIONS


def may(name: str, actor: Any, subject: Any = None) -> bool:
    """Whether the table lets the actor do or see this, in any of their seats."""
    return any(permissions()[name].test(hat, subject) for hat in actor.hats())


def permit(name: str, actor: Any, subject: Any = None) -> Any:
    """The actor in the seat that entitles them. Raises Refused with the sentence of the fact that decided."""
    rule = permissions()[name]
    reasons = []
    for hat in actor.hats():
        if rule.test(hat, subject):
            return hat
        reasons.append(_last.get())
    raise _refusal(reasons[-1])


def _refusal(decided: tuple[str, bool] | None) -> Refused:
    """The refusal that the deciding fact carries: rules stop at the first fact that settles the matter."""
    if decided is None:
        return Refused(_("This cannot be done."))
    known = FACTS[decided[0]]
    sentence = known.holds if decided[1] else known.lacks
    return Refused(sentence, sign_in_helps=known.sign_in_helps)
