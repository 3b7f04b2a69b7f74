"""What the agency has settled, as the measures ask for it."""

from __future__ import annotations

from commonbeat.measures.settings import Settings
from commonbeat.records.models import EligibleList


def settings_for(measure: str) -> Settings:
    """The settings for a measure: the versions of the list of eligible offenses, each from its day on."""
    return Settings(lists=tuple(one.for_measures for one in EligibleList.objects.standing()))
