"""The map as SVG: each shape stands for five people or more, each group has a shape of its own and its letter."""

from __future__ import annotations

from html import escape
from math import sqrt

from commonbeat.measures.opinions.findings import Findings, letter
from commonbeat.measures.opinions.sentences import headline

WIDTH, HEIGHT, EDGE = 720, 480, 36


def svg(found: Findings) -> str:
    """The picture, or nothing where there are no groups: a map without meaning is not drawn."""
    every = [dot for group in found.dots for dot in group]
    if len(every) < 2:
        return ""
    spread = max(
        max(abs(x) for x, _y, _n in every) / (WIDTH / 2 - EDGE),
        max(abs(y) for _x, y, _n in every) / (HEIGHT / 2 - EDGE),
    )
    most = max(people for _x, _y, people in every)
    parts = []
    for group, places in enumerate(found.dots):
        at = [(WIDTH / 2 + x / spread, HEIGHT / 2 - y / spread, people) for x, y, people in places]
        parts += [_shape(group, x, y, 4 + 6 * sqrt(people / most)) for x, y, people in at]
        whole = sum(people for _x, _y, people in at)
        middle = [sum(place[axis] * place[2] for place in at) / whole for axis in (0, 1)]
        at_middle = f'x="{middle[0]:.1f}" y="{middle[1] + 10:.1f}"'
        parts.append(f'<text {at_middle} class="letter" text-anchor="middle">{letter(group)}</text>')
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="map-title map-said" class="map">'
        f'<title id="map-title">Where people lie by their votes</title><desc id="map-said">{escape(headline(found))} '
        f"Each shape stands for five people or more; near each other means voting alike.</desc>{''.join(parts)}</svg>"
    )


def _shape(group: int, x: float, y: float, size: float) -> str:
    """A circle, square, triangle, diamond or cross."""
    if group == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" class="g0"/>'
    corners = {
        1: [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        2: [(0, -1.2), (1.1, 0.9), (-1.1, 0.9)],
        3: [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        4: [(-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2),
            (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)],
    }[group]  # fmt: skip
    points = " ".join(f"{x + size * 0.9 * dx:.1f},{y + size * 0.9 * dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" class="g{group}"/>'


SHAPES = ("circle", "square", "triangle", "diamond", "cross")
