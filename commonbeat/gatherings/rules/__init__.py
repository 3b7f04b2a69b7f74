"""Facts that the permission table names, each in two lines, one file for each thing that they are about."""

# forums and activities
from commonbeat.gatherings.rules.gatherings import body_of, plans_for

__all__ = [
    "body_of",
    "plans_for",
]
