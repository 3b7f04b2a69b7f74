"""Which picture tells a result best: made from the rows that it may show, so that no picture shows more than they do.

Few kinds, one file each: values with what chance makes of them, the ladder as bars, and the hours of the week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from commonbeat.measures.charts.ladder import Bar, Ladder
from commonbeat.measures.charts.lines import DIFFERENCE, RATIO, SHARE, Line, Lines
from commonbeat.measures.charts.paper import Tongue
from commonbeat.measures.charts.week import Week
from commonbeat.measures.result import ALL, Verdict, word

Rows = Sequence[Mapping[str, Any]]
#: lines that one picture holds; the others stand in its table
MOST = 9
FURTHER, WITHHELD = word("Not drawn, in the table: {n}"), word("Withheld, few people: {n}")


class Drawing(Protocol):
    """A picture that can be drawn in a reader's language."""

    def draw(self, title: str, tongue: Tongue) -> str: ...


def drawing(measure: str, rows: Rows, tongue: Tongue) -> Drawing | None:
    """The picture of a result's rows; None where nothing can be drawn, since a picture without a value says nothing."""
    return DRAWN.get(measure, _as_found)(rows, tongue)


def _line(row: Mapping[str, Any], label: str, value: str, beside: str = "", after: str = "") -> Line | None:
    """A row as a line; None where its value is withheld."""
    if row.get(value) is None:
        return None
    low, high = ("low", "high") if f"{after}_low" not in row else (f"{after}_low", f"{after}_high")
    return Line(label, row[value], row.get(low), row.get(high), row.get(beside))


def _lines(
    kind: str,
    found: Sequence[Line | None],
    axis: str = "",
    key: tuple[str, str] = ("", ""),
    withheld: int = 0,
    further: int = 0,
) -> Lines | None:
    """The first of them, and how many more there are, of which ``further`` cannot be drawn."""
    lines = [one for one in found if one]
    notes = ((FURTHER, len(lines[MOST:]) + further), (WITHHELD, withheld))
    return Lines(kind, lines[:MOST], axis, key, notes) if lines else None


def _shares(label: str, value: str) -> Callable[[Rows, Tongue], Drawing | None]:
    """Shares of 100 by one thing: all first, then what there is most of; the next thing where nothing else is told."""

    def drawn(rows: Rows, tongue: Tongue) -> Drawing | None:
        by = list(dict.fromkeys(row.get("by") for row in rows))
        parts = [[row for row in rows if row.get("by") == one] for one in by]
        told = {at: [row for row in part if row.get(value) is not None] for at, part in enumerate(parts)}
        at = next((at for at, some in told.items() if len(some) > 1), 0)
        drawn = sorted(told.get(at, []), key=lambda row: row[label] != ALL)
        found = [_line(row, tongue.name(str(row[label])), value) for row in drawn]
        return _lines(SHARE, found, withheld=len(parts[at]) - len(drawn) if parts else 0)

    return drawn


def _budget(rows: Rows, tongue: Tongue) -> Drawing | None:
    """Every line of the budget of time, in its order."""
    return (
        Lines(SHARE, [Line(tongue.name(row["time"]), row["share"], row["low"], row["high"]) for row in rows])
        if rows
        else None
    )


def _adjusted(rows: Rows, tongue: Tongue) -> Drawing | None:
    """Each group's difference among like stops, and the plain one beside it."""
    found = [_line(row, _against(row, tongue), "adjusted", "raw") for row in rows]
    key = (tongue.name(word("same offense, place and time of day")), tongue.name(word("all stops, as they are")))
    return _lines(DIFFERENCE, found, key=key)


def _against(row: Mapping[str, Any], tongue: Tongue) -> str:
    said = tongue.name(word("{group} beside {reference}"))
    return said.format(group=tongue.name(row["group"]), reference=tongue.name(row["reference"]))


