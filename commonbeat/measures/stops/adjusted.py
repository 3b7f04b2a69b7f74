"""Whether groups end differently when stopped for the same offense, in the same district and part of the day.

Needs: stops or citations with outcome, offense and perceived group; district, time and officer where they are recorded.
Reads as: "among such stops Black drivers got the least harmful outcome less often than white drivers: by 4 in 100, give
or take 2".
Take care: this is the second of three looks, beside the raw count ("ladder") and a different way of asking ("veil").
None of them is "the bias": what is not recorded (what was said, what happened before) is not in it, and comparing like
with like hides what happens before the stop. Officers are counted as bunches, never told one by one.
Source: N. Mantel and W. Haenszel (1959) and S. Greenland and J. M. Robins, Estimation of a common effect parameter from
sparse follow-up data, Biometrics 41 (1985), for the difference within strata; J. Jung, S. Corbett-Davies, R. Shroff and
S. Goel, Omitted and included variable bias in tests for disparate impact (2018), for what to adjust for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from commonbeat.measures.leave_one_out import Estimate
from commonbeat.measures.many import false_discovery_rate
from commonbeat.measures.result import Result, Said, Verdict, left_out, margin, say, unless_small, word
from commonbeat.measures.rows import Cells, total
from commonbeat.measures.settings import Settings
from commonbeat.measures.smallest import detectable, detectable_shares
from commonbeat.measures.stops import pairs
from commonbeat.measures.stops.counting import alike
from commonbeat.measures.stops.eligible import judge, without
from commonbeat.measures.stops.pairs import GROUP, GROUP_LEAST, REFERENCE, REFERENCE_LEAST, Floats, Pair
from commonbeat.measures.table import Table

NAME = "adjusted"
#: share of false ones accepted among the differences that are told
FALSE_DISCOVERIES = 0.05


def difference(sums: Floats) -> float:
    """The difference of shares within strata, each weighed by how much it can tell; (strata, 4) → one number."""
    group, reference = sums[:, GROUP], sums[:, REFERENCE]
    both = (group > 0) & (reference > 0)
    if not both.any():
        return float("nan")
    group, reference = group[both], reference[both]
    gap = sums[both, GROUP_LEAST] / group - sums[both, REFERENCE_LEAST] / reference
    weight = group * reference / (group + reference)
    return float((weight * gap).sum() / weight.sum())


def count(table: Table, settings: Settings) -> list[dict[str, Any]]:
    """What the engine counts for it."""
    return alike(table, settings)


def answer(cells: Cells, settings: Settings, sources: Sequence[str] = ()) -> Result:
    """The differences, from counts by offense, version, outcome, district, part of day, group and officer (cluster)."""
    judged = judge(cells, settings)
    for column, reason in ((settings.compare, word("group unknown")), ("cluster", word("officer unknown"))):
        judged = without(judged, column, reason)
    found = pairs.pairs(judged.cells, settings)
    told = {pair.group: pair.estimate(difference)[0] for pair in found if pair.is_enough}
    told = {group: one for group, one in told.items() if np.isfinite(one.error)}
    q = dict(zip(told, false_discovery_rate(np.array([one.p for one in told.values()])), strict=True)) if told else {}
    headline = _headline(found, told, q)
    return Result(
        measure=NAME,
        sentence=(None if told else judged.too_few) or _sentence(headline, told, q),
        verdict=_verdict(told, q),
        unit="difference",
        value=told[headline.group].value if headline and told else None,
        interval=told[headline.group].interval if headline and told else (None, None),
        n=unless_small(total(judged.cells)),
        excluded=left_out(judged.excluded),
        rows=[_row(pair, told.get(pair.group), q.get(pair.group)) for pair in found if pair.is_told],
        smallest=_smallest(headline, told),
        known=[
            say("This is one of three looks: raw, adjusted, and by another way of asking. None of them is the bias."),
            *_several(told),
        ],
        unknown=[say("What happened before the stop, and what was said in it."), *_not_compared(found, told)],
        would_help=_would_help(told),
        sources=sources,
    )


def _headline(found: Sequence[Pair], told: dict[str, Estimate], q: dict[str, float]) -> Pair | None:
    """The pair of which the sentence speaks: what stands out most, else the largest that can be compared."""
    able = [pair for pair in found if pair.group in told]
    surest = min(able, key=lambda pair: q[pair.group], default=None)
    if surest and q[surest.group] < FALSE_DISCOVERIES:
        return surest
    return next(iter(able or found), None)


def _verdict(told: dict[str, Estimate], q: dict[str, float]) -> Verdict:
    if not told:
        return Verdict.TOO_FEW
    return Verdict.DIFFERENT if min(q.values()) < FALSE_DISCOVERIES else Verdict.NOT_SEEN


def _sentence(headline: Pair | None, told: dict[str, Estimate], q: dict[str, float]) -> Said:
    if not headline or not told:
        return say("Too few to say whether groups end differently when stopped for the same thing in the same place.")
    one = told[headline.group]
    named: dict[str, Any] = {"group": headline.group, "reference": headline.reference}
    if q[headline.group] >= FALSE_DISCOVERIES:
        return say(
            "Stopped for the same offense, in the same district and part of the day, no difference was seen between "
            "{group} and {reference} people; one of {smallest:.0f} in 100 or more would most likely have shown.",
            smallest=100 * detectable(one.error),
            **named,
        )
    low, high = one.interval
    named |= {"points": 100 * abs(one.value), "more": margin(50 * (high - low))}
    if one.value < 0:
        return say(
            "Stopped for the same offense, in the same district and part of the day, {group} people got the least "
            "harmful outcome less often than {reference} people: by {points:.0f} in 100, give or take {more}.",
            **named,
        )
    return say(
        "Stopped for the same offense, in the same district and part of the day, {group} people got the least "
        "harmful outcome more often than {reference} people: by {points:.0f} in 100, give or take {more}.",
        **named,
    )


def _smallest(headline: Pair | None, told: dict[str, Estimate]) -> float | None:
    if not headline:
        return None
    if headline.group in told:
        return detectable(told[headline.group].error)
    return detectable_shares(*headline.seen, 0.5)


def _row(pair: Pair, one: Estimate | None, q: float | None) -> dict[str, Any]:
    """One group; compared records in tens, so that no smaller group follows from the numbers of the others."""
    low, high = one.interval if one else (None, None)
    return {
        "group": pair.group,
        "reference": pair.reference,
        "compared": 10 * (sum(pair.compared) // 10),
        "raw": pair.raw,
        "adjusted": one.value if one else None,
        "low": low,
        "high": high,
        "q": q,
        "smallest": detectable(one.error) if one else detectable_shares(*pair.seen, 0.5),
    }


def _not_compared(found: Sequence[Pair], told: dict[str, Estimate]) -> list[Said]:
    groups = [pair.group for pair in found if pair.group not in told]
    few = say("Anything about: {groups}. They are too few, or were never stopped for the same.", groups=groups)
    return [few] if groups else []


def _several(told: dict[str, Estimate]) -> list[Said]:
    surer = say("Of several groups beside one, a difference is told where it is surer than its own interval asks.")
    return [surer] if len(told) > 1 else []


def _would_help(told: dict[str, Estimate]) -> list[Said]:
    if told:
        return [
            say("A reason whenever the least harmful outcome was not used, read by people from outside the agency.")
        ]
    return [
        say("A longer period, or several agencies together."),
        say("A review of single cases, drawn by chance, by a board."),
    ]
