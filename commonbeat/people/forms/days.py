"""Days and hours, picked with the browser's own calendar or typed.

A browser reads both in one form alone, whatever the language of the page; written otherwise, a field shows nothing.
"""

from __future__ import annotations

from django import forms


class Day(forms.DateInput):
    """A date."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Hour(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")
