"""The outline of a place as GeoJSON (RFC 7946): what of a file is taken, and what is wrong with it. No Django here."""

from __future__ import annotations

import json
from typing import Any

#: the most points of one outline: a beat of a city needs a few hundred
MOST_POINTS = 5000


class NoOutline(ValueError):
    """What was given is no outline; the text says why, as a word that the form translates."""


def read(text: str) -> dict[str, Any]:
    """The Polygon or MultiPolygon in a GeoJSON text: bare, in a feature, or the only feature of a collection.

    Raises NoOutline with "not_json", "no_polygon", "open_ring", "not_on_earth" or "too_many".
    """
    try:
        found = json.loads(text)
    except ValueError as trouble:
        raise NoOutline("not_json") from trouble
    return checked(_geometry(found))


def _geometry(found: Any) -> Any:
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "FeatureCollection" and isinstance(found.get("features"), list) and len(found["features"]) == 1:
        return _geometry(found["features"][0])
    return _geometry(found.get("geometry")) if kind == "Feature" else found


def checked(shape: Any) -> dict[str, Any]:
    """The geometry with its type and its coordinates alone. Raises NoOutline."""
    kind = shape.get("type") if isinstance(shape, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(shape.get("coordinates"), list):
        raise NoOutline("no_polygon")
    polygons = [shape["coordinates"]] if kind == "Polygon" else shape["coordinates"]
    points = 0
    for ring in (ring for polygon in polygons for ring in _list(polygon)):
        points += len(_list(ring))
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise NoOutline("open_ring")
        if not all(_on_earth(at) for at in ring):
            raise NoOutline("not_on_earth")
    if not points:
        raise NoOutline("no_polygon")
    if points > MOST_POINTS:
        raise NoOutline("too_many")
    return {"type": kind, "coordinates": shape["coordinates"]}


def _list(some: Any) -> list[Any]:
    if not isinstance(some, list) or not some:
        raise NoOutline("no_polygon")
    return some


def _on_earth(at: Any) -> bool:
    numbers = isinstance(at, list) and len(at) in (2, 3)
    if not numbers or any(isinstance(one, bool) or not isinstance(one, int | float) for one in at):
        return False
    return -180 <= at[0] <= 180 and -90 <= at[1] <= 90