def _explained(rows: Rows, tongue: Tongue) -> Drawing | None:
    """For the largest groups the gap, what goes with the mix, and what remains."""
    parts = (("gap", word("the gap")), ("mix", word("goes with the mix")), ("within", word("remains")))
    found = [
        _line(row, f"{tongue.name(row['group'])}: {tongue.name(name)}", part, after=part)
        for row in rows[: MOST // len(parts)]
        for part, name in parts
    ]
    return _lines(DIFFERENCE, found)


def _values(kind: str, label: str, value: str, axis: str = "") -> Callable[[Rows, Tongue], Drawing | None]:
    """One line for each row."""
    return lambda rows, tongue: _lines(kind, [_line(row, tongue.name(str(row[label])), value) for row in rows], axis)


def _ladder(rows: Rows, tongue: Tongue) -> Drawing | None:
    """All stops, then each group that can be told: the last of the things by which they are counted."""
    if not rows:
        return None
    by = rows[-1]["by"]
    rungs = [name for name in rows[-1] if name not in ("by", "of", ALL)]
    told = [row for row in rows if row["by"] == by and row[ALL] and any(row[rung] is not None for rung in rungs)]
    told = sorted(told, key=lambda row: row["of"] != ALL)
    bars = [Bar(tongue.name(row["of"]), row[ALL], [row[rung] for rung in rungs]) for row in told]
    return Ladder(rungs, bars[:MOST]) if bars else None


def _week(rows: Rows, tongue: Tongue) -> Drawing | None:
    """Every district's hours."""
    districts: dict[str, dict[int, float | None]] = {}
    for row in rows:
        districts.setdefault(tongue.name(row["district"]), {})[row["hour"]] = row["usable"]
    told = any(share is not None for hours in districts.values() for share in hours.values())
    return Week(districts) if told else None


def _signs(rows: Rows, tongue: Tongue) -> Drawing | None:
    """For each unit that has a verdict the rise in the last days, those with signs first, then the surest; and below
    it that of a series which no quota moves."""
    told = [(row, part) for row in rows if row["verdict"] != Verdict.TOO_FEW and (part := _last_days(row))]
    told = sorted(told, key=lambda one: (not one[0]["signs"], one[1]["interval"][1] - one[1]["interval"][0]))
    found = []
    for row, part in told:
        (low, high), (beside_low, beside_high) = part["interval"], part["placebo_interval"] or (None, None)
        label = tongue.name(row["unit"])
        found.append(Line(label, part["effect"], low, high, part["placebo"], beside_low, beside_high))
    series = dict.fromkeys(part["beside"] for _row, part in told[:MOST] if part["beside"])
    beside = tongue.name(word("what no quota moves: {series}")).format(series=", ".join(map(tongue.name, series)))
    key = (tongue.name(word("the last days")), beside)
    return _lines(DIFFERENCE, found, word("more, of 100"), key, further=len(rows) - len(told))


def _last_days(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The part of a unit that tells of the last days: the one that decides, else the first."""
    parts = [one for one in row["parts"] if one["test"] == "more in the last days"]
    return next((one for one in parts if one["period"] == row["period"]), parts[0] if parts else None)


def _as_found(rows: Rows, tongue: Tongue) -> Drawing | None:
    """A measure without a picture of its own: its shares, differences or ratios, where rows name them so."""
    for kind in (SHARE, DIFFERENCE, RATIO):
        if rows and {kind, "low", "high"} <= set(rows[0]):
            label = next(iter(rows[0]))
            return _lines(kind, [_line(row, tongue.name(str(row[label])), kind) for row in rows])
    return None


#: measure → its picture
DRAWN: dict[str, Callable[[Rows, Tongue], Drawing | None]] = {
    "least-harm": _shares("of", "share"),
    "what-if": _shares("offense", "share"),
    "ladder": _ladder,
    "adjusted": _adjusted,
    "explained": _explained,
    "veil": _values(RATIO, "group", "odds", word("odds in daylight, times those in the dark")),
    "net-widening": _values(RATIO, "what", "ratio"),
    "charge-shift": _values(DIFFERENCE, "offense", "rise"),
    "time-budget": _budget,
    "usable-time": _week,
    "quota-signs": _signs,
}
