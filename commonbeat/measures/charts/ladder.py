"""How stops ended, as one bar of 100 for each group: the gentlest outcome light, the harshest full ink.

Neighboring inks are hard to tell apart: every rung has its place on the ladder as a number, in the key and at its part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from commonbeat.measures.charts.paper import ACROSS, LETTERS, WIDTH, Tongue, room, shortened, svg, text
from commonbeat.measures.result import word

EACH, KEY, ROW = 70, 26, 22
#: a letter's width; a part in which its words have no room is told in a row below the bar
LETTER = 9


@dataclass(frozen=True)
class Bar:
    """One bar: its label, how many in all, and how many on each rung; None is withheld."""

    label: str
    whole: int
    rungs: Sequence[int | None]


@dataclass(frozen=True)
class Ladder:
    """The bars, on the rungs that occur, the gentlest first."""

    rungs: Sequence[str]
    bars: Sequence[Bar]

    def draw(self, title: str, tongue: Tongue) -> str:
        """The picture."""
        key, top = self._key(tongue)
        parts = key
        for bar in self.bars:
            drawn, high = self._bar(bar, top, tongue)
            parts += drawn
            top += high
        parts.append(text(WIDTH, top + LETTERS, tongue.name(word("outcome: how many of 100")), "end"))
        return svg(top + ROW, title, self.described(tongue), parts)

    def described(self, tongue: Tongue) -> str:
        """Every bar in words."""
        return "; ".join(
            f"{bar.label} ({tongue.spell(bar.whole, 0)}): "
            + ", ".join(
                f"{tongue.name(rung)} {self.share(count, bar, tongue)}"
                for rung, count in zip(self.rungs, bar.rungs, strict=True)
            )
            for bar in self.bars
        )

    def share(self, count: int | None, bar: Bar, tongue: Tongue) -> str:
        return tongue.name(word("withheld")) if count is None else tongue.spell(100 * count / bar.whole, 0)

    def _key(self, tongue: Tongue) -> tuple[list[str], float]:
        """The rungs in their order, down one column or two, and how high they stand."""
        names = [f"{number} {tongue.name(rung)}" for number, rung in enumerate(self.rungs, start=1)]
        names += [tongue.name(word("withheld"))] * any(None in bar.rungs for bar in self.bars)
        columns = 2 if all(room(name) <= ACROSS // 2 - 3 for name in names) else 1
        rows = -(-len(names) // columns)
        parts = []
        for number, name in enumerate(names):
            x, y = number // rows * WIDTH / 2, KEY * (number % rows)
            parts.append(self._box(x + 1, y + 2, 16, 16, number))
            parts.append(text(x + 24, y + LETTERS, shortened(name, ACROSS // columns - 3)))
        return parts, KEY * rows + 8

    def _bar(self, bar: Bar, top: float, tongue: Tongue) -> tuple[list[str], float]:
        """The label, the bar, how many of 100 each part is: under it where there is room, else in rows below; and how
        high all that stands."""
        of_all = tongue.spell(bar.whole, 0)
        parts = [
            text(0, top + LETTERS, shortened(bar.label, ACROSS - len(of_all) - 2)),
            text(WIDTH, top + LETTERS, of_all, "end"),
        ]
        x, told, narrow = 0.0, sum(count or 0 for count in bar.rungs), []
        for number, count in [*enumerate(bar.rungs), (len(self.rungs), bar.whole - told)]:
            wide = WIDTH * (count or 0) / bar.whole
            if wide:
                parts.append(self._box(x + 1, top + 24, max(wide - 2, 0.5), 18, number))
                if number < len(self.rungs):
                    words = f"{number + 1}: {self.share(count, bar, tongue)}"
                    if wide >= LETTER * len(words):
                        parts.append(text(x + wide / 2, top + 58, words, "middle"))
                    else:
                        narrow.append(words.replace(" ", "\N{NO-BREAK SPACE}"))
            x += wide
        rows = wrap(" ".join(f"{words};" for words in narrow).rstrip(";"), ACROSS)
        parts += [text(0, top + 58 + ROW * (row + 1), words) for row, words in enumerate(rows)]
        return parts, EACH + ROW * len(rows)

    def _box(self, x: float, y: float, wide: float, high: float, rung: int) -> str:
        """A part of a bar: the more harm the more ink; what is withheld is an empty frame, dashed."""
        if rung == len(self.rungs):
            look = 'fill="none" stroke-dasharray="3 3"'
        else:
            ink = rung / max(len(self.rungs) - 1, 1)
            look = f'fill="currentColor" fill-opacity="{ink:.2f}"'
        return (
            f'<rect x="{x:.1f}" y="{y:g}" width="{wide:.1f}" height="{high}" {look} stroke="currentColor" '
            'stroke-width="1"/>'
        )
