"""The terms of one area as a strip of small marks: each state has its own shape, so that no color is needed, and
each term the letter of its first month.

Months run in the reader's direction: the drawing is mirrored for languages that are written from right to left.
"""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from commonbeat.measures.cadence import Kept, State, Term

#: STEP is the width of a term, MARK that of a block, LOW where blocks stand, HIGH the whole with its letters
STEP, MARK, LOW, HIGH = 14, 11, 20, 31


def strip(kept: Kept, told: str) -> SafeString:
    """The strip as SVG, with the sentence that says the same."""
    wide = STEP * len(kept.terms)
    marks = format_html_join("", "{}", ((_mark(term, _at(number, wide)),) for number, term in enumerate(kept.terms)))
    return format_html(
        '<svg class="months" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}{}</svg>',
        told,
        wide,
        HIGH,
        wide,
        HIGH,
        format_html('<path class="line" d="M0 {}H{}"/>', LOW - 0.5, wide),
        marks,
    )


def _at(number: int, wide: int) -> int:
    return wide - STEP * (number + 1) if get_language_bidi() else STEP * number


def _mark(term: Term, x: int) -> SafeString:
    """Held is a full block, in a calendar alone an outline, called off a struck one, untold a half block.

    A year's first term has a tick, each term a letter.
    """
    left, top, low = x + 1, LOW - 1 - MARK, LOW - 1
    shapes = {
        State.HELD: format_html('<path class="held" d="M{} {}h{}v{}h-{}z"/>', left, top, MARK, MARK, MARK),
        State.LISTED: format_html(
            '<path class="listed" d="M{} {}h{}v{}h-{}z"/>', left + 0.5, top + 0.5, *[MARK - 1] * 3
        ),
        State.UNTOLD: format_html(
            '<path class="untold" d="M{} {}h{}v{}h-{}z"/>', left, low - MARK // 2, MARK, MARK // 2, MARK
        ),
        State.CANCELED: format_html(
            '<path class="struck" d="M{} {}h{}v{}h-{}zl{} {}"/>', left + 0.5, top + 0.5, *[MARK - 1] * 5
        ),
    }
    tick = format_html('<path class="tick" d="M{} 0v4"/>', x + 0.5) if term.first.month == 1 else ""
    month = date_format(term.first, "b")[:1].upper()
    letter = format_html('<text x="{}" y="{}">{}</text>', x + STEP / 2, HIGH - 1, month)
    return format_html("{}{}{}", shapes.get(term.state, ""), tick, letter)
