"""A question asked in the room: an input like every other, with a reply owed."""

from __future__ import annotations

from commonbeat.frame.action import action
from commonbeat.frame.text import Words
from commonbeat.gatherings.models import Gathering
from commonbeat.matters.actions.entering import enter_one
from commonbeat.matters.models import Input
from commonbeat.people.actor import Actor


@action("gatherings.ask_in_room", facts=["given_on"])
def ask_in_room(
    gathering: Gathering,
    *,
    by: Actor,
    words: Words,
    kind: str = Input.Kind.QUESTION,
    role: str = "",
    return_words: str = "",
    left_in: bool = False,
) -> Input:
    """Write down what somebody asked in the room. Its number is told at once: with it they find the reply.

    ``left_in`` as for ``matters.enter``.
    """
    agency = gathering.agency
    row = {"words": words, "given_on": min(gathering.day, agency.today()), "kind": kind, "left_in": left_in}
    return enter_one(gathering.window, by, Input.Channel.MEETING, row, role=role, return_words=return_words)
