"""How much of the gap between two groups goes with what they were stopped for, where and when.

Needs: stops or citations with outcome, offense and perceived group; district, time and officer where they are recorded.
Reads as: "of a gap of 6 in 100, two go with a different mix of offenses, districts and hours; four remain within them".
Take care: "goes with" is not "is justified by": where a group is stopped more for small things in certain districts,
that is itself a question. What remains is not "the bias". Only strata in which both groups occur can be compared.
Source: E. M. Kitagawa, Components of a difference between two rates, JASA 50 (1955); D. Neumark (1988) for the rates of
both groups together as the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from commonbeat.measures.decomposition import of_counts
from commonbeat.measures.leave_one_out import Estimate
from commonbeat.measures.result import Result, Said, Verdict, left_out, say, unless_small, word
from commonbeat.measures.rows import Cells, total
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable, detectable_shares
from commonbeat.measures.stops import pairs
from commonbeat.measures.stops.counting import alike
from commonbeat.measures.stops.eligible import judge, without
from commonbeat.measures.stops.pairs import GROUP, GROUP_LEAST, REFERENCE, REFERENCE_LEAST, Floats, Pair
from commonbeat.measures.table import Table

NAME = "explained"
GAP, MIX, WITHIN = range(3)


def parts(sums: Floats) -> list[float]:
    """The gap, what goes with the mix, and what remains within strata; (strata, 4) → three numbers."""
    both = (sums[:, GROUP] > 0) & (sums[:, REFERENCE] > 0)
    if not both.any():
        return [float("nan")] * 3
    found = of_counts(sums[both][:, [GROUP_LEAST, REFERENCE_LEAST]], sums[both][:, [GROUP, REFERENCE]])
    return [found.gap, found.explained, found.unexplained]


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it."""
    return alike(table, settings)


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The parts for each group, from counts by offense, version, outcome, district, part of day, group and officer."""
    judged = judge(cells, settings)
    for column, reason in ((settings.compare, word("group unknown")), ("cluster", word("officer unknown"))):
        judged = without(judged, column, reason)
    found = pairs.pairs(judged.cells, settings)
    told = {pair.group: pair.estimate(parts) for pair in found if pair.is_enough}
    told = {group: three for group, three in told.items() if np.isfinite([one.error for one in three]).all()}
    able = [pair for pair in found if pair.group in told]
    headline = max(able, key=lambda pair: _sure(told[pair.group]), default=None)
    within = told[headline.group][WITHIN] if headline else None
    return Result(
        measure=NAME,
        sentence=(None if told else judged.too_few) or _sentence(headline, told),
        verdict=_verdict(headline, told),
        unit="difference",
        value=within.value if within else None,
        interval=within.interval if within else (None, None),
        n=unless_small(total(judged.cells)),
        excluded=left_out(judged.excluded),
        rows=[_row(pair, told[pair.group]) for pair in found if pair.group in told],
        smallest=detectable(within.error) if within else detectable_shares(*found[0].seen, 0.5) if found else None,
        known=[
            say(
                "The two parts add up to the gap, among stops for the same in the same place in which both groups "
                "occur; over all stops the difference can be another."
            )
        ],
        unknown=[say("Why the mix differs: whom officers stop, for what and where, is a question of its own.")],
        would_help=[say("The same for who is stopped at all; see the measure “veil”.")],
        sources=sources,
    )


def _sure(three: Sequence[Estimate]) -> float:
    """How surely there is a gap at all: its size in errors."""
    return abs(three[GAP].value) / three[GAP].error if three[GAP].error else 0.0


def _stands(three: Sequence[Estimate]) -> bool:
    """Whether the interval of the gap lies on one side."""
    low, high = three[GAP].interval
    return low > 0 or high < 0


def _verdict(headline: Pair | None, told: dict[str, list[Estimate]]) -> Verdict:
    if not headline:
        return Verdict.TOO_FEW
    return Verdict.TOLD if _stands(told[headline.group]) else Verdict.NOT_SEEN


def _sentence(headline: Pair | None, told: dict[str, list[Estimate]]) -> Said:
    if not headline:
        return say("Too few to say what goes with a gap between groups.")
    gap, mix, within = told[headline.group]
    named: dict[str, Any] = {"group": headline.group, "reference": headline.reference}
    if not _stands(told[headline.group]):
        low, high = (100 * bound for bound in gap.interval)
        return say(
            "No gap was seen between {group} and {reference} people that chance does not make: {gap:+.1f} in 100, "
            "between {low:+.1f} and {high:+.1f}. So there is nothing to divide.",
            gap=100 * gap.value,
            low=low,
            high=high,
            **named,
        )
    side = -1 if gap.value < 0 else 1
    low, high = sorted(100 * side * bound for bound in within.interval)
    named |= {"gap": 100 * abs(gap.value), "mix": 100 * side * mix.value, "within": 100 * side * within.value}
    named |= {"low": low, "high": high}
    if side < 0:
        return say(
            "The least harmful outcome came to {group} people less often than to {reference} people, by {gap:.1f} in "
            "100. A different mix of offenses, districts and hours goes with {mix:+.1f}; {within:+.1f} remain within "
            "them (between {low:+.1f} and {high:+.1f}).",
            **named,
        )
    return say(
        "The least harmful outcome came to {group} people more often than to {reference} people, by {gap:.1f} in 100. "
        "A different mix of offenses, districts and hours goes with {mix:+.1f}; {within:+.1f} remain within them "
        "(between {low:+.1f} and {high:+.1f}).",
        **named,
    )


def _row(pair: Pair, three: Sequence[Estimate]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "group": pair.group,
        "reference": pair.reference,
        "compared": 10 * (sum(pair.compared) // 10),
    }
    for name, one in zip(("gap", "mix", "within"), three, strict=True):
        row |= {name: one.value, f"{name}_low": one.interval[0], f"{name}_high": one.interval[1]}
    return row
