"""The verbs of the room, the only place that writes. One file per topic."""

# the room: agenda
from commonbeat.gatherings.actions.agenda import (
    add_item,
    change_item,
    decline_proposal,
    drop_item,
    order_items,
    paste_agenda,
    post_agenda,
    take_up_proposal,
)

# forums and activities
from commonbeat.gatherings.actions.docket import docket_of, open_docket

# the room: members among themselves
from commonbeat.gatherings.actions.members import write_note

# the room: minutes
from commonbeat.gatherings.actions.minuting import (
    complete_promise,
    correct_minutes,
    let_go_promise,
    note,
    note_promise,
    publish_minutes,
)

# the room: motions and elections
from commonbeat.gatherings.actions.motions import (
    call_roll,
    move_motion,
    recuse,
    second_motion,
    withdraw_motion,
)

# the room: the meeting as it is held
from commonbeat.gatherings.actions.sitting import (
    adjourn,
    airtime,
    attend,
    close_item,
    open_meeting,
    preside,
    rule,
    take_up_item,
)

__all__ = [
    "add_item",
    "adjourn",
    "airtime",
    "attend",
    "call_roll",
    "change_item",
    "close_item",
    "complete_promise",
    "correct_minutes",
    "decline_proposal",
    "docket_of",
    "drop_item",
    "let_go_promise",
    "move_motion",
    "note",
    "note_promise",
    "open_docket",
    "open_meeting",
    "order_items",
    "paste_agenda",
    "post_agenda",
    "preside",
    "publish_minutes",
    "recuse",
    "rule",
    "second_motion",
    "take_up_item",
    "take_up_proposal",
    "withdraw_motion",
    "write_note",
]
