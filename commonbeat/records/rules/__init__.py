"""Facts about records, for the table of permissions."""

from commonbeat.records.rules.small_tools import is_drawn, is_planned, is_read_through, reads_cases

__all__ = ["is_drawn", "is_planned", "is_read_through", "reads_cases"]
