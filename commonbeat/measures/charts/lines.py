"""Values with what chance makes of each: shares of 100, differences around nothing, or ratios around one.

A full disc is the value, the bar through it what chance alone makes of it, an open ring with a thin bar what stands
beside it. A bar that goes on beyond the scale ends in an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from commonbeat.measures.charts.paper import ACROSS, LETTERS, WIDTH, Scale, Tongue, line, room, shortened, svg, text
from commonbeat.measures.result import word

#: height of a row of words, of a value's drawing, of what stands above the first, and of the axis below the last
ROW, MARK, ABOVE, BELOW = 22, 34, 4, 44
#: how far below a value stands what is beside it, where that has bounds of its own
ASIDE = 14
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
    """One value with its bounds, each None where it cannot be told, and what stands ``beside`` it, likewise."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    beside: float | None = None
    beside_low: float | None = None
    beside_high: float | None = None


@dataclass(frozen=True)
class Lines:
    """All of them on one scale; ``axis`` says what it counts where the kind of scale does not, ``notes`` what is not
    drawn, each with how many."""

    kind: str
    lines: Sequence[Line]
    axis: str = ""
    key: tuple[str, str] = field(default=("", ""))
    notes: Sequence[tuple[str, int]] = ()

    def draw(self, title: str, tongue: Tongue) -> str:
        """The picture."""
        scale, key = self.scale(), self._key(tongue)
        apart = any(room(one.label) + len(self.told(one, tongue)) + 2 > ACROSS for one in self.lines)
        both = any(one.beside_low is not None for one in self.lines)
        each, top = ROW * (1 + apart) + MARK + ASIDE * both, ABOVE + ROW * len(key)
        bottom = top + each * len(self.lines)
        parts = [part for row in key for part in row]
        for number, one in enumerate(self.lines):
            parts += self._line(one, top + each * number, apart, scale, tongue)
        parts += self._axis(scale, bottom, tongue)
        notes = self.noted(tongue)
        parts += [text(0, bottom + BELOW + ROW * (1 + row), words) for row, words in enumerate(notes)]
        return svg(bottom + BELOW + ROW * (len(notes) + bool(notes)), title, self.described(tongue), parts)

    def noted(self, tongue: Tongue) -> list[str]:
        """What is not drawn, in words."""
        return [tongue.name(words).format(n=tongue.spell(many, 0)) for words, many in self.notes if many]

    def described(self, tongue: Tongue) -> str:
        """Every line in words, and what is counted."""
        axis = tongue.name(self.axis or AXIS[self.kind])
        told = [*(f"{one.label} {self.told(one, tongue)}" for one in self.lines), *self.noted(tongue)]
        return f"{axis}: " + "; ".join(told)

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
            line(f"M{nothing} {middle - 14}v{28 + ASIDE * (one.beside_low is not None)}", more=' opacity="0.5"'),
            text(0, top + LETTERS, shortened(one.label, ACROSS)),
            text(WIDTH, below + LETTERS, self.told(one, tongue), "end"),
        ]
        if one.low is not None and one.high is not None:
            parts.append(_bar(one.low, one.high, middle, scale, 2.5))
        if one.beside is not None:
            if one.beside_low is not None and one.beside_high is not None:
                parts.append(_bar(one.beside_low, one.beside_high, middle + ASIDE, scale, 1))
                parts.append(_ring(scale.at(one.beside), middle + ASIDE))
            else:
                parts.append(_ring(scale.at(one.beside), middle))
        parts.append(_disc(scale.at(one.value), middle))
        return parts

    def _key(self, tongue: Tongue) -> list[list[str]]:
        """What disc and ring mean, in rows as long as there is room; nothing where no ring is drawn."""
        if not any(one.beside is not None for one in self.lines):
            return []
        rows: list[list[str]] = []
        for number, words in enumerate(self.key):
            for part, row in enumerate(wrap(words, ACROSS - 4)):
                middle = ABOVE + ROW * len(rows) + 8
                mark = [_ring(8, middle) if number else _disc(8, middle)] if part == 0 else []
                rows.append([*mark, text(22, middle + 6, row)])
        return rows

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


def _bar(low: float, high: float, y: float, scale: Scale, width: float) -> str:
    """From bound to bound; where it goes on beyond the scale it ends in an arrow."""
    left, right = scale.at(low), scale.at(high)
    begins = f"M{left + 7:g} {y - 6:g}L{left:g} {y:g}l7 6" if low < scale.low else f"M{left:g} {y - 6:g}v12"
    ends = f"M{right - 7:g} {y - 6:g}L{right:g} {y:g}l-7 6" if high > scale.high else f"M{right:g} {y - 6:g}v12"
    return line(f"M{left:g} {y:g}H{right:g}{begins}{ends}", width)


def _disc(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="currentColor"/>'


def _ring(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="6" class="ground" stroke="currentColor" stroke-width="2"/>'
