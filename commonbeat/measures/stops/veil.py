"""The veil of darkness: who is stopped in daylight and in the dark, at the same time of the evening.

Needs: stops with date, time and perceived group, and where the sun sets; district and officer where they are recorded.
Reads as: "at the same time of the evening, the odds that a stopped driver was Black were 0.93 times as high in
daylight".
Take care: this is the third look, by another way of asking; it is not "the bias" either. It asks only whether seeing
who drives goes with who is stopped. Street lamps, other people on the road in winter, and cars that tell of their owner
weaken it: no difference is not the proof of fairness, and a difference may run in either direction.
Source: J. Grogger and G. Ridgeway, Testing for racial profiling in traffic stops from behind a veil of darkness, JASA
101 (2006); E. Pierson et al., Nature Human Behaviour 4 (2020): sunset to dusk left out, a natural spline of clock time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any

import numpy as np

from commonbeat.measures.intervals import Z95
from commonbeat.measures.many import false_discovery_rate
from commonbeat.measures.regression import Effect, natural_spline, odds
from commonbeat.measures.result import Result, Said, Verdict, is_small, left_out, say, unless_small, word
from commonbeat.measures.rows import Cells, count_rows, total
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable
from commonbeat.measures.stops.counting import in_bunches, records, stopped_once
from commonbeat.measures.stops.pairs import reference_of
from commonbeat.measures.stops.sky import DARK, LIGHT, in_sky
from commonbeat.measures.table import Table, counts

NAME = "veil"
#: fewer stops of a group in daylight or in the dark, and fewer officers or days, are not compared
ENOUGH, CLUSTERS = 20, 30
#: bends of the curve over clock time
FREEDOM = 6
FALSE_DISCOVERIES = 0.05


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it."""
    rows = stopped_once(records(table, settings), table, settings)
    return counts(
        in_bunches(in_sky(rows, settings)),
        ["light", "quarter", "near", "district", settings.compare, "cluster"],
    )


@dataclass(frozen=True)
class Look:
    """One group beside the reference: the effect of daylight on the odds that it is the group, if it can be told."""

    group: str
    reference: str
    effect: Effect | None
    near: Effect | None = None


def crude(light: tuple[int, int], dark: tuple[int, int]) -> tuple[float, float, float]:
    """The odds ratio of daylight to dark from (group, reference) counts, with its 95 % interval (Woolf's)."""
    ratio = log(light[0] / light[1]) - log(dark[0] / dark[1])
    half = Z95 * sqrt(sum(1 / count for count in (*light, *dark)))
    return exp(ratio), exp(ratio - half), exp(ratio + half)


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The odds, from counts by ``light`` (light, dark, or why neither), ``quarter`` (minutes of the day, in quarters of
    an hour), ``near`` (within a month of the change of clocks), district, group and officer or day (``cluster``)."""
    used, excluded = _used(cells, settings.compare)
    looks = _looks(used, settings)
    able = [one for one in looks if one.effect]
    q = _false_discoveries(able)
    headline = min(able, key=lambda one: q[one.group], default=None)
    if headline and q[headline.group] >= FALSE_DISCOVERIES:
        headline = able[0]
    effect = headline.effect if headline else None
    differs = Verdict.DIFFERENT if q and min(q.values()) < FALSE_DISCOVERIES else Verdict.NOT_SEEN
    return Result(
        measure=NAME,
        sentence=_sentence(headline, q),
        verdict=differs if able else Verdict.TOO_FEW,
        unit="odds ratio",
        value=effect.ratio if effect else None,
        interval=effect.interval if effect else (None, None),
        n=unless_small(total(used)),
        excluded=left_out(excluded),
        rows=_rows(used, looks, q),
        smallest=exp(detectable(effect.error)) if effect else _at_best(used, looks),
        known=[
            say("This is one of three looks: raw, adjusted, and by another way of asking. None of them is the bias.")
        ],
        unknown=[
            say("Whether officers could see who drove: street lamps and the make of a car tell of people as well.")
        ],
        would_help=[
            say(
                "More evenings: at least {least} stops of each of two groups, in daylight and in the dark, in "
                "districts where both are stopped, on {days} days or by {days} officers.",
                least=ENOUGH,
                days=CLUSTERS,
            )
        ],
        sources=sources,
    )


def _looks(used: Sequence[Any], settings: Settings) -> list[Look]:
    """Every group beside the reference, the largest first."""
    sizes: Counter[str] = Counter()
    for cell in used:
        sizes[cell["group"]] += cell["n"]
    if not sizes:
        return []
    reference = reference_of(sizes, settings)
    return [look(used, group, reference) for group, _n in sizes.most_common() if group != reference]


def look(cells: Sequence[Any], group: str, reference: str) -> Look:
    """One group beside the reference, over all evenings and over those around the change of clocks."""
    pair = [cell for cell in cells if cell["group"] in (group, reference)]
    return Look(group, reference, effect_of(pair, group), effect_of([cell for cell in pair if cell["near"]], group))


def effect_of(pair: Sequence[Any], group: str) -> Effect | None:
    """What daylight does to the odds of being of the group, at the same time in the same district; None: too few."""
    pair = _in_shared_districts(pair, group)
    if min(_counts(pair, group)) < ENOUGH or len({cell["cluster"] for cell in pair}) < CLUSTERS:
        return None
    n = np.array([cell["n"] for cell in pair])
    light = np.array([cell["light"] == LIGHT for cell in pair], float)
    mine = np.array([cell["group"] == group for cell in pair])
    curve = natural_spline([cell["quarter"] for cell in pair], FREEDOM, n)
    names, place = np.unique([str(cell["district"]) for cell in pair], return_inverse=True)
    columns = np.column_stack([light, curve, np.eye(len(names))[place][:, 1:]])
    return odds(n * mine, n, columns, [str(cell["cluster"]) for cell in pair])


def _at_best(used: Sequence[Any], looks: Sequence[Look]) -> float | None:
    """The smallest odds ratio that the largest group's counts could have shown if every stop were on its own."""
    if not looks:
        return None
    counts = _counts([cell for cell in used if cell["group"] in (looks[0].group, looks[0].reference)], looks[0].group)
    if min(counts) == 0 or any(map(is_small, counts)):
        return None
    return exp(detectable(sqrt(sum(1 / count for count in counts))))


