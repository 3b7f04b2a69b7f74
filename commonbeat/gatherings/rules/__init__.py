"""Facts that the permission table names, each in two lines, one file for each thing that they are about."""

from commonbeat.gatherings.rules.boards import speaks_for
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

__all__ = [
    "body_of",
    "counts_run",
    "gathering_of",
    "has_begun",
    "is_announced",
    "is_current",
    "is_of_the_body",
    "is_planned_ahead",
    "is_taken_back",
    "is_unannounced",
    "plans_for",
    "takes_questions",
    "speaks_for",
]
