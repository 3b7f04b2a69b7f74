"""What every chart is drawn on: letters, scales, and the words and numbers of the reader's language.

One ink (the page's own), no color: a chart is read in the dark, in print, and by whoever sees no colors. It runs from
left to right on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from math import log
from typing import NamedTuple

#: the picture's own units: at a phone's width letters are about as large as small print
WIDTH, LETTERS, EDGE = 400, 17, 8
#: letters that fit across
ACROSS = 42


def _english(value: float, places: int) -> str:
    return f"{value:,.{places}f}"


@dataclass(frozen=True)
class Tongue:
    """How the reader's language says a label, and spells a number with so many places."""

    name: Callable[[str], str] = str
    spell: Callable[[float, int], str] = _english

    def signed(self, value: float, places: int) -> str:
        """With its sign, the true minus; nothing before zero."""
        text = self.spell(abs(value), places)
        nothing = self.spell(0, places)
        return text if text == nothing else f"{'−' if value < 0 else '+'}{text}"


class Scale(NamedTuple):
    """From a value to its place across: from ``low`` at the left to ``high``, with ``ticks``; ``ratio``: by factors."""

    low: float
    high: float
    ticks: tuple[float, ...]
    ratio: bool = False

    def at(self, value: float) -> float:
        value = min(max(value, self.low), self.high)
        part = (
            log(value / self.low) / log(self.high / self.low)
            if self.ratio
            else (value - self.low) / (self.high - self.low)
        )
        return round(EDGE + (WIDTH - 2 * EDGE) * part, 1)


def text(x: float, y: float, words: object, anchor: str = "start", weight: int = 400) -> str:
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{LETTERS}"{bold} fill="currentColor">'
        f"{escape(str(words))}</text>"
    )


def line(path: str, width: float = 1, more: str = "") -> str:
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="{width:g}"{more}/>'


def shortened(words: str, most: float) -> str:
    """As much as has room; the whole stands in the table. Capitals take more room."""
    if room(words) <= most:
        return words
    while room(words) > most - 1:
        words = words[:-1]
    return words.rstrip() + "…"


def room(words: str) -> float:
    """How wide words are, in letters of ordinary width."""
    return sum(1.3 if letter.isupper() else 1 for letter in words)


def svg(height: float, title: str, described: str, parts: Iterable[str]) -> str:
    """The picture, with its title and what it shows for whoever cannot see it."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" direction="ltr" role="img" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title><desc>{escape(described)}</desc>{''.join(parts)}</svg>"
    )
