"""Planned time as a bar for each month: full where it was kept, an outline where broken, dashed where nobody said.

The drawing runs from left to right in every language, as its letters do.
"""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonbeat.records.shown.protected import Kept

WIDE, LEFT, RIGHT, STEP, HIGH, LETTERS = 400, 84, 80, 30, 16, 17


def month_bars(months: dict[date, Kept], told: str) -> SafeString:
    """The chart as SVG, with the sentence that says the same."""
    scale = (WIDE - LEFT - RIGHT) / max((one.planned for one in months.values()), default=1)
    lines = format_html_join(
        "", "{}", ((_line(month, one, at * STEP, scale),) for at, (month, one) in enumerate(months.items()))
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" direction="ltr" role="img" xmlns="http://www.w3.org/2000/svg">'
        '<title>{}</title><path d="M{} 0V{}" stroke="currentColor"/>{}</svg>',
        WIDE,
        STEP * len(months),
        told,
        LEFT - 0.5,
        STEP * len(months),
        lines,
    )


def _line(month: date, one: Kept, top: float, scale: float) -> SafeString:
    ends = LEFT + one.planned * scale
    parts = [(one.kept, "1", "0"), (one.broken_in_all, "0", "0"), (one.not_known, "0", "3")]
    left, boxes = float(LEFT), []
    for count, fill, dash in parts:
        if count:
            boxes.append((round(left + 1, 1), top + 7, round(count * scale - 2, 1), HIGH, fill, dash))
        left += count * scale
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}" fill="currentColor" fill-opacity="{}" stroke="currentColor"'
        ' stroke-dasharray="{}"/>',
        boxes,
    )
    name, many = date_format(month, "M y"), _("%(part)s of %(whole)s") % {"part": one.kept, "whole": one.planned}
    words = '<text x="{}" y="{}" text-anchor="{}" font-size="{}" fill="currentColor">{}</text>'
    texts = ((LEFT - 8, top + 21, "end", LETTERS, name), (round(ends + 7, 1), top + 21, "start", LETTERS, many))
    return format_html("{}{}", bars, format_html_join("", words, texts))
