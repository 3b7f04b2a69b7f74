"""Facts that the permission table names, each in two lines, one file for each thing that they are about."""

# forums and activities
from commonbeat.gatherings.rules.gatherings import (
    body_of,
    counts_run,
    gathering_of,
    has_begun,
    is_announced,
    is_current,
    is_of_the_body,
    is_planned_ahead,
    is_taken_back,
    is_unannounced,
    plans_for,
    takes_questions,
)

# the room
from commonbeat.gatherings.rules.room import (
    has_minutes,
    is_called_off,
    is_on_floor,
    is_opened,
    is_posted,
    is_running,
    is_undecided,
    lacks_name_or_date,
    presides,
    sits_in,
)

__all__ = [
    "body_of",
    "counts_run",
    "gathering_of",
    "has_begun",
    "has_minutes",
    "is_announced",
    "is_called_off",
    "is_current",
    "is_of_the_body",
    "is_on_floor",
    "is_opened",
    "is_planned_ahead",
    "is_posted",
    "is_running",
    "is_taken_back",
    "is_unannounced",
    "is_undecided",
    "lacks_name_or_date",
    "plans_for",
    "presides",
    "sits_in",
    "takes_questions",
]
