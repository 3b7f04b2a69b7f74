"""The verbs of the room: the only place that writes."""

from commonbeat.records.actions.findings import compute
from commonbeat.records.actions.reviewing import answer_case, begin_review, draw_cases
from commonbeat.records.actions.small_tools import adopt_list, end_block, log_block, note_reason, plan_block

__all__ = [
    "adopt_list",
    "answer_case",
    "begin_review",
    "compute",
    "draw_cases",
    "end_block",
    "log_block",
    "note_reason",
    "plan_block",
]
