"""What the agency has settled, as a measure is asked with it."""

from __future__ import annotations

from commonbeat.measures.settings import Settings


def settings_for(measure: str) -> Settings:
    """The settings that hold now for a measure of the catalogue."""
    return Settings()
