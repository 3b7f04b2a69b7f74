"""Outlines of places: a point within one, and a map of several as SVG. Longitude and latitude, as GeoJSON has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Point = tuple[float, float]
WIDTH, MARGIN = 400, 12


@dataclass(frozen=True)
class Spot:
    """A place on the map: its outline, its name, how many meetings there are, and the address of their list."""

    shape: dict[str, Any]
    name: str
    count: int
    address: str


def rings(shape: dict[str, Any] | None) -> list[list[Point]]:
    """The outer lines of a Polygon or MultiPolygon."""
    if not shape:
        return []
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(float(at[0]), float(at[1])) for at in polygon[0]] for polygon in polygons]


def middle(shape: dict[str, Any] | None) -> Point | None:
    """A point that lies within the largest part of an outline; None where there is none.

    On the level of the middle it takes the middle of the widest stretch inside, so that it never lies in a bay.
    """
    parts = rings(shape)
    if not parts:
        return None
    ring = max(parts, key=lambda one: abs(_area(one)))
    heights = [y for _x, y in ring]
    level = (min(heights) + max(heights)) / 2 + 1e-9
    crossings = sorted(_crossings(ring, level))
    left, right = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return round((left + right) / 2, 6), round(level, 6)


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)) / 2


def _crossings(ring: Sequence[Point], level: float) -> Iterator[float]:
    for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False):
        if (y0 > level) != (y1 > level):
            yield x0 + (level - y0) * (x1 - x0) / (y1 - y0)


def drawn(spots: Sequence[Spot], title: str) -> SafeString:
    """The map: each place with its outline, its name and its number of meetings, and a way to their list."""
    points = [at for spot in spots for ring in rings(spot.shape) for at in ring]
    place, height = _projection(points)
    shapes = format_html_join(
        "",
        '<a href="{}"><title>{}</title><path class="place{}" d="{}"/><text x="{}" y="{}" text-anchor="middle">'
        '<tspan class="count" x="{}">{}</tspan><tspan class="name" x="{}" dy="1.3em">{}</tspan></text></a>',
        (_cells(spot, place) for spot in spots),
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group" direction="ltr" xmlns="http://www.w3.org/2000/svg" class="map">'
        "<title>{}</title>{}</svg>",
        WIDTH,
        height,
        title,
        shapes,
    )


def _cells(spot: Spot, place: Callable[[Point], Point]) -> tuple[Any, ...]:
    x, y = place(middle(spot.shape) or (0, 0))
    lines = ["M" + " ".join(f"{a},{b}" for a, b in map(place, ring)) + "Z" for ring in rings(spot.shape)]
    told = _("%(place)s: %(n)s") % {"place": spot.name, "n": spot.count}
    name = spot.name if len(spot.name) < 19 else f"{spot.name[:17]}…"
    return spot.address, told, "" if spot.count else " none", " ".join(lines), x, y, x, spot.count, x, name


def _projection(points: Sequence[Point]) -> tuple[Callable[[Point], Point], int]:
    """From longitude and latitude to the picture, north up, with distances alike in both directions; its height."""
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    wide, tall = (east - west) * cos(radians((north + south) / 2)) or 1e-9, (north - south) or 1e-9
    scale = (WIDTH - 2 * MARGIN) / max(wide, tall * 0.8)
    shrink = scale * cos(radians((north + south) / 2))

    def place(at: Point) -> Point:
        return round(MARGIN + (at[0] - west) * shrink, 1), round(MARGIN + (north - at[1]) * scale, 1)

    return place, round(tall * scale + 2 * MARGIN)
