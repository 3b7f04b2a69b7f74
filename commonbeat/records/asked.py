"""What the agency has settled, as a measure is asked with it: no more than it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from commonbeat.frame import clock
from commonbeat.measures.settings import Settings
from commonbeat.measures.sun import Spot
from commonbeat.people.models import Agency, Place
from commonbeat.records.models import EligibleList

#: measures of the list of eligible offenses, and those of the day from which its newest version holds
OF_THE_LIST = {"least-harm", "adjusted", "explained", "net-widening", "charge-shift", "what-if"}
OF_A_CHANGE = {"net-widening", "charge-shift"}


def settings_for(measure: str, versions: Sequence[EligibleList] | None = None) -> Settings:
    """The settings that hold now for a measure of the catalogue.

    ``versions`` of the list are those that stand, where they were read already. What the newest one considers is asked
    of past stops by "what-if" alone.
    """
    if measure == "veil":
        return Settings(place=middle())
    if measure not in OF_THE_LIST:
        return Settings()
    standing = EligibleList.objects.standing() if versions is None else versions
    what_if = standing[-1].for_what_if if standing and measure == "what-if" else None
    begun = [one.first for one in standing if one.first <= clock.today()]
    change = begun[-1] if begun and measure in OF_A_CHANGE else None
    return Settings(lists=tuple(one.for_measures for one in standing), what_if=what_if, change=change)


def middle() -> Spot | None:
    """Where the sun sets: the middle of all areas that are drawn on the map; None where none is."""
    shapes = Place.objects.current().exclude(shape=None).values_list("shape", flat=True)
    points = [point for shape in shapes for point in _points(shape["coordinates"])]
    agency = Agency.objects.first()
    if not points or agency is None:
        return None
    east, north = ((min(one) + max(one)) / 2 for one in zip(*points, strict=True))
    return Spot(round(north, 4), round(east, 4), agency.time_zone)


def _points(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    """Every corner of a polygon or of several, as longitude and latitude."""
    if coordinates and isinstance(coordinates[0], list):
        for one in coordinates:
            yield from _points(one)
    else:
        yield coordinates[0], coordinates[1]
