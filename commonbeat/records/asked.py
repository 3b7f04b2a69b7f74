"""What the agency has settled, as a measure is asked with it."""

from __future__ import annotations

from collections.abc import Sequence

from commonbeat.measures.settings import Settings
from commonbeat.records.models import EligibleList


def settings_for(measure: str, versions: Sequence[EligibleList] | None = None) -> Settings:
    """The settings that hold now for a measure of the catalogue: every version of the list of eligible offenses.

    ``versions`` are those that stand, where they were read already. What the newest one considers is asked of past
    stops by "what-if" alone.
    """
    standing = EligibleList.objects.standing() if versions is None else versions
    what_if = standing[-1].for_what_if if standing and measure == "what-if" else None
    return Settings(lists=tuple(one.for_measures for one in standing), what_if=what_if)
