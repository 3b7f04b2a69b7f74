"""The verbs of the room, the only place that writes. One file per topic."""

from commonbeat.gatherings.actions.activities import record_activity
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
from commonbeat.gatherings.actions.asking import ask_in_room
from commonbeat.gatherings.actions.boards import recommend
from commonbeat.gatherings.actions.cadences import end_cadence, set_cadence
from commonbeat.gatherings.actions.coming import come, settle_interpreter, take_back
from commonbeat.gatherings.actions.confirming import confirm_held, say_not_held
from commonbeat.gatherings.actions.counting import answer_poll, count_heads, enter_poll, seal_counts, tap
from commonbeat.gatherings.actions.docket import docket_of, open_docket
from commonbeat.gatherings.actions.intake import import_meetings
from commonbeat.gatherings.actions.lists import import_recommendations, import_roster
from commonbeat.gatherings.actions.members import write_note
from commonbeat.gatherings.actions.minutes import enter_promises
from commonbeat.gatherings.actions.minuting import (
    complete_promise,
    correct_minutes,
    let_go_promise,
    note,
    note_promise,
    publish_minutes,
)
from commonbeat.gatherings.actions.motions import call_roll, move_motion, recuse, second_motion, withdraw_motion
from commonbeat.gatherings.actions.planning import announce, cancel, move, plan, revise, throw_away
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
    "announce",
    "answer_poll",
    "ask_in_room",
    "attend",
    "call_roll",
    "cancel",
    "change_item",
    "close_item",
    "come",
    "complete_promise",
    "confirm_held",
    "correct_minutes",
    "count_heads",
    "decline_proposal",
    "docket_of",
    "drop_item",
    "end_cadence",
    "enter_poll",
    "enter_promises",
    "import_meetings",
    "import_recommendations",
    "import_roster",
    "let_go_promise",
    "move",
    "move_motion",
    "note",
    "note_promise",
    "open_docket",
    "open_meeting",
    "order_items",
    "paste_agenda",
    "plan",
    "post_agenda",
    "preside",
    "publish_minutes",
    "recommend",
    "record_activity",
    "recuse",
    "revise",
    "rule",
    "say_not_held",
    "seal_counts",
    "second_motion",
    "set_cadence",
    "settle_interpreter",
    "take_back",
    "take_up_item",
    "take_up_proposal",
    "tap",
    "throw_away",
    "withdraw_motion",
    "write_note",
]
