"""Places: name them, end them."""

from __future__ import annotations

from datetime import date
from typing import Any

from commonbeat.frame.action import action
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Place


@action("people.add_place", facts=["kind"])
def add_place(agency: Agency, *, by: Actor, kind: str, name: str, since: date) -> Place:
    """Name a beat, district, ward or neighborhood."""
    place = Place(kind=kind, name=name, since=since)
    place.full_clean()
    place.save()
    return place


@action("people.describe_place", facts=["population", "population_source"])
def describe_place(
    place: Place, *, by: Actor, population: int | None, population_source: str, shape: dict[str, Any] | None
) -> Place:
    """Say how many people live there and where that number is from, and draw the outline for the map."""
    place.population, place.population_source, place.shape = population, population_source, shape
    place.full_clean()
    place.save()
    return place


@action("people.end_place", facts=["until"])
def end_place(place: Place, *, by: Actor, until: date) -> Place:
    """End a place's validity; topics that refer to it keep its name."""
    place.until = until
    place.full_clean()
    place.save()
    return place
