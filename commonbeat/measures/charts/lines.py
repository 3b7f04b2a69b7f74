"""Values with what chance makes of each: shares of 100, differences around nothing, or ratios around one.

A full disc is the value, the bar through it what chance alone makes of it, an open ring the plain number beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from commonbeat.measures.charts.paper import ACROSS, LETTERS, WIDTH, Scale, Tongue, line, room, shortened, svg, text
from commonbeat.measures.result import word

#: height of a row of words, of a value's drawing, of what stands above the first, and of the axis below the last
ROW, MARK, ABOVE, BELOW = 22, 34, 4, 44
#: how far a scale of differences (in 100) and of ratios may reach
REACHES = (1, 2, 5, 10, 20, 30, 40, 50, 75, 100)
FACTORS = (1.25, 1.5, 2, 3, 5, 10, 100)
SHARE, DIFFERENCE, RATIO = "share", "difference", "ratio"
#: kind of scale → what its axis counts
AXIS = {
    SHARE: word("of 100"),
    DIFFERENCE: word("difference, in 100"),
    RATIO: word("times as many"),
}


@dataclass(frozen=True)
class Line:
    """One value with its bounds, each None where it cannot be told, and the plain number ``beside`` it."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    beside: float | None = None


@dataclass(frozen=True)
class Lines:
    """All of them on one scale; ``axis`` says what it counts where the kind of scale does not."""

    kind: str
    lines: Sequence[Line]
    axis: str = ""
    key: tuple[str, str] = field(default=("", ""))

    def draw(self, title: str, tongue: Tongue) -> str:
        """The picture."""
        scale, keyed = self.scale(), any(one.beside is not None for one in self.lines)
        apart = any(room(one.label) + len(self.told(one, tongue)) + 2 > ACROSS for one in self.lines)
        each, top = ROW * (1 + apart) + MARK, ABOVE + 2 * ROW * keyed
        bottom = top + each * len(self.lines)
        parts = self._key(tongue) if keyed else []
        for number, one in enumerate(self.lines):
            parts += self._line(one, top + each * number, apart, scale, tongue)
        parts += self._axis(scale, bottom, tongue)
        return svg(bottom + BELOW, title, self.described(tongue), parts)

    def described(self, tongue: Tongue) -> str:
        """Every line in words, and what is counted."""
        axis = tongue.name(self.axis or AXIS[self.kind])
        return f"{axis}: " + "; ".join(f"{one.label} {self.told(one, tongue)}" for one in self.lines)

    def told(self, one: Line, tongue: Tongue) -> str:
        """A value and its bounds as a reader says them."""
        if one.low is None or one.high is None:
            return self.spelled(one.value, tongue)
        low, high = self.spelled(one.low, tongue), self.spelled(one.high, tongue)
        return tongue.name(word("{value} ({low} to {high})")).format(
            value=self.spelled(one.value, tongue), low=low, high=high
        )

    def spelled(self, value: float, tongue: Tongue) -> str:
        if self.kind == RATIO:
            return tongue.spell(value, 2)
        return tongue.signed(100 * value, 1) if self.kind == DIFFERENCE else tongue.spell(100 * value, 0)

    def scale(self) -> Scale:
        """From nothing to all for shares; for the others as far to either side as the largest value needs."""
        if self.kind == SHARE:
            return Scale(0, 1, (0, 0.25, 0.5, 0.75, 1))
        ends = [end for one in self.lines for end in (one.value, one.low, one.high, one.beside) if end is not None]
        if self.kind == RATIO:
            far = max((max(end, 1 / end) for end in ends if end > 0), default=1)
            reach = next((one for one in FACTORS if one >= far), FACTORS[-1])
            return Scale(1 / reach, reach, (1 / reach, 1, reach), ratio=True)
        far = max((100 * abs(end) for end in ends), default=1)
        reach = next((one for one in REACHES if one >= far), REACHES[-1]) / 100
        return Scale(-reach, reach, (-reach, 0, reach))

    def _line(self, one: Line, top: float, apart: bool, scale: Scale, tongue: Tongue) -> list[str]:
        """The label and the value in words, in a row each where one is too short, and below them the value drawn."""
        below = top + ROW * apart
        middle, nothing = below + ROW + MARK / 2 - 4, scale.at(1 if self.kind == RATIO else 0)
        parts = [
            line(f"M{nothing} {middle - 14}v28", more=' opacity="0.5"'),
            text(0, top + LETTERS, shortened(one.label, ACROSS)),
            text(WIDTH, below + LETTERS, self.told(one, tongue), "end"),
        ]
        if one.low is not None and one.high is not None:
            low, high = scale.at(one.low), scale.at(one.high)
            parts.append(line(f"M{low} {middle}H{high}M{low} {middle - 6}v12M{high} {middle - 6}v12", 2.5))
        if one.beside is not None:
            parts.append(_ring(scale.at(one.beside), middle))
        parts.append(f'<circle cx="{scale.at(one.value)}" cy="{middle}" r="6" fill="currentColor"/>')
        return parts

    def _key(self, tongue: Tongue) -> list[str]:
        """What disc and ring mean."""
        disc, ring = (tongue.name(one) for one in self.key)
        return [
            f'<circle cx="8" cy="{ABOVE + 8}" r="6" fill="currentColor"/>',
            text(22, ABOVE + 14, disc),
            _ring(8, ABOVE + ROW + 8),
            text(22, ABOVE + ROW + 14, ring),
        ]

    def _axis(self, scale: Scale, bottom: float, tongue: Tongue) -> list[str]:
        """The scale below all lines, its ends and its middle named, and what it counts."""
        parts = [line(f"M{scale.at(scale.low)} {bottom}H{scale.at(scale.high)}", more=' opacity="0.5"')]
        for number, tick in enumerate(scale.ticks):
            at = scale.at(tick)
            anchor = "start" if number == 0 else "end" if number == len(scale.ticks) - 1 else "middle"
            parts.append(line(f"M{at} {bottom}v6"))
            named = tongue.signed(100 * tick, 0) if self.kind == DIFFERENCE else self.spelled(tick, tongue)
            parts.append(text(0 if anchor == "start" else WIDTH if anchor == "end" else at, bottom + 22, named, anchor))
        parts.append(text(WIDTH, bottom + 40, tongue.name(self.axis or AXIS[self.kind]), "end"))
        return parts


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="6" class="ground" stroke="currentColor" stroke-width="2"/>'
