"""How views lie: votes on short opinions, and the groups of people who vote alike.

Needs: who voted what on which opinion: agree, disagree or not sure.
Reads as: "Group A (212 of the 590 who voted) differs on …", or "no groups", or "too few to say".
Take care: those who voted are not a sample of the population. A border between groups is often a line drawn through a
crowd; the report says whether there is a gap. Groups of fewer than five people are not shown, nor are their votes.
Source: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw and C. Megill, Polis: Scaling deliberation by mapping high
dimensional opinion spaces, Recerca 26 (2021), and Polis' published code; where this differs is decision 11.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonbeat.measures.opinions.mapping import OpinionMap, Outcome, opinion_map, update

#: name → module; loaded when first asked for, so that a share or a survival curve waits for no numerics
_PLACES = dict.fromkeys(("OpinionMap", "Outcome", "opinion_map", "update"), "mapping")
__all__ = ["OpinionMap", "Outcome", "opinion_map", "update"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
