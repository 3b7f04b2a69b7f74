"""The verbs of the room, the only place that writes. One file per topic."""

# forums and activities
from commonbeat.gatherings.actions.docket import docket_of, open_docket

__all__ = [
    "docket_of",
    "open_docket",
]
