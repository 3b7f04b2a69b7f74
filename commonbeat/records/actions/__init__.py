"""The verbs of the room: the only place that writes."""

from commonbeat.records.actions.accepting import accept, withdraw
from commonbeat.records.actions.checking import begin_check, bring, cancel, check, end_check
from commonbeat.records.actions.findings import compute
from commonbeat.records.actions.mappings import save_mapping

__all__ = ["accept", "begin_check", "bring", "cancel", "check", "compute", "end_check", "save_mapping", "withdraw"]
