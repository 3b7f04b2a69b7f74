"""The verbs of the room: the only place that writes."""

from commonbeat.records.actions.findings import compute

__all__ = ["compute"]
