"""The verbs of the room: the only place that writes."""

from commonbeat.records.actions.accepting import accept, withdraw
from commonbeat.records.actions.checking import begin_check, bring, cancel, check, end_check
from commonbeat.records.actions.findings import compute
from commonbeat.records.actions.mappings import save_mapping
from commonbeat.records.actions.reviewing import answer_case, begin_review, draw_cases, take_back_review
from commonbeat.records.actions.small_tools import adopt_list, end_block, log_block, note_reason, plan_block

__all__ = [
    "accept",
    "adopt_list",
    "answer_case",
    "begin_check",
    "begin_review",
    "bring",
    "cancel",
    "check",
    "compute",
    "draw_cases",
    "end_block",
    "end_check",
    "log_block",
    "note_reason",
    "plan_block",
    "save_mapping",
    "take_back_review",
    "withdraw",
]
