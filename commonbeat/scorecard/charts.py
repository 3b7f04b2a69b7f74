"""Charts as SVG from numbers: labels at the curve, no legend, readable without color.

Days run from left to right on every page: the drawing sets its own direction, or anchors of letters would turn with
the page's and lay them over the axis.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from commonbeat.measures.survival import Curve

WIDTH, HEIGHT, LEFT, BELOW, ABOVE, RIGHT = 400, 260, 58, 52, 38, 16
#: the size of letters, which a screen's width and the style sheet keep near that of the text around
LETTERS = 17


def waiting(curve: Curve) -> SafeString:
    """The share that still waits, falling in steps over the days, with its interval shaded and its median named."""
    last = max((step.days for step in curve.steps), default=1) or 1

    def x(days: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * days / last, 1)

    def y(part: float) -> float:
        return round(ABOVE + (HEIGHT - ABOVE - BELOW) * (1 - part), 1)

    line, low, high = [(x(0), y(1))], [(x(0), y(1))], [(x(0), y(1))]
    for step in curve.steps:
        for track, part in ((line, step.waiting), (low, step.low), (high, step.high)):
            track += [(x(step.days), track[-1][1]), (x(step.days), y(part))]
    parts = [_band(low, high), _path(line), *_axes(last, x, y), *_labels(curve, x, y)]
    return format_html(
        '<svg viewBox="0 0 {} {}" direction="ltr" role="img" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        WIDTH,
        HEIGHT,
        _("The share of comments that still wait for a reply, by days since they came"),
        described(curve),
        mark_safe("".join(parts)),
    )


def described(curve: Curve) -> str:
    """The curve in a sentence, for those who cannot see it."""
    if not curve.steps:
        return _("Of %(n)s comments none has a reply yet.") % {"n": curve.cases}
    end = curve.steps[-1]
    said = {"n": curve.cases, "share": round(100 * end.waiting), "days": int(end.days)}
    return (
        _(
            "Of %(n)s comments %(share)s percent still waited after %(days)s days. "
            "The band shows what chance alone could make of comments like these."
        )
        % said
    )


def _labels(curve: Curve, x: Callable[[float], float], y: Callable[[float], float]) -> list[str]:
    """Where half have their reply, named beside the curve."""
    if curve.median is None:
        return []
    at, middle, early = x(curve.median), y(0.5), x(curve.median) < WIDTH * 0.5
    words = _("half replied by day %(days)s") % {"days": int(curve.median)}
    dx, dy, anchor = (12, -8, "start") if early else (-12, 20, "end")  # a falling curve leaves these corners free
    return [
        f'<circle cx="{at}" cy="{middle}" r="5" fill="currentColor"/>',
        _lettering(at + dx, middle + dy, anchor, words),
    ]


def _points(track: list[tuple[float, float]]) -> str:
    return " ".join(f"{a},{b}" for a, b in track)


def _band(low: list[tuple[float, float]], high: list[tuple[float, float]]) -> str:
    return f'<polygon points="{_points(high)} {_points(low[::-1])}" fill="currentColor" opacity="0.12"/>'


def _path(line: list[tuple[float, float]]) -> str:
    return f'<polyline points="{_points(line)}" fill="none" stroke="currentColor" stroke-width="2.5"/>'


def _lettering(x: float, y: float, anchor: str, words: object) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{LETTERS}" fill="currentColor">{escape(words)}</text>'
    )


def _axes(last: float, x: Callable[[float], float], y: Callable[[float], float]) -> list[str]:
    """The two axes with zero shown, few labels, and what each of them counts."""
    made = [f'<path d="M{x(0)} {y(1)}V{y(0)}H{x(last)}" fill="none" stroke="currentColor" opacity="0.5"/>']
    made += [_lettering(LEFT - 8, y(part) + 6, "end", f"{part:.0%}") for part in (1, 0.5, 0)]
    made += [_lettering(x(days), HEIGHT - 28, "middle", int(days)) for days in sorted({0, int(last / 2), int(last)})]
    made.append(_lettering(0, LETTERS, "start", _("share still waiting")))
    made.append(_lettering(x(last), HEIGHT - 6, "end", _("days since the comment")))
    return made
