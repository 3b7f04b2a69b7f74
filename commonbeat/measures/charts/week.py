"""Usable minutes of each hour of the week: a small field for each district, days downward, hours across.

The more minutes, the more ink; an empty field with a stroke is withheld, no field at all is no patrol.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonbeat.measures.charts.paper import ACROSS, LETTERS, WIDTH, Tongue, line, shortened, svg, text
from commonbeat.measures.result import word

DAYS = (word("Mon"), word("Tue"), word("Wed"), word("Thu"), word("Fri"), word("Sat"), word("Sun"))
#: where classes of minutes begin
CLASSES = (0, 10, 20, 30, 40)
HOURS, SIDE, LEFT, KEY, WITHHELD = 24, 14, 56, 48, -1
EACH = LETTERS + 8 + 7 * SIDE + 34


@dataclass(frozen=True)
class Week:
    """By district: hour of the week (0 is Monday from midnight) → share of the hour that can be used; None withheld."""

    districts: Mapping[str, Mapping[int, float | None]]

    def draw(self, title: str, tongue: Tongue) -> str:
        """The picture."""
        parts = self._key(tongue)
        for number, (name, hours) in enumerate(self.districts.items()):
            parts += self._district(name, hours, KEY + EACH * number, tongue)
        return svg(KEY + EACH * len(self.districts), title, self.described(tongue), parts)

    def described(self, tongue: Tongue) -> str:
        """For each district the day and hour with most and with least; every hour stands in the table."""
        lines = []
        for name, hours in self.districts.items():
            told = {hour: share for hour, share in hours.items() if share is not None}
            if told:
                most, least = max(told, key=lambda hour: told[hour]), min(told, key=lambda hour: told[hour])
                said = tongue.name(word("{district}: most on {most}, least on {least}"))
                lines.append(said.format(district=name, most=when(most, tongue), least=when(least, tongue)))
        return "; ".join(lines)

    def _key(self, tongue: Tongue) -> list[str]:
        """What each depth of ink means."""
        wide = WIDTH / len(CLASSES)
        parts = [text(0, LETTERS - 2, tongue.name(word("usable minutes of each hour")))]
        for number, first in enumerate(CLASSES):
            parts.append(_fields([(number * wide + 1, 26)], number))
            last = CLASSES[number + 1] - 1 if number + 1 < len(CLASSES) else 60
            parts.append(text(number * wide + SIDE + 6, 38, f"{first}–{last}"))
        return parts

    def _district(self, name: str, hours: Mapping[int, float | None], top: float, tongue: Tongue) -> list[str]:
        """One field of 7 × 24, with the days and some hours named."""
        parts = [text(0, top + LETTERS + 6, shortened(name, ACROSS), weight=650)]
        top += LETTERS + 14
        for day, named in enumerate(DAYS):
            if day % 2 == 0:
                parts.append(text(LEFT - 6, top + SIDE * (day + 1) - 1, tongue.name(named), "end"))
        classes: dict[int, list[tuple[float, float]]] = {}
        for hour, share in hours.items():
            at = LEFT + SIDE * (hour % HOURS), top + SIDE * (hour // HOURS)
            classes.setdefault(WITHHELD if share is None else class_of(60 * share), []).append(at)
        parts += [_fields(places, number) for number, places in sorted(classes.items())]
        for hour in (0, 6, 12, 18):
            parts.append(text(LEFT + SIDE * hour, top + SIDE * 7 + LETTERS, hour))
        return parts


def class_of(minutes: float) -> int:
    """Which class so many minutes are in."""
    return max(number for number, first in enumerate(CLASSES) if round(minutes) >= first)


def when(hour: int, tongue: Tongue) -> str:
    """An hour of the week in words: Tue 14–15."""
    return f"{tongue.name(DAYS[hour // HOURS])} {hour % HOURS}–{hour % HOURS + 1}"


def _fields(places: Sequence[tuple[float, float]], number: int) -> str:
    """All fields of one class as one shape, so that a page with many districts stays light."""
    if number == WITHHELD:
        return line("".join(f"M{x:g} {y + SIDE - 1:g}l{SIDE - 1} {1 - SIDE}" for x, y in places), 1, ' opacity="0.6"')
    path = "".join(f"M{x:g} {y:g}h{SIDE - 1}v{SIDE - 1}h{1 - SIDE}z" for x, y in places)
    ink = number / (len(CLASSES) - 1)
    return f'<path d="{path}" fill="currentColor" fill-opacity="{ink:g}" stroke="currentColor" stroke-width="0.5"/>'
