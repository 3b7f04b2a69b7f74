"""What the agency has settled, as a measure is asked with it: no more than it settles or heeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from commonbeat.frame import clock
from commonbeat.measures.catalogue import named
from commonbeat.measures.settings import Eligible, Settings
from commonbeat.measures.sun import Spot
from commonbeat.people.models import Agency, Place
from commonbeat.records.models import EligibleList


def settings_for(measure: str, versions: Sequence[EligibleList]) -> Settings:
    """The settings that hold now for a measure of the catalogue; ``versions`` of the list are those that stand."""
    asked = named(measure)
    return Settings(**{name: SETTLED[name](versions) for name in (*asked.settles, *asked.heeds)})


def lists(versions: Sequence[EligibleList]) -> tuple[Eligible, ...]:
    """What is eligible, from which day on."""
    return tuple(one.for_measures for one in versions)


def considered(versions: Sequence[EligibleList]) -> Eligible | None:
    """What the newest version considers to add; None where it is nothing."""
    return versions[-1].for_what_if if versions else None


def change(versions: Sequence[EligibleList]) -> date | None:
    """The day from which the newest version holds; None before the first."""
    return next((one.first for one in reversed(versions) if one.first <= clock.today()), None)


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


#: what stands in the settings → what the agency has settled of it
SETTLED: Mapping[str, Callable[[Sequence[EligibleList]], Any]] = {
    "lists": lists,
    "what_if": considered,
    "change": change,
    "place": lambda _versions: middle(),
}
