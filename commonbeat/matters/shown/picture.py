"""The map as SVG, readable without color: each shape stands for five people or more, each group has its own shape.

Shapes lie as they were found: the drawing sets its own direction, so that a page from right to left does not turn it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonbeat.matters.shown.opinions import Answers, Result
from commonbeat.measures.opinions.told import LETTERS

#: room for a group's letter above its shapes
WIDTH, EDGE, ABOVE = 400, 24, 30
#: shape of each group, as a sentence names it, filled or open in turn
CORNERS = (
    (),
    ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    ((0, -1.25), (1.15, 0.9), (-1.15, 0.9)),
    ((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
    ((-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4),
     (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4)),
)  # fmt: skip


class Frame(NamedTuple):
    """How places are laid on the picture: the middle of what is drawn, the scale of both axes alike, the height."""

    x: float
    y: float
    scale: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return WIDTH / 2 + (x - self.x) / self.scale, ABOVE + (self.height - ABOVE) / 2 - (y - self.y) / self.scale


def _framed(every: Sequence[tuple[float, float, int | None]]) -> Frame:
    """The frame around these dots, as wide as the picture, or as high as it is wide."""
    across, up = [one[0] for one in every], [one[1] for one in every]
    wide, tall = max(across) - min(across), max(up) - min(up)
    scale = max(wide, tall, 1e-9) / (WIDTH - 2 * EDGE)
    height = tall / scale + 2 * EDGE + ABOVE
    return Frame((max(across) + min(across)) / 2, (max(up) + min(up)) / 2, scale, height)


def shapes() -> list[str]:
    """What the shape of each group is called."""
    return [_("full circles"), _("open squares"), _("full triangles"), _("open diamonds"), _("full crosses")]


def described(found: Result) -> list[str]:
    """Which group has which shape."""
    names = zip(found.letters, shapes(), strict=False)
    return [_("Group %(group)s: %(shape)s") % {"group": letter, "shape": shape} for letter, shape in names]


def drawing(found: Result, headline: str) -> SafeString:
    """The picture; nothing where there are no groups, since a map without meaning is not drawn."""
    every = [dot for places in found.dots for dot in places]
    if len(every) < 2:
        return SafeString()
    frame = _framed(every)
    most = max(people or 5 for _x, _y, people in every)
    parts, letters = [], []
    for group, places in enumerate(found.dots):
        at = [(*frame.at(x, y), people or 5) for x, y, people in places]
        parts += [_shape(group, x, y, 3 + 6 * sqrt(people / most)) for x, y, people in at]
        letters.append(_letter(group, [one[:2] for one in at]))
    return format_html(
        '<svg viewBox="0 0 {} {}" direction="ltr" role="img" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title><desc>{} {}</desc>{}</svg>",
        WIDTH,
        f"{frame.height:.0f}",
        _("Where people lie by their votes"),
        headline,
        " · ".join(described(found)),
        mark_safe("".join([*parts, *letters])),
    )


def _shape(group: int, x: float, y: float, size: float) -> str:
    look = 'fill="none" stroke="currentColor" stroke-width="2"' if group % 2 else 'fill="currentColor"'
    if not CORNERS[group]:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {look}/>'
    points = " ".join(f"{x + size * 0.9 * dx:.1f},{y + size * 0.9 * dy:.1f}" for dx, dy in CORNERS[group])
    return f'<polygon points="{points}" {look}/>'


def _letter(group: int, places: Sequence[tuple[float, float]]) -> str:
    """The group's letter above its topmost shape."""
    x, y = min(places, key=lambda one: one[1])
    return (
        f'<text x="{x:.1f}" y="{y - 14:.1f}" text-anchor="middle" font-size="24" font-weight="700" class="letter" '
        f'fill="currentColor">{LETTERS[group]}</text>'
    )


def bar(answers: Answers) -> SafeString:
    """Agree full, not sure light, disagree a line, from start to end; nothing where numbers are withheld."""
    if not answers.voted or answers.agree is None:
        return SafeString()
    agree, unsure = 100 * answers.agree / answers.voted, 100 * (answers.unsure or 0) / answers.voted
    return format_html(
        '<svg class="votes-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect y="4" width="100" height="2" fill="currentColor"/><rect width="{}" height="10" fill="currentColor"/>'
        '<rect x="{}" width="{}" height="10" class="ground"/>'
        '<rect x="{}" width="{}" height="10" fill="currentColor" opacity="0.3"/></svg>',
        *(f"{one:.1f}" for one in (agree, agree, unsure, agree, unsure)),
    )
