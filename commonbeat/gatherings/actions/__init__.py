"""The verbs of the room, the only place that writes. One file per topic."""

from commonbeat.gatherings.actions.activities import record_activity
from commonbeat.gatherings.actions.asking import ask_in_room
from commonbeat.gatherings.actions.boards import recommend
from commonbeat.gatherings.actions.cadences import end_cadence, set_cadence
from commonbeat.gatherings.actions.coming import come, settle_interpreter, take_back
from commonbeat.gatherings.actions.counting import answer_poll, count_heads, enter_poll, seal_counts, tap
from commonbeat.gatherings.actions.docket import docket_of, open_docket
from commonbeat.gatherings.actions.intake import import_meetings
from commonbeat.gatherings.actions.lists import import_recommendations, import_roster
from commonbeat.gatherings.actions.minutes import enter_promises
from commonbeat.gatherings.actions.planning import announce, cancel, move, plan, revise

__all__ = [
    "announce",
    "answer_poll",
    "ask_in_room",
    "cancel",
    "come",
    "count_heads",
    "docket_of",
    "end_cadence",
    "enter_poll",
    "enter_promises",
    "import_meetings",
    "import_recommendations",
    "import_roster",
    "move",
    "open_docket",
    "plan",
    "record_activity",
    "revise",
    "seal_counts",
    "set_cadence",
    "settle_interpreter",
    "take_back",
    "tap",
    "recommend",
]
