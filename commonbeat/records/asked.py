"""What the agency has settled, as a measure is asked with it."""

from __future__ import annotations

from commonbeat.measures.settings import Settings
from commonbeat.records.models import EligibleList


def settings_for(measure: str) -> Settings:
    """The settings that hold now for a measure of the catalogue: every version of the list of eligible offenses."""
    return Settings(lists=tuple(one.for_measures for one in EligibleList.objects.standing()))
