"""How stops ended, as one bar of 100 for each group: the gentlest outcome light, the harshest full ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonbeat.measures.charts.paper import ACROSS, LETTERS, WIDTH, Tongue, shortened, svg, text
from commonbeat.measures.result import word

EACH, KEY = 70, 26
#: a part narrower than this has no room for its number; it stands in the table
ROOM = 26


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
        hidden = any(None in bar.rungs for bar in self.bars)
        names = [tongue.name(rung) for rung in self.rungs] + [tongue.name(word("withheld"))] * hidden
        parts = []
        for number, name in enumerate(names):
            x, y = (number % 2) * WIDTH / 2, KEY * (number // 2)
            parts.append(self._box(x + 1, y + 2, 16, 16, number))
            parts.append(text(x + 24, y + LETTERS, shortened(name, ACROSS // 2 - 3)))
        top = KEY * ((len(names) + 1) // 2) + 8
        for number, bar in enumerate(self.bars):
            parts += self._bar(bar, top + EACH * number, tongue)
        return svg(top + EACH * len(self.bars), title, self.described(tongue), parts)

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

    def _bar(self, bar: Bar, top: float, tongue: Tongue) -> list[str]:
        """The label, the bar, and under each part that has room how many of 100."""
        of_all = tongue.spell(bar.whole, 0)
        parts = [
            text(0, top + LETTERS, shortened(bar.label, ACROSS - len(of_all) - 2)),
            text(WIDTH, top + LETTERS, of_all, "end"),
        ]
        x, told = 0.0, sum(count or 0 for count in bar.rungs)
        for number, count in [*enumerate(bar.rungs), (len(self.rungs), bar.whole - told)]:
            wide = WIDTH * (count or 0) / bar.whole
            if wide:
                parts.append(self._box(x + 0.5, top + 24, max(wide - 1, 0.5), 18, number))
                if wide >= ROOM and number < len(self.rungs):
                    parts.append(text(x + wide / 2, top + 58, self.share(count, bar, tongue), "middle"))
            x += wide
        return parts

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
