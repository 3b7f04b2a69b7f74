"""What the clockwork does in this room: results drawn where they are due, papers read again."""

from __future__ import annotations

import contextlib

from commonbeat.frame.rules import Refused
from commonbeat.matters import actions, due
from commonbeat.people.actor import CLOCK


def drawings() -> int:
    """Draw anew what votes show in each period where enough people are new or gone; how many were drawn."""
    made = 0
    for window in due.windows():
        from commonbeat.matters import drawing  # numerics load in the turn that draws, in no other

        found = drawing.drawn(window)
        if found:
            with contextlib.suppress(Refused):  # something newer was drawn, or the topic was withdrawn meanwhile
                actions.draw(window, by=CLOCK, drawn=found, digest=found.digest)
                made += 1
    return made


def papers() -> int:
    """Read papers in use again whose reading is of other words, grammar or laws than stand now; how many."""
    stale = due.papers()
    for paper in stale:
        actions.read_paper_again(paper, by=CLOCK)
    return len(stale)