def _counts(pair: Sequence[Any], group: str) -> list[int]:
    """How many of the group and of the reference in daylight, then in the dark."""
    seen: Counter[tuple[str, bool]] = Counter()
    for cell in pair:
        seen[cell["light"], cell["group"] == group] += cell["n"]
    return [seen[light, mine] for light in (LIGHT, DARK) for mine in (True, False)]


def _in_shared_districts(pair: Sequence[Any], group: str) -> list[Any]:
    """Without the districts in which only one of the two was stopped: they say nothing about light and dark."""
    seen: dict[Any, set[bool]] = {}
    for cell in pair:
        seen.setdefault(cell["district"], set()).add(cell["group"] == group)
    return [cell for cell in pair if len(seen[cell["district"]]) == 2]


def _used(cells: Cells, compare: str) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The cells that are in daylight or in the dark with a known group and officer; the others by reason."""
    used: list[dict[str, Any]] = []
    excluded: Counter[str] = Counter()
    for cell in cells:
        if cell["light"] not in (LIGHT, DARK):
            excluded[cell["light"]] += cell["n"]
        elif cell[compare] is None or cell["cluster"] is None:
            excluded[word("group unknown") if cell[compare] is None else word("officer unknown")] += cell["n"]
        else:
            used.append({**cell, "group": str(cell[compare])})
    return used, dict(excluded)


def _false_discoveries(able: Sequence[Look]) -> dict[str, float]:
    if not able:
        return {}
    p = np.array([one.effect.p for one in able if one.effect])
    return dict(zip([one.group for one in able], false_discovery_rate(p).tolist(), strict=True))


def _sentence(headline: Look | None, q: dict[str, float]) -> Said:
    if not headline or not headline.effect:
        return say("Too few to say whether who is stopped differs between daylight and dark.")
    effect = headline.effect
    low, high = effect.interval
    named = {"group": headline.group, "reference": headline.reference, "ratio": effect.ratio, "low": low, "high": high}
    if q[headline.group] >= FALSE_DISCOVERIES:
        return say(
            "At the same time of the evening no difference between daylight and dark was seen in the odds that a "
            "stopped person was {group} and not {reference}: {ratio:.2f} times as high, between {low:.2f} and "
            "{high:.2f}.",
            **named,
        )
    return say(
        "At the same time of the evening the odds that a stopped person was {group} and not {reference} were "
        "{ratio:.2f} times as high in daylight as in the dark, between {low:.2f} and {high:.2f}.",
        **named,
    )


def _rows(used: Cells, looks: Sequence[Look], q: dict[str, float]) -> list[dict[str, Any]]:
    """Counts of each group in daylight and in the dark, and what daylight does to the odds."""
    counts: dict[str, list[int]] = {}
    for cell in used:
        counts.setdefault(cell["group"], [0, 0])[cell["light"] == DARK] += cell["n"]
    by_group = {one.group: one for one in looks}
    rows = count_rows("group", [LIGHT, DARK], counts)
    for row in rows:
        one = by_group.get(row["group"])
        row["q"] = q.get(row["group"])
        for name, effect in (("", one.effect if one else None), ("_near_change", one.near if one else None)):
            low, high = effect.interval if effect else (None, None)
            row |= {f"odds{name}": effect.ratio if effect else None, f"low{name}": low, f"high{name}": high}
    return rows
